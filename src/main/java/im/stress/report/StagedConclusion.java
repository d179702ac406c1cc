package im.stress.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a staged run says as a whole.
 *
 * @param verdict null while it runs
 * @param headline whether target or load generator was the limit, in one line
 * @param reasons by which figures, and how far it came, one line each
 */
record StagedConclusion(Verdict verdict, String headline, List<String> reasons) {

  /** Of these steps; a run without a stop still goes on. */
  static StagedConclusion of(List<StagedSummary.Step> steps, Optional<StagedStop> stop) {
    List<String> reasons = new ArrayList<>();
    StagedConclusion conclusion =
        stop.map(known -> ended(steps, known, reasons))
            .orElse(new StagedConclusion(null, "Not over yet.", reasons));
    reasons.add(reached(steps));
    return conclusion;
  }

  private static StagedConclusion ended(
      List<StagedSummary.Step> steps, StagedStop stop, List<String> reasons) {
    Optional<StagedSummary.Step> last =
        steps.stream().filter(step -> step.ran() && !step.passed()).findFirst();
    last.ifPresent(step -> reasons.addAll(step.reasons()));
    if (!stop.reason().isEmpty()) {
      reasons.add(0, stop.reason());
      return stop.isInterrupted()
          ? new StagedConclusion(Verdict.INTERRUPTED, "Ended early.", reasons)
          : new StagedConclusion(Verdict.FAIL, "A step could not run to its end.", reasons);
    }
    return last.map(step -> new StagedConclusion(step.verdict(), limit(step), reasons))
        .orElse(new StagedConclusion(Verdict.PASS, "All steps passed.", reasons));
  }

  private static String limit(StagedSummary.Step step) {
    String users = Format.count(step.users()) + " users";
    return switch (step.verdict()) {
      case INVALID -> "The load generator, not the target, was the limit at " + users + ".";
      case INTERRUPTED -> "Ended early, at " + users + ".";
      case FAIL, PASS ->
          step.exitCode() == StagedStop.TOOL_FAILED
              ? "The tool itself failed at " + users + "."
              : "The target was the limit at " + users + ".";
    };
  }

  private static String reached(List<StagedSummary.Step> steps) {
    long passed = steps.stream().filter(StagedSummary.Step::passed).count();
    long most =
        steps.stream()
            .filter(StagedSummary.Step::passed)
            .mapToLong(step -> step.users())
            .max()
            .orElse(0);
    return passed == 0
        ? "no step passed"
        : "%d of %d steps passed, up to %s users"
            .formatted(passed, steps.size(), Format.count(most));
  }
}
