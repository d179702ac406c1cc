package im.stress.report;

import im.stress.record.RunData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes {@link OverTime} of a run, and says what of it the reader should know first. */
final class OverTimeFigures {
  /** A target that ends again and again is told so often; the page has the charts. */
  private static final int MOST_ENDS_OF_A_SOURCE = 20;

  private OverTimeFigures() {}

  /** Of a run whose files are merged in {@code runDir}. */
  static OverTime of(RunData run, Path runDir) throws IOException {
    Optional<List<OverTime.Window>> windows = RunWindows.of(run, LoadSpan.of(run), runDir);
    return of(run, windows);
  }

  /** Of one that is still going on, whose latencies nobody has merged. */
  static OverTime soFar(RunData run) {
    return of(run, Optional.empty());
  }

  private static OverTime of(RunData run, Optional<List<OverTime.Window>> windows) {
    List<TargetEnds.End> ends = TargetEnds.of(run);
    List<TargetEnds.End> told = first(ends);
    return new OverTime(
        windows.orElse(null),
        windows.map(found -> Drifts.of(found, startEpochMillis(run))).orElse(null),
        Leaks.of(run, LoadSpan.of(run), ends),
        told.stream().map(end -> end.told(run)).toList(),
        ends.size() > told.size() ? Long.valueOf(ends.size() - told.size()) : null);
  }

  private static List<TargetEnds.End> first(List<TargetEnds.End> ends) {
    Map<String, Integer> told = new HashMap<>();
    return ends.stream()
        .filter(end -> told.merge(end.source(), 1, Integer::sum) <= MOST_ENDS_OF_A_SOURCE)
        .toList();
  }

  private static long startEpochMillis(RunData run) {
    return TimeBuckets.over(run, PageCharts.MAX_POINTS).startEpochMillis();
  }

  /** One line for each end of the target, and one for those beyond the first. */
  static List<String> targetEnds(OverTime overTime) {
    List<String> lines = new ArrayList<>();
    overTime.targetEnds().forEach(end -> lines.add(end.text()));
    if (overTime.moreTargetEnds() != null) {
      lines.add(
          "… and %s more ends of the target's process"
              .formatted(Format.count(overTime.moreTargetEnds())));
    }
    return lines;
  }

  /**
   * One line for each end of the target and for each leak, and in a run of an hour or more for each
   * drift for the worse: a shorter one still warms up.
   */
  static List<String> warnings(OverTime overTime) {
    List<String> warnings = new ArrayList<>(targetEnds(overTime));
    overTime.growth().stream()
        .filter(growth -> growth.verdict().equals(LeakVerdict.LEAK))
        .forEach(growth -> warnings.add(growth.text()));
    if (overTime.windows() != null && RunWindows.areOfALongRun(overTime.windows())) {
      overTime.drift().stream()
          .filter(Drifts::isForTheWorse)
          .forEach(drift -> warnings.add(drift.text()));
    }
    return warnings;
  }
}
