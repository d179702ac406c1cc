package im.stress.shard;

import im.stress.config.GroupSettings;
import im.stress.config.StressSettings;
import im.stress.measure.EpochClock;
import im.stress.measure.ShardMeasure;
import im.stress.measure.ShardState;
import im.stress.model.Intervals;
import im.stress.model.Measurable;
import im.stress.monitor.LocalTarget;
import im.stress.monitor.Monitor;
import im.stress.monitor.MonitorOptions;
import im.stress.protocol.MessageId;
import im.stress.protocol.ProtocolContext;
import im.stress.record.FileNames;
import im.stress.record.MessageNames;
import im.stress.record.ShardFacts;
import im.stress.record.ShardRecorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process of a run writes into its folder while it runs: the manifest, what it measures, and
 * how it and its machine do.
 */
final class ShardFiles {
  private final ShardState state;
  private final Monitor monitor;
  private final ShardRecorder recorder;

  private ShardFiles(ShardState state, Monitor monitor, ShardRecorder recorder) {
    this.state = state;
    this.monitor = monitor;
    this.recorder = recorder;
  }

  /**
   * Begins to write.
   *
   * @param measures what there is to measure
   * @param intervals how often users do what they do again and again
   * @throws UncheckedIOException when a file can't be created
   */
  static ShardFiles open(
      RunConfiguration run,
      List<Measurable> measures,
      Intervals intervals,
      ShardMeasure measure,
      ShardState state) {
    Path directory = run.shard().directory();
    StressSettings settings = run.settings();
    try {
      Conditions.of(settings, run.shard().users(settings)).write(directory);
      Monitor monitor = Monitor.start(monitorOptions(run, measure.clock()));
      ShardRecorder recorder =
          ShardRecorder.start(
              directory, facts(run, measures, intervals), measure, state, new WireNames(run));
      return new ShardFiles(state, monitor, recorder);
    } catch (IOException e) {
      throw new UncheckedIOException("results can't be written", e);
    }
  }

  private static MonitorOptions monitorOptions(RunConfiguration run, EpochClock clock) {
    MonitorOptions options =
        MonitorOptions.ofLoadGenerator(
            run.shard().directory().resolve(FileNames.MONITOR), clock::epochMillis);
    return run.shard().watchesTarget()
        ? options.watchingPort(LocalTarget.port(run.settings().target().urls()))
        : options;
  }

  private static ShardFacts facts(
      RunConfiguration run, List<Measurable> measures, Intervals intervals) {
    ShardAssignment shard = run.shard();
    StressSettings settings = run.settings();
    return new ShardFacts(
        settings.machine().id(),
        shard.index(),
        shard.count(),
        shard.firstUser(settings),
        shard.users(settings),
        measures,
        intervals);
  }

  /** Writes the rest. What fails here is noted in the shard's state. */
  void close() {
    monitor.close();
    monitor.warning().ifPresent(text -> state.warn(FileNames.MONITOR, text));
    monitor.failure().ifPresent(state::failed);
    recorder.close();
  }

  /** The names that the server's logs know. */
  private record WireNames(RunConfiguration run) implements MessageNames {
    @Override
    public String user(int index) {
      return run.settings().login().uid(index);
    }

    @Override
    public String group(int number) {
      GroupSettings groups = run.settings().groups();
      return groups.prefix() + (groups.first() + number);
    }

    @Override
    public String message(int user, int number) {
      return MessageId.text(ProtocolContext.runKeyOf(run.runId()), user, number);
    }
  }
}
