package im.stress.report;

import im.stress.report.CompareSummary.Answer;
import im.stress.report.CompareSummary.Figure;
import im.stress.report.CompareSummary.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a comparison says as a whole.
 *
 * @param answer null while the runs go on
 * @param exitCode null while the runs go on
 * @param headline in one line
 * @param reasons one line each
 */
record CompareConclusion(Answer answer, Integer exitCode, String headline, List<String> reasons) {
  /** Exit codes of the contract. */
  static final int TOO_SLOW = 2;

  static final int NOT_TOLD = 3;

  private static final String NOT_RANKED = "These targets can't be ranked by these runs.";

  /**
   * The answer of these figures.
   *
   * @param limitPercent by how much the second may be slower; empty = by anything
   * @param stop why the runs are over; empty while they go on
   */
  static CompareConclusion of(
      Sides sides,
      List<Figure> figures,
      List<String> refusals,
      OptionalDouble limitPercent,
      Optional<StagedStop> stop) {
    if (stop.isEmpty()) {
      return new CompareConclusion(null, null, "Not over yet.", refusals);
    }
    if (!stop.get().reason().isEmpty()) {
      return ended(stop.get(), refusals);
    }
    if (!refusals.isEmpty()) {
      return new CompareConclusion(Answer.NOT_TOLD, NOT_TOLD, NOT_RANKED, refusals);
    }
    CompareConclusion told = told(sides, figures);
    return limitPercent.isEmpty()
        ? told
        : new CompareGate(sides, figures, limitPercent.getAsDouble()).judge(told);
  }

  /** The two names. */
  record Sides(String first, String second) {}

  private static CompareConclusion ended(StagedStop stop, List<String> refusals) {
    List<String> reasons = new ArrayList<>(List.of(stop.reason()));
    reasons.addAll(refusals);
    return new CompareConclusion(
        stop.isInterrupted() ? Answer.INTERRUPTED : Answer.NOT_TOLD,
        stop.exitCode(),
        stop.isInterrupted() ? "Ended early." : NOT_RANKED,
        reasons);
  }

  private static CompareConclusion told(Sides sides, List<Figure> figures) {
    List<Figure> judged = figures.stream().filter(Figure::judged).toList();
    List<Figure> worse = judged.stream().filter(Figure::isWorse).toList();
    List<Figure> better = judged.stream().filter(Figure::isBetter).toList();
    List<String> reasons =
        Stream.concat(worse.stream(), better.stream()).map(f -> line(sides, f)).toList();
    if (judged.stream().noneMatch(f -> f.role() == Role.MAIN && f.beyondNoise() != null)) {
      return new CompareConclusion(
          Answer.NOT_TOLD,
          NOT_TOLD,
          NOT_RANKED,
          List.of("no figure was measured in all runs of both"));
    }
    if (reasons.isEmpty()) {
      return noDifference(sides, judged);
    }
    return new CompareConclusion(Answer.DIFFERENCE, 0, headline(sides, worse, better), reasons);
  }

  /**
   * An interval of 95 % without 0 is one of a figure alone; among as many as are judged, one of
   * those comes by chance too often to be called a difference.
   */
  private static CompareConclusion noDifference(Sides sides, List<Figure> judged) {
    List<Figure> likely = judged.stream().filter(Figure::mayDiffer).toList();
    if (likely.isEmpty()) {
      return new CompareConclusion(
          Answer.NO_DIFFERENCE,
          0,
          "No difference that these runs can show.",
          List.of(unseen(sides, judged.get(0))));
    }
    return new CompareConclusion(
        Answer.NO_DIFFERENCE,
        0,
        "No difference is certain after these runs; there may be one: give more runs or longer ones.",
        likely.stream().map(figure -> unseen(sides, figure)).toList());
  }

  private static String headline(Sides sides, List<Figure> worse, List<Figure> better) {
    boolean slower = worse.stream().anyMatch(f -> f.role() != Role.COST);
    boolean faster = better.stream().anyMatch(f -> f.role() != Role.COST);
    boolean dearer = worse.stream().anyMatch(f -> f.role() == Role.COST);
    boolean cheaper = better.stream().anyMatch(f -> f.role() == Role.COST);
    String speed =
        slower && faster
            ? "%s is slower than %s by some figures and faster by others"
            : slower
                ? "%s is slower than %s"
                : faster ? "%s is faster than %s" : "%s is not seen to be slower or faster than %s";
    String cost =
        dearer
            ? ", and takes more CPU for each request"
            : cheaper ? ", and takes less CPU for each request" : "";
    return speed.formatted(sides.second(), sides.first()) + cost + ".";
  }

  /** One figure in words: {@code Ack, mean: b 21.3 ms, a 1.20 ms, +1675 %, beyond the noise}. */
  static String line(Sides sides, Figure figure) {
    return "%s: %s in %s, %s in %s, %s"
        .formatted(
            figure.name(),
            figure.unit().text(figure.first()),
            sides.first(),
            figure.unit().text(figure.second()),
            sides.second(),
            percent(figure));
  }

  private static String percent(Figure figure) {
    String noise =
        figure.beyondNoise() == null
            ? "noise not known"
            : figure.isBeyondNoise() ? "more than the noise between runs" : "within the noise";
    return figure.percent() == null ? noise : signed(figure.percent()) + ", " + noise;
  }

  /** {@code +12.3 %}. */
  static String signed(double percent) {
    return String.format(Locale.ROOT, "%+,.1f %%", percent);
  }

  /** How large a difference may be that nobody saw. */
  private static String unseen(Sides sides, Figure figure) {
    return figure.percentLow() == null || figure.percentHigh() == null
        ? "the noise between runs is not known"
        : "%s: the difference of %s from %s lies between %s and %s (95 %% confidence); more runs or longer ones tell more"
            .formatted(
                figure.name(),
                sides.second(),
                sides.first(),
                signed(figure.percentLow()),
                signed(figure.percentHigh()));
  }
}
