package im.stress.report;

import im.stress.config.StressSettings;
import im.stress.record.FileNames;
import im.stress.record.JsonFiles;
import im.stress.record.RunData;
import im.stress.record.RunTail;
import im.stress.text.TimeText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code summary.json} of a run that is still going on: what its figures are by now, so that they
 * are there whatever becomes of the processes. For one thread.
 */
public final class SummarySoFar {
  private final Path runDir;
  private final StressSettings settings;
  private final RunTail tail;

  /** Of the run in this folder, whose settings these are. */
  public SummarySoFar(Path runDir, StressSettings settings) {
    this.runDir = runDir;
    this.settings = settings;
    this.tail = new RunTail(runDir);
  }

  /**
   * Replaces the file as a whole; nothing is written before a process has written its counts.
   *
   * @throws IOException when the folder can't be read or written
   */
  public void write(long nowEpochMillis) throws IOException {
    tail.read();
    RunData run = tail.data();
    if (!run.counters().isEmpty()) {
      String runId = String.valueOf(runDir.toAbsolutePath().normalize().getFileName());
      OverTime overTime = OverTimeFigures.soFar(run);
      Summary figures = SummaryBuilder.build(runId, run, settings, overTime);
      JsonFiles.replace(
          runDir.resolve(FileNames.SUMMARY), on(figures, run, reason(nowEpochMillis)));
    }
  }

  private static String reason(long nowEpochMillis) {
    return ("the run was still going on at %s: the figures cover what was measured until then; when"
            + " it was killed, merge its folder for all of it")
        .formatted(TimeText.utc(nowEpochMillis));
  }

  /** Thresholds are judged at the end: they are of the whole plan. */
  private static Summary on(Summary figures, RunData run, String reason) {
    List<String> warnings = new ArrayList<>(OverTimeFigures.warnings(figures.overTime()));
    warnings.addAll(run.warnings());
    return new Summary(
        figures.schema(),
        figures.run(),
        Verdict.INTERRUPTED,
        List.of(reason),
        figures.settings(),
        figures.users(),
        figures.connections(),
        figures.messages(),
        figures.groups(),
        figures.heartbeats(),
        figures.rates(),
        figures.latencyMicros(),
        figures.success(),
        warnings,
        figures.client(),
        List.of(),
        figures.machines(),
        figures.anomalies(),
        figures.storm(),
        figures.populations(),
        figures.requests(),
        figures.overTime());
  }
}
