package im.stress.report;

import im.stress.config.LoadUnit;
import im.stress.config.MessageSettings;
import im.stress.report.CapacitySummary.Level;
import im.stress.report.CapacitySummary.Losses;
import im.stress.report.CapacitySummary.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads what a level of a search has left in its folder, which is that of a run. */
final class CapacityLevelReader {
  /**
   * The least share of a load that has to be made for its figures to tell of it: what the default
   * precision of a search, 5 %, can't tell apart.
   */
  static final double LEAST_MADE = 0.95;

  /** What chance makes stays within three standard deviations in 99.7 % of all runs. */
  private static final double DEVIATIONS = 3;

  private static final String ARRIVALS = "im.message.arrivals";

  private final Path folder;
  private final LoadUnit by;

  /** Of the levels below this folder. */
  CapacityLevelReader(Path folder, LoadUnit by) {
    this.folder = folder;
    this.by = by;
  }

  Level read(CapacitySummary.Planned planned) throws IOException {
    StagedSummary.Step run = new StagedStepReader(folder).read(planned.run());
    Path own = folder.resolve(run.name());
    Optional<Summary> summary = FinishedRun.summary(own);
    FullLoad fullLoad = summary.isPresent() ? FullLoad.read(own) : null;
    return new Level(
        planned.purpose(),
        planned.load(),
        summary.isPresent() ? result(planned, run, summary.get(), fullLoad) : null,
        run,
        fullLoad,
        summary.map(CapacityLevelReader::losses).orElse(null));
  }

  /** A level that this machine can't make. */
  static Level refused(CapacitySummary.Planned planned, String reason) {
    StagedSummary.Planned run = planned.run();
    StagedSummary.Step step =
        new StagedSummary.Step(
            run.name(),
            run.users(),
            run.description(),
            null,
            null,
            List.of(reason),
            null,
            List.of());
    return new Level(planned.purpose(), planned.load(), Result.CLIENT, step, null, null);
  }

  private Result result(
      CapacitySummary.Planned planned, StagedSummary.Step run, Summary summary, FullLoad fullLoad)
      throws IOException {
    if (run.verdict() == null || run.exitCode() == StagedStop.TOOL_FAILED) {
      return null;
    }
    return switch (run.verdict()) {
      case INTERRUPTED -> null;
      case INVALID -> Result.CLIENT;
      case FAIL -> Result.TARGET;
      case PASS -> isMade(planned, summary, fullLoad) ? Result.HELD : Result.NOT_MADE;
    };
  }

  private boolean isMade(CapacitySummary.Planned planned, Summary summary, FullLoad fullLoad)
      throws IOException {
    if (by == LoadUnit.USERS) {
      Long online = summary.users().peakOnline();
      return online == null || online >= LEAST_MADE * planned.load();
    }
    if (fullLoad == null) {
      return false;
    }
    double expected = (double) planned.load() * fullLoad.seconds();
    double sent = fullLoad.sentPerSecond() * fullLoad.seconds();
    double variance =
        isRandom(planned.run().name()) ? expected : uniform(planned.run().users(), expected);
    return sent >= LEAST_MADE * expected - DEVIATIONS * Math.sqrt(variance);
  }

  private boolean isRandom(String level) throws IOException {
    return FinishedRun.settings(folder.resolve(level))
        .getOrDefault(ARRIVALS, "")
        .equalsIgnoreCase(MessageSettings.Arrivals.POISSON.name());
  }

  /**
   * The variance of a sum of messages that each user sends at a fixed interval from a phase of its
   * own: so many whole ones, and one more with a probability.
   */
  private static double uniform(long users, double messages) {
    double each = messages / users;
    double more = each - Math.floor(each);
    return users * more * (1 - more);
  }

  private static Losses losses(Summary summary) {
    Optional<Summary.Messages> messages = Optional.ofNullable(summary.messages());
    Optional<Summary.Connections> connections = Optional.ofNullable(summary.connections());
    Long sent = messages.map(Summary.Messages::sent).orElse(null);
    return new Losses(
        share(messages.map(Summary.Messages::lost).orElse(null), sent),
        share(messages.map(Summary.Messages::unacked).orElse(null), sent),
        share(
            connections.map(Summary.Connections::lost).orElse(null),
            connections.map(Summary.Connections::attempted).orElse(null)));
  }

  private static Double share(Long lost, Long tried) {
    return lost == null || tried == null || tried == 0 ? null : (double) lost / tried;
  }
}
