package im.stress.report;

import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import im.stress.record.RunData;
import im.stress.record.TargetMonitor;
import im.stress.text.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Looks for leaks of the load generator and of each target, at full load after a warm-up. */
final class Leaks {
  /**
   * Left out at the start of full load: code is still compiled, heaps and pools still grow to the
   * size that the load asks for. The issue that asked for this says ten minutes.
   */
  private static final long LEAST_WARM_UP_SECONDS = 600;

  /** Of a longer time a tenth: a large heap takes hours until each of its pages was used once. */
  private static final long WARM_UP_PART = 10;

  /** Shorter, and the steps are of less than 20 s, in which a collector may not run once. */
  private static final long LEAST_SECONDS = 1_200;

  private final RunData run;
  private final LoadSpan load;
  private final List<TargetEnds.End> ends;

  /**
   * What of the time at full load is looked at.
   *
   * @param words which part it is; empty = all of it
   */
  private record Part(LoadSpan span, String words) {}

  private Leaks(RunData run, LoadSpan load, List<TargetEnds.End> ends) {
    this.run = run;
    this.load = load;
    this.ends = ends;
  }

  /**
   * One for each figure that was measured.
   *
   * @param ends of the target: only what followed the last of them is looked at
   */
  static List<OverTime.Growth> of(RunData run, LoadSpan load, List<TargetEnds.End> ends) {
    return new Leaks(run, load, ends).all();
  }

  private List<OverTime.Growth> all() {
    List<List<Row<MonitorColumn>>> shards =
        run.shards().stream().map(shard -> shard.monitor().rows()).toList();
    List<OverTime.Growth> found = new ArrayList<>(of("client", false, shards, new Part(load, "")));
    found.addAll(of("target", true, shards, afterEnds(source -> source.startsWith("machine-"))));
    for (TargetMonitor target : run.targets()) {
      found.addAll(
          of(target.name(), true, List.of(target.rows()), afterEnds(target.name()::equals)));
    }
    return found;
  }

  /** A new process starts anew; one that never came back is judged by the time before its end. */
  private Part afterEnds(Predicate<String> source) {
    LoadSpan span = load;
    String words = "";
    for (TargetEnds.End end : ends) {
      if (source.test(end.source())) {
        boolean back = end.backAfterSeconds() != null;
        words = back ? " since the target's restart" : " until the target's end";
        span =
            back
                ? span.from(end.second() + end.backAfterSeconds() + 1)
                : new LoadSpan(span.firstSecond(), Math.min(span.endSecond(), end.second()));
      }
    }
    return new Part(span, words);
  }

  private List<OverTime.Growth> of(
      String subject, boolean target, List<List<Row<MonitorColumn>>> processes, Part part) {
    List<OverTime.Growth> found = new ArrayList<>();
    for (LeakFigure figure : LeakFigure.values()) {
      MonitorColumn column = figure.column(target);
      if (column != null && isMeasured(processes, column)) {
        boolean ofMachine = column.subject() == MonitorColumn.Subject.MACHINE;
        LeakVerdict verdict = new LeakVerdict(ofMachine ? "machine" : subject, figure, column);
        found.add(judged(verdict, column, ofMachine(column, processes), part));
      }
    }
    return found;
  }

  /** What each process tells of its machine is not added up. */
  private List<List<Row<MonitorColumn>>> ofMachine(
      MonitorColumn column, List<List<Row<MonitorColumn>>> processes) {
    return column.subject() == MonitorColumn.Subject.MACHINE
        ? List.of(run.monitor().rows())
        : processes;
  }

  private static boolean isMeasured(
      List<List<Row<MonitorColumn>>> processes, MonitorColumn column) {
    return processes.stream().flatMap(List::stream).anyMatch(row -> !Double.isNaN(row.get(column)));
  }

  private static OverTime.Growth judged(
      LeakVerdict verdict,
      MonitorColumn column,
      List<List<Row<MonitorColumn>>> processes,
      Part part) {
    LoadSpan span = part.span();
    long warmUp = Math.max(LEAST_WARM_UP_SECONDS, span.seconds() / WARM_UP_PART);
    LoadSpan warm = span.from(span.firstSecond() + warmUp);
    if (warm.seconds() < LEAST_SECONDS) {
      return verdict.tooShort(
          "there is one from %s at full load on, got %s%s"
              .formatted(
                  time(LEAST_WARM_UP_SECONDS + LEAST_SECONDS), time(span.seconds()), part.words()));
    }
    LeakSeries series = new LeakSeries(warm);
    return verdict.of(Trend.of(series.sum(processes, column), series.stepSeconds()), warm);
  }

  private static String time(long seconds) {
    return TimeText.text(Duration.ofSeconds(seconds));
  }
}
