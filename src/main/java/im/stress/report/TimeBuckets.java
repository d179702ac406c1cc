package im.stress.report;

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

  private final long start;
  private final long widthSeconds;
  private final int count;

  private TimeBuckets(long start, long seconds, int most) {
    this.start = start;
    this.widthSeconds = Math.max(1, ceilDiv(seconds, most));
    this.count = Math.toIntExact(ceilDiv(seconds, widthSeconds));
  }

  /** From the first second of the timeline to its last one, in at most so many steps. */
  static TimeBuckets over(List<TimelineRow> timeline, int most) {
    if (timeline.isEmpty()) {
      return new TimeBuckets(0, 0, most);
    }
    long first = timeline.get(0).epochSecond();
    return new TimeBuckets(
        first, timeline.get(timeline.size() - 1).epochSecond() - first + 1, most);
  }

  private static long ceilDiv(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  long widthSeconds() {
    return widthSeconds;
  }

  /** Seconds from the start to an instant; used for marks. */
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

  /** The last value in each step; null where there is none. */
  <T> List<Double> last(List<T> rows, ToDoubleFunction<T> epochSecond, Function<T, Double> value) {
    return fold(rows, epochSecond, value, (before, after) -> after);
  }

  /** The sum of each step; null where there is none. */
  <T> List<Double> sum(List<T> rows, ToDoubleFunction<T> epochSecond, Function<T, Double> value) {
    return fold(rows, epochSecond, value, Double::sum);
  }

  /** The mean a second in each step; null where there is none. */
  List<Double> perSecond(List<TimelineRow> rows, Function<TimelineRow, Double> value) {
    List<Double> sums = sum(rows, TimelineRow::epochSecond, value);
    List<Double> seconds = sum(rows, TimelineRow::epochSecond, row -> 1.0);
    return IntStream.range(0, count)
        .mapToObj(i -> sums.get(i) == null ? null : sums.get(i) / seconds.get(i))
        .toList();
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
        Double before = folded[(int) step];
        folded[(int) step] =
            before == null ? next : Double.valueOf(operator.applyAsDouble(before, next));
      }
    }
    return Arrays.asList(folded);
  }
}
