package im.stress.report;

import im.stress.model.Counter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A made-up staged run of three steps, of which one passed, one failed, and one did not run. */
final class StagedRuns {

  private StagedRuns() {}

  static StagedSummary write(Path folder) throws IOException {
    step(folder.resolve("1-100"), 2400);
    step(folder.resolve("2-100-before-1"), 2400);
    step(folder.resolve("2-100"), 1200);
    return report(folder, Optional.of(StagedStop.atStep(2)));
  }

  private static void step(Path run, long acked) throws IOException {
    Runs.good(Files.createDirectory(run))
        .count(Counter.MESSAGES_ACKED, acked)
        .monitor(
            150, 25, 40, 0, 3e8, 1e8, 3, 1, 20, 150, 65535, 100, 28000, 0, 60, 6e8, 40, 300, 100, 0,
            0, 2)
        .write();
    Runs.report(run, TestSettings.of(TestSettings.atLeast("success.overall", 0.95)));
  }

  static StagedSummary report(Path folder, Optional<StagedStop> stop) throws IOException {
    StagedSummary.Asked asked =
        new StagedSummary.Asked(List.of("--levels", "<b>"), new TreeMap<>(Map.of("pause", "10 s")));
    return StagedReport.write(
        folder,
        asked,
        List.of(planned("1-100", 100), planned("2-100", 100), planned("3-1000", 1000)),
        stop);
  }

  private static StagedSummary.Planned planned(String name, long users) {
    return new StagedSummary.Planned(name, users, users + " users");
  }
}
