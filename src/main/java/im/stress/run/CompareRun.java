package im.stress.run;

import im.stress.config.RunId;
import im.stress.config.RunSettings;
import im.stress.config.SettingsException;
import im.stress.report.CompareReport;
import im.stress.report.CompareSummary;
import im.stress.report.StagedStop;
import im.stress.text.IoErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs against two targets in turn, and the report of both side by side, written anew after each.
 * Keeps nothing of a comparison: may be used again.
 */
public final class CompareRun {
  /** A target that was restarted takes a while before it listens: a JVM on a busy machine 20 s. */
  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private final SeriesTools tools;
  private final BeforeCommand before;

  /** Whose runs are made by these tools. */
  CompareRun(SeriesTools tools, BeforeCommand before) {
    this.tools = tools;
    this.before = before;
  }

  /**
   * Blocks until the last run is over.
   *
   * @throws SettingsException when a setting of a run can't be used
   * @throws CommandException when the first run can't begin, or results can't be kept
   */
  public StagedResult execute(ComparePlan plan) throws Exception {
    for (ComparePlan.Run run : plan.runs().subList(0, 2)) {
      tools.runner().check(run.step().sources());
    }
    Path folder = RunId.createFolder(plan.run(), "compare", tools.countdown().clock().instant());
    try {
      report(plan, folder, Optional.empty());
      StagedStop stop = runAll(plan, folder);
      return told(folder, report(plan, folder, Optional.of(stop)));
    } catch (Exception e) {
      if (RunFolder.discardUnlessMeasured(folder, () -> CompareReport.delete(folder))) {
        throw e;
      }
      told(folder, report(plan, folder, Optional.of(RunFailure.stop(e))));
      throw e;
    }
  }

  /**
   * The report of runs that were made before.
   *
   * @param results name and folder of the comparison
   * @throws CommandException when it can't be kept
   */
  public StagedResult compare(FinishedRuns runs, RunSettings results)
      throws CommandException, IOException {
    Path folder = RunId.createFolder(results, "compare", tools.countdown().clock().instant());
    return told(folder, write(folder, runs.request(), Optional.of(StagedStop.atStep(0))));
  }

  private StagedStop runAll(ComparePlan plan, Path folder) throws Exception {
    List<ComparePlan.Run> runs = plan.runs();
    for (int i = 0; i < runs.size(); i++) {
      String title = "run %d of %d".formatted(i + 1, runs.size());
      if (i > 0 && !tools.pause(plan.pause())) {
        return StagedStop.interrupted("before " + title);
      }
      ComparePlan.Run run = i == 0 ? runs.get(0) : runs.get(i).atOnce();
      tools.listener().stage(title);
      tools.listener().tell("%s, target %s".formatted(title, run.target().name()));
      Optional<StagedStop> stop = runOne(plan, folder, run, i);
      if (stop.isPresent()) {
        return stop.get();
      }
    }
    return StagedStop.atStep(0);
  }

  /** Why it is the last run; empty when the next one may come. */
  private Optional<StagedStop> runOne(ComparePlan plan, Path folder, ComparePlan.Run run, int index)
      throws Exception {
    Duration startLimit = Duration.ZERO;
    if (plan.before().isPresent()) {
      before.run(plan.before().get(), run.target());
      startLimit = START_LIMIT;
    }
    RunResult result;
    try {
      result = tools.runner().execute(run.step().into(folder), startLimit);
    } catch (CommandException e) {
      // The first time it is an error of the user; later the target has died, or lets nobody in.
      if (e.exitCode() == ExitCode.UNREACHABLE && index > 1) {
        return Optional.of(
            new StagedStop(
                ExitCode.INVALID,
                "%s let nobody in after its last run: %s"
                    .formatted(run.target().name(), e.getMessage())));
      }
      throw e;
    }
    tools.listener().verdict(result.verdict());
    if (result.interrupted()) {
      return Optional.of(
          StagedStop.interrupted("during run %d of %d".formatted(index + 1, plan.runs().size())));
    }
    CompareSummary soFar = report(plan, folder, Optional.empty());
    boolean pairIsComplete = index % 2 == 1;
    if (pairIsComplete && !soFar.reasons().isEmpty() && index + 1 < plan.runs().size()) {
      tools
          .listener()
          .tell("the targets can't be ranked, whatever further runs say: no more are made");
      return Optional.of(StagedStop.atStep(0));
    }
    return Optional.empty();
  }

  private static CompareSummary report(ComparePlan plan, Path folder, Optional<StagedStop> stop)
      throws CommandException {
    return write(folder, plan.request(folder), stop);
  }

  private static CompareSummary write(
      Path folder, CompareReport.Request request, Optional<StagedStop> stop)
      throws CommandException {
    try {
      return CompareReport.write(folder, request, stop);
    } catch (IOException e) {
      throw CommandException.failed(
          "%s: can't be written: %s".formatted(folder, IoErrors.reason(e)), e);
    }
  }

  private StagedResult told(Path folder, CompareSummary summary) {
    tools.listener().verdict(CompareReport.console(folder, summary));
    return new StagedResult(folder, summary.exitCode());
  }
}
