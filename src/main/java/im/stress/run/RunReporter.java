package im.stress.run;

import im.stress.config.LoadedSettings;
import im.stress.report.Outcome;
import im.stress.report.RunEnd;
import im.stress.report.RunReport;
import im.stress.report.SummarySoFar;
import java.io.IOException;
import java.nio.file.Path;

/** The run's own report as it is. */
final class RunReporter implements RunParts.Reporter {
  @Override
  public RunParts.Report write(Path runFolder, LoadedSettings settings, RunEnd end)
      throws IOException {
    Outcome outcome = RunReport.write(runFolder, settings.settings(), settings.describe(), end);
    return new RunParts.Report(outcome.exitCode(), RunReport.console(runFolder, outcome));
  }

  @Override
  public RunParts.SoFar soFar(Path runFolder, LoadedSettings settings) {
    SummarySoFar summary = new SummarySoFar(runFolder, settings.settings());
    return now -> summary.write(now.toEpochMilli());
  }
}
