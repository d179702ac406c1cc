package im.stress.report;

import im.stress.config.StressSettings;
import im.stress.record.FileNames;
import im.stress.record.JsonFiles;
import im.stress.record.RunData;
import im.stress.record.RunReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * From the shard folders of a run to everything else in its folder but {@code gatling/}. No state;
 * may be called again on the same folder, whose merged files are then replaced.
 */
public final class RunReport {

  private RunReport() {}

  /**
   * Merges the shards, judges the run, and writes all its files. To be called after Gatling's own
   * report was made, so that the page can link to it. Missing and torn files of shards are told in
   * the reasons; they are no error here.
   *
   * @param runDir {@code results/RUN_ID}; its name is the id of the run
   * @param settings those of the run; of several machines, those of any
   * @param described every setting as text with secrets masked, for people to read
   * @param end how the run ended
   * @throws IOException when the folder can't be read or written
   */
  public static Outcome write(
      Path runDir, StressSettings settings, Map<String, String> described, RunEnd end)
      throws IOException {
    Files.createDirectories(runDir);
    String runId = String.valueOf(runDir.toAbsolutePath().normalize().getFileName());
    RunData run = RunReader.readAndMerge(runDir);
    Summary figures = SummaryBuilder.build(runId, run, settings, OverTimeFigures.of(run, runDir));
    Judgement judgement = Judgement.of(figures, run, settings, end);
    Summary summary = judgement.on(figures);
    Outcome outcome = new Outcome(summary, judgement.verdict(), judgement.exitCode());
    JsonFiles.replace(runDir.resolve(FileNames.SUMMARY), summary);
    JsonFiles.write(
        runDir.resolve(FileNames.MANIFEST),
        ManifestFile.of(outcome, settings.run().seed(), described, run));
    Files.writeString(runDir.resolve("summary.md"), MarkdownSummary.of(summary, run));
    Files.writeString(runDir.resolve("junit.xml"), JUnitXml.of(runId, judgement));
    Files.writeString(
        runDir.resolve("index.html"),
        ReportPage.render(runDir, run, judgement, outcome, described));
    return outcome;
  }

  /** The verdict, the key figures and the way to the reports, in a few lines for a terminal. */
  public static String console(Path runDir, Outcome outcome) {
    return ConsoleText.of(runDir, outcome);
  }
}
