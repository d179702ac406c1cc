package im.stress.report;

import im.stress.report.CompareSummary.Answer;
import im.stress.report.CompareSummary.Figure;
import im.stress.report.CompareSummary.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether the second target is slower by more than is allowed, which has three answers: these runs
 * show that it is, they show that it is not, or they show neither.
 *
 * @param limitPercent by how much it may be slower
 */
record CompareGate(CompareConclusion.Sides sides, List<Figure> figures, double limitPercent) {
  /** The answer with its exit code, and what the targets differ by. */
  CompareConclusion judge(CompareConclusion told) {
    List<Figure> broken = speed().filter(this::isBroken).toList();
    if (!broken.isEmpty()) {
      return new CompareConclusion(
          Answer.TOO_SLOW,
          CompareConclusion.TOO_SLOW,
          "%s is slower than %s by more than %s %%."
              .formatted(sides.second(), sides.first(), Format.number(limitPercent)),
          with(broken.stream().map(f -> CompareConclusion.line(sides, f)).toList(), told));
    }
    List<Figure> open = speed().filter(this::isOpen).toList();
    if (open.isEmpty()) {
      List<String> unsure = speed().filter(f -> !isHeld(f)).map(this::open).toList();
      return new CompareConclusion(
          told.answer(), told.exitCode(), told.headline(), before(told, unsure));
    }
    return new CompareConclusion(
        Answer.NOT_TOLD,
        CompareConclusion.NOT_TOLD,
        "It can't be told whether %s is slower than %s by more than %s %%: give more runs or longer ones."
            .formatted(sides.second(), sides.first(), Format.number(limitPercent)),
        with(open.stream().map(this::open).toList(), told));
  }

  private Stream<Figure> speed() {
    return figures.stream()
        .filter(f -> f.role() == Role.MAIN || f.role() == Role.SPEED)
        .filter(f -> f.percent() != null);
  }

  /** Even the better end of the confidence interval is not allowed. */
  private boolean isBroken(Figure figure) {
    return figure.isWorse() && bestPercent(figure) > limitPercent;
  }

  /** The worse end of the confidence interval is allowed, too. */
  private boolean isHeld(Figure figure) {
    return worstPercent(figure) <= limitPercent;
  }

  /**
   * Of the mean and the rate, these runs have to rule out that it is broken. A percentile differs
   * more from run to run, so it is open only where it is seen to be over the limit.
   */
  private boolean isOpen(Figure figure) {
    return !isHeld(figure)
        && (figure.role() == Role.MAIN || figure.percentWorse(figure.percent()) > limitPercent);
  }

  private static double bestPercent(Figure figure) {
    return figure.percentLow() == null || figure.percentHigh() == null
        ? Double.NEGATIVE_INFINITY
        : Math.min(
            figure.percentWorse(figure.percentLow()), figure.percentWorse(figure.percentHigh()));
  }

  private static double worstPercent(Figure figure) {
    return figure.percentLow() == null || figure.percentHigh() == null
        ? Double.POSITIVE_INFINITY
        : Math.max(
            figure.percentWorse(figure.percentLow()), figure.percentWorse(figure.percentHigh()));
  }

  private String open(Figure figure) {
    return "%s: these runs can't rule out that %s is worse by up to %s (95 %% confidence)"
        .formatted(figure.name(), sides.second(), CompareConclusion.signed(worstPercent(figure)));
  }

  private static List<String> before(CompareConclusion told, List<String> more) {
    List<String> all = new ArrayList<>(told.reasons());
    all.addAll(more);
    return all;
  }

  private static List<String> with(List<String> reasons, CompareConclusion told) {
    List<String> all = new ArrayList<>(reasons);
    told.reasons().stream().filter(reason -> !all.contains(reason)).forEach(all::add);
    return all;
  }
}
