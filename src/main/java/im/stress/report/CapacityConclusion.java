package im.stress.report;

import im.stress.config.LoadUnit;
import im.stress.report.CapacitySummary.Level;
import im.stress.report.CapacitySummary.Limit;
import im.stress.report.CapacitySummary.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a search for the capacity says as a whole.
 *
 * @param verdict null while it runs
 * @param headline the load, and which limit was met, in one line
 * @param reasons by which figures, one line each
 */
record CapacityConclusion(Verdict verdict, String headline, List<String> reasons) {

  /**
   * Of a search that found something.
   *
   * @param limit of the level that did not hold; empty when the largest load holds
   */
  static CapacityConclusion found(CapacityFinding finding, Optional<Limit> limit, Range range) {
    LoadUnit by = range.by();
    List<String> reasons = new ArrayList<>(limit.map(Limit::figures).orElse(List.of()));
    if (finding.holds().isEmpty()) {
      Limit met = limit.orElseThrow();
      return new CapacityConclusion(
          isOfTarget(met) ? Verdict.FAIL : Verdict.INVALID, notEven(met, by), reasons);
    }
    String holds = by.text(finding.holds().getAsLong());
    reasons.add(holds + " held twice, the second time in a run of its own");
    return new CapacityConclusion(
        Verdict.PASS,
        limit
            .map(met -> limited(holds, met, by))
            .orElse(
                "Holds %s, the largest load of this search: the limit lies above."
                    .formatted(holds)),
        reasons);
  }

  private static boolean isOfTarget(Limit limit) {
    return limit.kind() != LimitKind.CLIENT && limit.kind() != LimitKind.LOAD;
  }

  private static String limited(String holds, Limit met, LoadUnit by) {
    return isOfTarget(met)
        ? "Holds %s; the limit met at %s: %s.".formatted(holds, by.text(met.load()), what(met))
        : "Holds %s; at %s the limit was %s, so nothing is known about the target beyond."
            .formatted(holds, by.text(met.load()), what(met));
  }

  /** What has no name is told as the run tells it. */
  private static String what(Limit met) {
    return met.kind() == LimitKind.OTHER && !met.figures().isEmpty()
        ? met.figures().get(0)
        : met.kind().words();
  }

  private static String notEven(Limit met, LoadUnit by) {
    String load = by.text(met.load());
    return isOfTarget(met)
        ? "Not even %s hold, the smallest load of this search: %s.".formatted(load, what(met))
        : "At %s, the smallest load of this search, the limit was %s: nothing is known about the target."
            .formatted(load, what(met));
  }

  /** Of one that was ended early. */
  static CapacityConclusion stopped(StagedStop stop, List<Level> levels, LoadUnit by) {
    List<String> reasons = List.of(stop.reason(), soFar(levels, by));
    return stop.isInterrupted()
        ? new CapacityConclusion(Verdict.INTERRUPTED, "Ended early.", reasons)
        : new CapacityConclusion(Verdict.FAIL, "The search could not go on.", reasons);
  }

  /** Of one that still goes on. */
  static CapacityConclusion running(List<Level> levels, LoadUnit by) {
    return new CapacityConclusion(null, "Not over yet.", List.of(soFar(levels, by)));
  }

  private static String soFar(List<Level> levels, LoadUnit by) {
    Optional<Level> most =
        levels.stream().filter(Level::held).max(Comparator.comparingLong(Level::load));
    Optional<Level> least =
        levels.stream()
            .filter(level -> !level.open() && !level.held())
            .min(Comparator.comparingLong(Level::load));
    return most.map(level -> "so far %s held".formatted(by.text(level.load())))
            .orElse("so far no load held")
        + least.map(level -> ", %s did not".formatted(by.text(level.load()))).orElse("");
  }
}
