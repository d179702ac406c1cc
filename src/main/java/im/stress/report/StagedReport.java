package im.stress.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the folders of the steps of a staged run to the reports over all of them. No state. */
public final class StagedReport {
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
    StagedSummary summary =
        new StagedSummary(
            1,
            Series.nameOf(folder),
            conclusion.verdict(),
            conclusion.headline(),
            conclusion.reasons(),
            asked,
            steps);
    Series.STAGED.write(folder, summary, StagedPage.markdown(summary), StagedPage.html(summary));
    return summary;
  }

  /** What was written there; empty where there is no staged run. */
  public static Optional<StagedSummary> read(Path folder) throws IOException {
    return Series.STAGED.read(folder, StagedSummary.class);
  }

  /** Whether the run in this folder passed. */
  public static boolean passed(Path run) throws IOException {
    return FinishedRun.summary(run)
        .filter(summary -> summary.verdict() == Verdict.PASS)
        .isPresent();
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
    lines.add("  Report   " + Series.page(folder));
    return String.join("\n", lines) + "\n";
  }
}
