package im.stress.report;

import im.stress.config.LoadUnit;
import im.stress.report.CapacitySummary.Level;
import im.stress.report.CapacitySummary.Limit;
import im.stress.report.CapacitySummary.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the folders of the levels of a search to the reports over all of them. No state. */
public final class CapacityReport {

  private CapacityReport() {}

  /**
   * What a search knows.
   *
   * @param asked what the user asked for
   * @param range which loads are tried
   * @param levels those that were tried, in their order
   * @param finding empty while it goes on; what is known so far when the target died
   * @param stop why it is over before its time; empty unless it is
   */
  public record Known(
      StagedSummary.Asked asked,
      Range range,
      List<Level> levels,
      Optional<CapacityFinding> finding,
      Optional<StagedStop> stop) {}

  /** A level as it is in its folder now; open when it isn't there, or didn't come to its end. */
  public static Level level(Path folder, LoadUnit by, CapacitySummary.Planned planned)
      throws IOException {
    return new CapacityLevelReader(folder, by).read(planned);
  }

  /** A level that this machine can't make, for a reason that holds for all larger loads as well. */
  public static Level refused(CapacitySummary.Planned planned, String reason) {
    return CapacityLevelReader.refused(planned, reason);
  }

  /**
   * Writes {@code index.html}, {@code summary.md} and {@code capacity.json}; may be called again.
   *
   * @param folder {@code results/RUN_ID}
   * @throws IOException when the folder can't be read or written
   */
  public static CapacitySummary write(Path folder, Known known) throws IOException {
    Optional<Limit> limit = limit(folder, known);
    CapacityConclusion conclusion = conclusion(known, limit);
    CapacitySummary summary =
        new CapacitySummary(
            1,
            Series.nameOf(folder),
            conclusion.verdict(),
            conclusion.headline(),
            conclusion.reasons(),
            known.range(),
            holds(known),
            limit.orElse(null),
            known.asked(),
            known.levels());
    Series.CAPACITY.write(
        folder, summary, CapacityPage.markdown(summary), CapacityPage.html(summary));
    return summary;
  }

  private static Optional<Limit> limit(Path folder, Known known) throws IOException {
    Optional<Level> level = known.finding().flatMap(CapacityFinding::limit);
    if (level.isEmpty()) {
      return Optional.empty();
    }
    Optional<Summary> summary = FinishedRun.summary(folder.resolve(level.get().run().name()));
    Optional<String> death = known.stop().map(StagedStop::reason);
    return Optional.of(LimitFigures.of(level.get(), known.range().by(), summary, death));
  }

  private static CapacityConclusion conclusion(Known known, Optional<Limit> limit) {
    LoadUnit by = known.range().by();
    if (known.stop().isPresent()) {
      return known
          .finding()
          .map(finding -> CapacityConclusion.died(finding, limit.orElseThrow(), by))
          .orElseGet(() -> CapacityConclusion.stopped(known.stop().get(), known.levels(), by));
    }
    return known
        .finding()
        .map(finding -> CapacityConclusion.found(finding, limit, known.levels(), by))
        .orElseGet(() -> CapacityConclusion.running(known.levels(), by));
  }

  private static Long holds(Known known) {
    return known
        .finding()
        .filter(finding -> finding.holds().isPresent())
        .map(finding -> finding.holds().getAsLong())
        .orElse(null);
  }

  /** What was written there; empty where there is no such search. */
  public static Optional<CapacitySummary> read(Path folder) throws IOException {
    return Series.CAPACITY.read(folder, CapacitySummary.class);
  }

  /** The verdict and the table of all levels, for a terminal. */
  public static String console(Path folder, CapacitySummary summary) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "%s  capacity %s: %s".formatted(summary.verdict(), summary.run(), summary.headline()));
    summary.reasons().forEach(reason -> lines.add("  - " + PlainText.oneLine(reason)));
    lines.add("");
    lines.addAll(CapacityTable.lines(summary.levels(), summary.range().by()));
    lines.add("");
    lines.add("  Report   " + Series.page(folder));
    if (summary.verdict() == Verdict.INTERRUPTED) {
      lines.add("  Go on    ./run-stress-test.sh capacity --resume " + summary.run());
    }
    return String.join("\n", lines) + "\n";
  }
}
