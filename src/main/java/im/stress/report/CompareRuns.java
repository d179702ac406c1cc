package im.stress.report;

import java.util.List;
import java.util.Locale;

/** The table of the runs of a comparison, as texts. */
final class CompareRuns {

  private CompareRuns() {}

  /**
   * A run as the page shows it.
   *
   * @param verdict {@code PASS}, or that it did not run
   * @param tone class of the verdict on the page
   * @param success as people read it; a dash where there is none
   */
  public record Line(CompareSummary.Run run, String verdict, String tone, String success) {}

  static List<Line> of(List<CompareSummary.Run> runs) {
    return runs.stream()
        .map(
            run ->
                run.verdict() == null
                    ? new Line(run, "not run", "not-run", "–")
                    : new Line(
                        run,
                        run.verdict().name(),
                        run.verdict().name().toLowerCase(Locale.ROOT),
                        run.success() == null ? "–" : Format.percent(run.success())))
        .toList();
  }
}
