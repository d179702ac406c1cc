package im.stress.report;

import im.stress.record.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the folders of the steps of a staged run to the reports over all of them. No state. */
public final class StagedReport {
  private static final String JSON = "staged.json";
  private static final String MARKDOWN = "summary.md";
  private static final String PAGE = "index.html";

  private StagedReport() {}

  /**
   * Reads the steps as they are now, and writes {@code index.html}, {@code summary.md} and {@code
   * staged.json}; may be called again.
   *
   * @param folder {@code results/RUN_ID}
   * @param stop why it is over; empty while it is not
   * @throws IOException when the folder can't be read or written
   */
  public static StagedSummary write(
      Path folder,
      StagedSummary.Asked asked,
      List<StagedSummary.Planned> planned,
      Optional<StagedStop> stop)
      throws IOException {
    List<StagedSummary.Step> steps = new ArrayList<>();
    StagedStepReader reader = new StagedStepReader(folder);
    for (StagedSummary.Planned step : planned) {
      steps.add(reader.read(step));
    }
    StagedConclusion conclusion = StagedConclusion.of(steps, stop);
    String run = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    StagedSummary summary =
        new StagedSummary(
            1,
            run,
            conclusion.verdict(),
            conclusion.headline(),
            conclusion.reasons(),
            asked,
            steps);
    JsonFiles.write(folder.resolve(JSON), summary);
    Files.writeString(folder.resolve(MARKDOWN), StagedPage.markdown(summary));
    Files.writeString(folder.resolve(PAGE), StagedPage.html(summary));
    return summary;
  }

  /** What was written there; empty where there is no staged run. */
  public static Optional<StagedSummary> read(Path folder) throws IOException {
    return JsonFiles.read(folder.resolve(JSON), StagedSummary.class);
  }

  /** Whether the run in this folder passed. */
  public static boolean passed(Path run) throws IOException {
    return StagedStepReader.summary(run)
        .filter(summary -> summary.verdict() == Verdict.PASS)
        .isPresent();
  }

  /** The name of the folder that keeps an earlier attempt at a step, the first of which is 1. */
  public static String earlier(String step, int attempt) {
    return StagedStepReader.earlier(step, attempt);
  }

  /** Takes away what was written. */
  public static void delete(Path folder) throws IOException {
    for (String file : List.of(JSON, MARKDOWN, PAGE)) {
      Files.deleteIfExists(folder.resolve(file));
    }
  }

  /** The verdict and the table of all steps, for a terminal. */
  public static String console(Path folder, StagedSummary summary) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "%s  staged run %s: %s".formatted(summary.verdict(), summary.run(), summary.headline()));
    summary.reasons().forEach(reason -> lines.add("  - " + PlainText.oneLine(reason)));
    lines.add("");
    lines.addAll(StagedTable.lines(summary.steps()));
    lines.add("");
    lines.add("  Report   " + folder.resolve(PAGE));
    return String.join("\n", lines) + "\n";
  }
}
