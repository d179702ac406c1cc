package im.stress.run;

import im.stress.report.Series;
import im.stress.report.StagedReport;
import im.stress.report.StagedStop;
import im.stress.report.StagedSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several runs, one after the other, until one of them doesn't pass. The report of all of them is
 * written anew after each. Keeps nothing of a staged run: may be used again.
 */
public final class StagedRun {
  private final SeriesTools tools;

  /** Whose steps are made by these, until somebody interrupts them. */
  StagedRun(SeriesTools tools) {
    this.tools = tools;
  }

  /**
   * The folder of an earlier staged run.
   *
   * @param results folder of all results
   * @throws im.stress.config.SettingsException when there is none of this name
   */
  public static SeriesFolder earlier(Path results, String id) throws IOException {
    return SeriesFolder.existing(Series.STAGED, results, id);
  }

  /**
   * Blocks until the last step is over.
   *
   * @throws im.stress.config.SettingsException when a setting of a step can't be used
   * @throws CommandException when a step can't begin, or its results can't be kept
   */
  public StagedResult execute(StagedPlan plan) throws Exception {
    for (StagedStep step : plan.steps()) {
      tools.runner().check(step.sources());
    }
    Instant now = tools.countdown().clock().instant();
    return run(plan, SeriesFolder.create(Series.STAGED, plan.run(), now));
  }

  /**
   * Goes on with a staged run: leaves out the steps that passed, repeats the one that did not.
   *
   * @throws im.stress.config.SettingsException when the run had other options or settings
   * @throws CommandException when a step can't begin, or its results can't be kept
   */
  public StagedResult resume(StagedPlan plan, SeriesFolder folder) throws Exception {
    folder.checkSame(plan.asked());
    List<StagedStep> open = open(plan, folder);
    for (StagedStep step : open) {
      tools.runner().check(step.into(folder.path()).with("im.run.id", ""));
    }
    int done = plan.steps().size() - open.size();
    tools.listener().tell("%d of %d steps passed before".formatted(done, plan.steps().size()));
    return run(plan, folder);
  }

  private StagedResult run(StagedPlan plan, SeriesFolder folder) throws Exception {
    plan.notes().forEach(tools.listener()::tell);
    report(plan, folder, Optional.empty());
    try {
      StagedStop stop = runAll(plan, folder);
      tell(folder, report(plan, folder, Optional.of(stop)));
      return new StagedResult(folder.path(), stop.exitCode());
    } catch (Exception e) {
      if (!folder.discardUnlessMeasured()) {
        tell(folder, report(plan, folder, Optional.of(RunFailure.stop(e))));
      }
      throw e;
    }
  }

  private StagedStop runAll(StagedPlan plan, SeriesFolder folder) throws Exception {
    List<StagedStep> runs = runs(plan, folder);
    for (int i = 0; i < runs.size(); i++) {
      StagedStep run = i == 0 ? runs.get(0) : runs.get(i).atOnce();
      if (i > 0 && !tools.pause(plan.pause())) {
        return StagedStop.interrupted("before " + title(plan, run));
      }
      tools.listener().stage(title(plan, run));
      tools.listener().tell(title(plan, run) + ": " + run.description());
      RunResult result = tools.execute(run, folder);
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

  private int stepped(RunResult result, StagedPlan plan, SeriesFolder folder)
      throws CommandException {
    report(plan, folder, Optional.empty());
    tools.listener().verdict(result.verdict());
    return result.exitCode();
  }

  /** A target that doesn't even bear its warm-up is judged by the first step. */
  private int warmedUp(RunResult result) {
    if (result.exitCode() != 0) {
      tools
          .listener()
          .tell("the warm-up did not pass, see " + result.folder().resolve("index.html"));
    }
    return 0;
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

  private static List<StagedStep> runs(StagedPlan plan, SeriesFolder folder) throws IOException {
    List<StagedStep> open = open(plan, folder);
    List<StagedStep> runs = new ArrayList<>();
    if (!open.isEmpty()) {
      plan.warmUp().ifPresent(runs::add);
    }
    runs.addAll(open);
    return runs;
  }

  private static List<StagedStep> open(StagedPlan plan, SeriesFolder folder) throws IOException {
    List<StagedStep> open = new ArrayList<>();
    for (StagedStep step : plan.steps()) {
      if (!StagedReport.passed(folder.path().resolve(step.name()))) {
        open.add(step);
      }
    }
    return open;
  }

  private static StagedSummary report(
      StagedPlan plan, SeriesFolder folder, Optional<StagedStop> stop) throws CommandException {
    try {
      return StagedReport.write(folder.path(), plan.asked(), plan.planned(), stop);
    } catch (IOException e) {
      throw folder.unwritable(e);
    }
  }

  private void tell(SeriesFolder folder, StagedSummary summary) {
    tools.listener().verdict(StagedReport.console(folder.path(), summary));
  }
}
