package im.stress.report;

import im.stress.config.LoadUnit;
import im.stress.report.CapacitySummary.Level;
import im.stress.report.CapacitySummary.Limit;
import im.stress.report.CapacitySummary.Result;
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
   * @param levels all that were tried
   */
  static CapacityConclusion found(
      CapacityFinding finding, Optional<Limit> limit, List<Level> levels, LoadUnit by) {
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
            .map(met -> isOfTarget(met) ? limited(holds, met, by) : unknown(holds, met, levels, by))
            .orElse(
                "Holds %s, the largest load of this search: the limit lies above."
                    .formatted(holds)),
        reasons);
  }

  private static boolean isOfTarget(Limit limit) {
    return limit.kind() != LimitKind.CLIENT && limit.kind() != LimitKind.LOAD;
  }

  private static String limited(String holds, Limit met, LoadUnit by) {
    return "Holds %s; the limit met at %s: %s.".formatted(holds, by.text(met.load()), what(met));
  }

  /** Of a limit that is none of the target; at a larger load it may have met its own. */
  private static String unknown(String holds, Limit met, List<Level> levels, LoadUnit by) {
    String beyond =
        levels.stream()
            .filter(level -> level.result() == Result.TARGET && level.load() > met.load())
            .map(Level::load)
            .min(Comparator.naturalOrder())
            .map(by::text)
            .map("and %s did not hold: the limit of the target lies between."::formatted)
            .orElse("so nothing is known about the target beyond.");
    return "Holds %s; at %s the limit was %s, %s"
        .formatted(holds, by.text(met.load()), what(met), beyond);
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

  /** Of one that was ended early: it can go on, so it says neither that a load holds nor not. */
  static CapacityConclusion stopped(StagedStop stop, List<Level> levels, LoadUnit by) {
    return new CapacityConclusion(
        Verdict.INTERRUPTED,
        stop.isInterrupted() ? "Ended early." : "The search could not go on.",
        List.of(stop.reason(), soFar(levels, by)));
  }

  /** Of one whose target let nobody in after a level that did not hold. */
  static CapacityConclusion died(CapacityFinding finding, Limit limit, LoadUnit by) {
    List<String> reasons = new ArrayList<>(limit.figures());
    reasons.add("start the target again; --resume then runs what is left");
    String load = by.text(limit.load());
    return new CapacityConclusion(
        Verdict.INTERRUPTED,
        finding.holds().isPresent()
            ? "Held %s once; at %s %s."
                .formatted(by.text(finding.holds().getAsLong()), load, what(limit))
            : "At %s, the smallest load of this search, %s.".formatted(load, what(limit)),
        reasons);
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
