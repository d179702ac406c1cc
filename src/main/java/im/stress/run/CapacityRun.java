package im.stress.run;

import im.stress.config.SettingsException;
import im.stress.report.CapacityFinding;
import im.stress.report.CapacityReport;
import im.stress.report.CapacitySummary;
import im.stress.report.CapacitySummary.Level;
import im.stress.report.Series;
import im.stress.report.StagedStop;
import im.stress.report.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A search for the largest load that a target holds: one run after the other. The report of all of
 * them is written anew after each. What a level found is read from its folder, whether it was run
 * just now or before an interruption. Keeps nothing of a search: may be used again.
 */
public final class CapacityRun {
  private final SeriesTools tools;

  /** Whose levels are made by these, until somebody interrupts them. */
  CapacityRun(SeriesTools tools) {
    this.tools = tools;
  }

  /**
   * The folder of an earlier search.
   *
   * @param results folder of all results
   * @throws SettingsException when there is none of this name
   */
  public static SeriesFolder earlier(Path results, String id) throws IOException {
    return SeriesFolder.existing(Series.CAPACITY, results, id);
  }

  /**
   * Blocks until the load is found.
   *
   * @throws SettingsException when a setting of a level can't be used
   * @throws CommandException when a level can't begin, or its results can't be kept
   */
  public StagedResult execute(CapacityPlan plan) throws Exception {
    tools.runner().check(plan.attempt(plan.search().first(), 1).run().sources());
    Instant now = tools.countdown().clock().instant();
    return run(plan, SeriesFolder.create(Series.CAPACITY, plan.run(), now), Optional.empty());
  }

  /**
   * Goes on with a search: what a level found before counts, one that did not come to its end is
   * repeated.
   *
   * @throws SettingsException when the search had other options or settings
   * @throws CommandException when a level can't begin, or its results can't be kept
   */
  public StagedResult resume(CapacityPlan plan, SeriesFolder folder) throws Exception {
    folder.checkSame(plan.asked());
    return run(plan, folder, CapacityReport.read(folder.path()));
  }

  private StagedResult run(CapacityPlan plan, SeriesFolder folder, Optional<CapacitySummary> before)
      throws Exception {
    tools.listener().tell(plan.note());
    return new Levels(plan, folder, before).run();
  }

  /** One search, with the levels that it has tried so far. */
  private final class Levels {
    private final CapacityPlan plan;
    private final SeriesFolder folder;
    private final Optional<CapacitySummary> before;
    private final List<Level> tried = new ArrayList<>();
    private boolean begun;
    private boolean lockedOut;

    /** What was known before, if it goes on. */
    Levels(CapacityPlan plan, SeriesFolder folder, Optional<CapacitySummary> before) {
      this.plan = plan;
      this.folder = folder;
      this.before = before;
    }

    StagedResult run() throws Exception {
      report(Optional.empty());
      try {
        Optional<StagedStop> stop = search();
        CapacitySummary summary = report(stop);
        tell(summary);
        return new StagedResult(
            folder.path(),
            stop.map(StagedStop::exitCode).orElseGet(() -> summary.verdict().exitCode()));
      } catch (Exception e) {
        if (!folder.discardUnlessMeasured()) {
          tell(report(Optional.of(RunFailure.stop(e))));
        }
        throw e;
      }
    }

    /** Why it ended early; empty when it did not. */
    private Optional<StagedStop> search() throws Exception {
      for (Optional<CapacitySearch.Probe> next = plan.search().next(tried);
          next.isPresent();
          next = plan.search().next(tried)) {
        CapacityPlan.Attempt attempt = plan.attempt(next.get(), tried.size() + 1);
        Level level = known(attempt);
        if (level.open()) {
          if (begun && !tools.pause(plan.pause())) {
            return Optional.of(StagedStop.interrupted("before level " + attempt.name()));
          }
          level = made(attempt);
          begun = true;
        }
        tried.add(level);
        if (level.open()) {
          return Optional.of(stop(level));
        }
        report(Optional.empty());
      }
      return Optional.empty();
    }

    private Level known(CapacityPlan.Attempt attempt) throws IOException {
      return CapacityReport.level(folder.path(), plan.by(), attempt.planned());
    }

    /**
     * The smallest load that this machine can't make is an error; a larger one is a limit. START_AT
     * was for the first level of all, which a search that goes on has behind it.
     */
    private Level made(CapacityPlan.Attempt attempt) throws Exception {
      tools.listener().stage("level " + attempt.name());
      tools.listener().tell("level %s: %s".formatted(attempt.name(), attempt.run().description()));
      try {
        StagedStep run = begun || before.isPresent() ? attempt.run().atOnce() : attempt.run();
        tools.listener().verdict(tools.execute(run, folder).verdict());
      } catch (CommandException e) {
        lockedOut = e.isLockedOut();
        if (tried.isEmpty() || !e.isTooLarge()) {
          throw e;
        }
        return CapacityReport.refused(attempt.planned(), e.getMessage());
      }
      return known(attempt);
    }

    private static StagedStop stop(Level level) {
      String name = level.run().name();
      return level.run().verdict() == Verdict.INTERRUPTED
          ? StagedStop.interrupted("during level " + name)
          : new StagedStop(
              ExitCode.TOOL_FAILED,
              "level %s did not come to its end, see its page".formatted(name));
    }

    private CapacitySummary report(Optional<StagedStop> stop) throws CommandException {
      try {
        return CapacityReport.write(
            folder.path(),
            new CapacityReport.Known(
                plan.asked(), plan.search().range(), List.copyOf(tried), finding(stop), stop));
      } catch (IOException e) {
        throw folder.unwritable(e);
      }
    }

    private Optional<CapacityFinding> finding(Optional<StagedStop> stop) {
      if (stop.isEmpty()) {
        return plan.search().finding(tried);
      }
      return isDeath() ? Optional.of(plan.search().soFar(tried)) : Optional.empty();
    }

    /**
     * A target that lets nobody in right after a level that it failed died of that level; not where
     * the load generator was the limit, which may be why nobody comes in.
     */
    private boolean isDeath() {
      if (!lockedOut || tried.isEmpty()) {
        return false;
      }
      Level last = tried.get(tried.size() - 1);
      boolean rightAfter =
          begun || before.filter(known -> known.diedAt(last.run().name())).isPresent();
      return rightAfter && last.failed() && last.result() != CapacitySummary.Result.CLIENT;
    }

    private void tell(CapacitySummary summary) {
      tools.listener().verdict(CapacityReport.console(folder.path(), summary));
    }
  }
}
