package im.stress.report;

import im.stress.config.StressSettings;
import im.stress.model.Figure;
import im.stress.record.RunData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on a run. An interruption is told before anything else, then that the load generator
 * ran out of something before the end, then a failure of the tool itself, then that the load
 * generator was the limit, then that every user was lost, then failed thresholds; all reasons are
 * kept.
 *
 * @param exitCode what the process should exit with
 * @param reasons why it is not {@link Verdict#PASS}, one line each
 * @param thresholds each threshold with its figure
 * @param warnings what did no harm but should be known
 * @param allLost that nobody was online at the end, which no threshold can excuse
 * @param incomplete why the data is not complete; empty when it is
 * @param gatlingFailed whether Gatling's own assertions failed
 * @param clientMeasured whether there was anything to hold against the load generator's bounds
 * @param clientBreaches bounds of the load generator that were passed
 */
record Judgement(
    Verdict verdict,
    int exitCode,
    List<String> reasons,
    List<Summary.ThresholdResult> thresholds,
    List<String> warnings,
    Optional<String> allLost,
    List<String> incomplete,
    boolean gatlingFailed,
    boolean clientMeasured,
    List<String> clientBreaches) {

  private static final int TOOL_FAILED = 1;

  static Judgement of(Summary figures, RunData run, StressSettings settings, RunEnd end) {
    Optional<Attendance> attendance = Attendance.of(run, settings.load(), figures.users().asked());
    List<Summary.ThresholdResult> thresholds =
        ThresholdCheck.check(
            settings.thresholds(),
            figures,
            new NotMeasured(run, settings),
            figure -> cause(figure, run, attendance));
    Optional<String> allLost = AllLost.of(run, attendance);
    List<String> breaches = new ArrayList<>(end.clientLimits());
    breaches.addAll(ClientValidity.breaches(run, settings));
    List<String> incomplete = new ArrayList<>(end.failures());
    incomplete.addAll(run.problems());
    boolean gatlingFailed = !end.gatlingAssertionsHeld().orElse(true);
    List<String> failed = failed(allLost, thresholds, gatlingFailed);
    boolean interrupted = end.interrupted() || (run.interrupted() && !end.cutShort());
    // A process that ran out of memory leaves torn files: that is no failure beside its own.
    boolean broken = !incomplete.isEmpty() && end.clientLimits().isEmpty();
    Verdict verdict = verdict(interrupted, broken, breaches, failed);
    boolean toolFailed = verdict == Verdict.FAIL && broken;
    return new Judgement(
        verdict,
        toolFailed ? TOOL_FAILED : verdict.exitCode(),
        reasons(interrupted, broken, incomplete, breaches, failed),
        thresholds,
        warnings(figures, run, settings, end),
        allLost,
        incomplete,
        gatlingFailed,
        ClientValidity.measured(run),
        breaches);
  }

  /** These figures with this verdict. */
  Summary on(Summary figures) {
    return new Summary(
        figures.schema(),
        figures.run(),
        verdict,
        reasons,
        figures.settings(),
        figures.users(),
        figures.connections(),
        figures.messages(),
        figures.groups(),
        figures.heartbeats(),
        figures.rates(),
        figures.latencyMicros(),
        figures.success(),
        warnings,
        figures.client(),
        thresholds,
        figures.machines(),
        figures.anomalies(),
        figures.storm(),
        figures.populations(),
        figures.requests(),
        figures.overTime());
  }

  /** What a figure may be low for, where that can be told. */
  private static Optional<String> cause(
      Figure figure, RunData run, Optional<Attendance> attendance) {
    return switch (figure) {
      case SUCCESS_ONLINE -> attendance.flatMap(Attendance::missingAtTheEnd);
      case SUCCESS_GROUP_DELIVERY, SUCCESS_OVERALL -> FailedJoins.of(run);
      default -> Optional.empty();
    };
  }

  private static List<String> failed(
      Optional<String> allLost, List<Summary.ThresholdResult> thresholds, boolean gatlingFailed) {
    List<String> failed = new ArrayList<>(allLost.stream().toList());
    thresholds.stream()
        .filter(threshold -> !threshold.ok())
        .forEach(threshold -> failed.add(threshold.name() + ": " + threshold.problem()));
    if (gatlingFailed) {
      failed.add("Gatling's own assertions failed, see gatling/index.html");
    }
    return failed;
  }

  private static List<String> warnings(
      Summary figures, RunData run, StressSettings settings, RunEnd end) {
    List<String> warnings = new ArrayList<>(OverTimeFigures.warnings(figures.overTime()));
    warnings.addAll(ConnectionWarnings.of(run, settings));
    warnings.addAll(ClosedLoop.warnings(run));
    warnings.addAll(end.warnings());
    warnings.addAll(run.warnings());
    warnings.addAll(LedgerWarnings.of(run));
    warnings.addAll(ClientValidity.warnings(run, settings.client()));
    run.shards().forEach(shard -> warnings.addAll(FileGaps.of(shard)));
    warnings.addAll(TargetClocks.warnings(run));
    return warnings;
  }

  private static Verdict verdict(
      boolean interrupted, boolean broken, List<String> breaches, List<String> failed) {
    if (interrupted) {
      return Verdict.INTERRUPTED;
    }
    if (broken) {
      return Verdict.FAIL;
    }
    if (!breaches.isEmpty()) {
      return Verdict.INVALID;
    }
    return failed.isEmpty() ? Verdict.PASS : Verdict.FAIL;
  }

  private static List<String> reasons(
      boolean interrupted,
      boolean broken,
      List<String> incomplete,
      List<String> breaches,
      List<String> failed) {
    List<String> reasons = new ArrayList<>();
    if (interrupted) {
      reasons.add("the run was interrupted: the figures cover what was measured until then");
    }
    reasons.addAll(broken ? incomplete : breaches);
    reasons.addAll(broken ? breaches : incomplete);
    reasons.addAll(failed);
    return reasons;
  }
}
