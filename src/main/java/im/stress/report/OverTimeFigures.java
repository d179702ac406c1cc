package im.stress.report;

import im.stress.record.RunData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes {@link OverTime} of a run, and says what of it the reader should know first. */
final class OverTimeFigures {
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
    List<OverTime.TargetEnd> ends = TargetEnds.of(run);
    return new OverTime(
        windows.orElse(null),
        windows.map(Drifts::of).orElse(null),
        Leaks.of(run, LoadSpan.of(run), ends),
        ends);
  }

  /**
   * One line for each end of the target and for each leak, and in a run of an hour or more for each
   * drift for the worse: a shorter one still warms up.
   */
  static List<String> warnings(OverTime overTime) {
    List<String> warnings = new ArrayList<>();
    overTime.targetEnds().forEach(end -> warnings.add(end.text()));
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
