package im.stress.run;

import im.stress.config.SettingsException;
import im.stress.report.StagedReport;
import im.stress.report.StagedStop;
import im.stress.report.StagedSummary;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several runs, one after the other, until one of them doesn't pass. The report of all of them is
 * written anew after each. Keeps nothing of a staged run: may be used again.
 */
public final class StagedRun {
  private final StepRunner runner;
  private final Interrupts interrupts;
  private final StagedListener listener;
  private final Countdown countdown;

  /** Whose steps are run by this one, until somebody interrupts them. */
  StagedRun(
      StepRunner runner, Interrupts interrupts, StagedListener listener, Countdown countdown) {
    this.runner = runner;
    this.interrupts = interrupts;
    this.listener = listener;
    this.countdown = countdown;
  }

  /**
   * Blocks until the last step is over.
   *
   * @throws im.stress.config.SettingsException when a setting of a step can't be used
   * @throws CommandException when a step can't begin, or its results can't be kept
   */
  public StagedResult execute(StagedPlan plan) throws Exception {
    for (StagedStep step : plan.steps()) {
      runner.check(step.sources());
    }
    Instant now = countdown.clock().instant();
    return run(plan, StagedFolder.create(plan, now));
  }

  /**
   * Goes on with a staged run: leaves out the steps that passed, repeats the one that did not.
   *
   * @throws im.stress.config.SettingsException when the run had other options or settings
   * @throws CommandException when a step can't begin, or its results can't be kept
   */
  public StagedResult resume(StagedPlan plan, StagedFolder folder) throws Exception {
    folder.checkSame(plan.asked());
    List<StagedStep> open = open(plan, folder);
    for (StagedStep step : open) {
      runner.check(step.into(folder.path()).with("im.run.id", ""));
    }
    int done = plan.steps().size() - open.size();
    listener.tell("%d of %d steps passed before".formatted(done, plan.steps().size()));
    return run(plan, folder);
  }

  private StagedResult run(StagedPlan plan, StagedFolder folder) throws Exception {
    plan.notes().forEach(listener::tell);
    report(plan, folder, Optional.empty());
    try {
      StagedStop stop = runAll(plan, folder);
      tell(folder, report(plan, folder, Optional.of(stop)));
      return new StagedResult(folder.path(), stop.exitCode());
    } catch (Exception e) {
      if (!folder.discardUnlessMeasured()) {
        tell(folder, report(plan, folder, Optional.of(stop(e))));
      }
      throw e;
    }
  }

  private StagedStop runAll(StagedPlan plan, StagedFolder folder) throws Exception {
    List<StagedStep> runs = runs(plan, folder);
    for (int i = 0; i < runs.size(); i++) {
      StagedStep run = i == 0 ? runs.get(0) : runs.get(i).atOnce();
      if (i > 0 && !pause(plan)) {
        return StagedStop.interrupted("before " + title(plan, run));
      }
      listener.tell(title(plan, run) + ": " + run.description());
      RunResult result = execute(run, folder);
      if (result.interrupted()) {
        return StagedStop.interrupted("during " + title(plan, run));
      }
      int exitCode = isWarmUp(run) ? warmedUp(result) : stepped(result, plan, folder);
      if (exitCode != 0) {
        return StagedStop.atStep(exitCode);
      }
    }
    return StagedStop.atStep(0);
  }

  private int stepped(RunResult result, StagedPlan plan, StagedFolder folder)
      throws CommandException {
    report(plan, folder, Optional.empty());
    listener.verdict(result.verdict());
    return result.exitCode();
  }

  /** A target that doesn't even bear its warm-up is judged by the first step. */
  private int warmedUp(RunResult result) {
    if (result.exitCode() != 0) {
      listener.tell("the warm-up did not pass, see " + result.folder().resolve("index.html"));
    }
    return 0;
  }

  private static StagedStop stop(Exception e) {
    if (e instanceof CommandException ended) {
      return new StagedStop(ended.exitCode(), ended.getMessage());
    }
    return e instanceof SettingsException
        ? new StagedStop(ExitCode.USAGE, e.getMessage())
        : new StagedStop(ExitCode.TOOL_FAILED, e.toString());
  }

  private static boolean isWarmUp(StagedStep run) {
    return run.name().equals(StagedPlan.WARM_UP);
  }

  private static String title(StagedPlan plan, StagedStep run) {
    List<String> names = plan.steps().stream().map(StagedStep::name).toList();
    return isWarmUp(run)
        ? "the warm-up"
        : "step %d of %d".formatted(names.indexOf(run.name()) + 1, names.size());
  }

  private RunResult execute(StagedStep run, StagedFolder folder) throws Exception {
    folder.keepEarlier(run.name());
    return runner.execute(run.into(folder.path()));
  }

  private boolean pause(StagedPlan plan) throws InterruptedException {
    countdown.await(plan.pause(), listener::pausing);
    return !interrupts.isAsked();
  }

  private static List<StagedStep> runs(StagedPlan plan, StagedFolder folder) throws IOException {
    List<StagedStep> open = open(plan, folder);
    List<StagedStep> runs = new ArrayList<>();
    if (!open.isEmpty()) {
      plan.warmUp().ifPresent(runs::add);
    }
    runs.addAll(open);
    return runs;
  }

  private static List<StagedStep> open(StagedPlan plan, StagedFolder folder) throws IOException {
    List<StagedStep> open = new ArrayList<>();
    for (StagedStep step : plan.steps()) {
      if (!folder.isDone(step)) {
        open.add(step);
      }
    }
    return open;
  }

  private static StagedSummary report(
      StagedPlan plan, StagedFolder folder, Optional<StagedStop> stop) throws CommandException {
    try {
      return StagedReport.write(folder.path(), plan.asked(), plan.planned(), stop);
    } catch (IOException e) {
      throw folder.unwritable(e);
    }
  }

  private void tell(StagedFolder folder, StagedSummary summary) {
    listener.verdict(StagedReport.console(folder.path(), summary));
  }
}
