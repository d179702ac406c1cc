package im.stress.report;

import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import im.stress.record.RunData;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The common time axis of the charts: a run of any length in a bounded number of steps of whole
 * seconds each.
 */
final class TimeBuckets {

  /** A ramp that began longer than this before the first row is a clock that was set. */
  private static final long MAX_WAIT_SECONDS = 60;

  private final long start;
  private final long widthSeconds;
  private final int count;

  private TimeBuckets(long start, long seconds, int most) {
    this.start = start;
    this.widthSeconds = Math.max(1, ceilDiv(seconds, most));
    this.count = Math.toIntExact(ceilDiv(seconds, widthSeconds));
  }

  /** From the start of the ramp to the last second of the timeline, in at most so many steps. */
  static TimeBuckets over(RunData run, int most) {
    List<Row<TimelineColumn>> timeline = run.timeline().rows();
    if (timeline.isEmpty()) {
      return new TimeBuckets(0, 0, most);
    }
    long first = timeline.get(0).epochSecond();
    long ramp =
        Math.round(
            run.earliest(c -> c.progress().startEpochMillis()).orElse(first * 1000) / 1000.0);
    long start = first - ramp > MAX_WAIT_SECONDS ? first : Math.min(first, ramp);
    return new TimeBuckets(
        start, timeline.get(timeline.size() - 1).epochSecond() - start + 1, most);
  }

  private static long ceilDiv(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  long widthSeconds() {
    return widthSeconds;
  }

  /** When the axis begins. */
  long startEpochMillis() {
    return start * 1000;
  }

  /** Seconds from the start to an instant. */
  double secondsSinceStart(long epochMillis) {
    return epochMillis / 1000.0 - start;
  }

  /** Left edge of each step in seconds since the start. */
  List<Double> x() {
    return IntStream.range(0, count).mapToObj(i -> (double) i * widthSeconds).toList();
  }

  /** The largest value in each step; null where there is none. */
  <T> List<Double> largest(
      List<T> rows, ToDoubleFunction<T> epochSecond, Function<T, Double> value) {
    return fold(rows, epochSecond, value, Math::max);
  }

  /**
   * The values themselves where a step is one second. Otherwise each two steps show the least and
   * the largest value of both, so that no dip and no peak is lost.
   */
  List<Double> extremes(
      List<Row<TimelineColumn>> rows, Function<Row<TimelineColumn>, Double> value) {
    List<Double> largest = largest(rows, Row::epochSecond, value);
    if (widthSeconds == 1) {
      return largest;
    }
    List<Double> least = fold(rows, Row::epochSecond, value, Math::min);
    Double[] shown = new Double[count];
    for (int i = 0; i < count; i += 2) {
      int next = Math.min(i + 1, count - 1);
      shown[i] = merge(least.get(i), least.get(next), Math::min);
      shown[next] = merge(largest.get(i), largest.get(next), Math::max);
    }
    return Arrays.asList(shown);
  }

  /** The sum of each step; null where there is none. */
  <T> List<Double> sum(List<T> rows, ToDoubleFunction<T> epochSecond, Function<T, Double> value) {
    return fold(rows, epochSecond, value, Double::sum);
  }

  private <T> List<Double> fold(
      List<T> rows,
      ToDoubleFunction<T> epochSecond,
      Function<T, Double> value,
      DoubleBinaryOperator operator) {
    Double[] folded = new Double[count];
    for (T row : rows) {
      long step = Math.floorDiv((long) epochSecond.applyAsDouble(row) - start, widthSeconds);
      Double next = value.apply(row);
      if (step >= 0 && step < count && next != null && Double.isFinite(next)) {
        folded[(int) step] = merge(folded[(int) step], next, operator);
      }
    }
    return Arrays.asList(folded);
  }

  private static Double merge(Double before, Double next, DoubleBinaryOperator operator) {
    if (before == null || next == null) {
      return before == null ? next : before;
    }
    return operator.applyAsDouble(before, next);
  }
}
