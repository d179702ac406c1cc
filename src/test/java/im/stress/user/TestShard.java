package im.stress.user;

import im.stress.config.StressSettings;
import im.stress.measure.EpochClock;
import im.stress.measure.OperationLog;
import im.stress.measure.ShardMeasure;
import im.stress.measure.ShardState;
import im.stress.model.Intervals;
import im.stress.model.Measurable;
import im.stress.protocol.Access;
import im.stress.protocol.MessageId;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.Traits;
import im.stress.record.MessageNames;
import im.stress.record.ShardFacts;
import im.stress.record.ShardRecorder;
import im.stress.target.Targets;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What one process of a run has: its part of the users, what it measures, and its files. */
final class TestShard implements AutoCloseable {
  private final StressSettings settings;
  private final int firstUser;
  private final int users;
  private final ShardMeasure measure;
  private final ShardState state = new ShardState();
  private final Population population;
  private final ShardRecorder recorder;

  /** The process with this number, from 0, of so many. */
  TestShard(Path runFolder, StressSettings settings, int number, int shards, OperationLog log)
      throws IOException {
    this.settings = settings;
    this.firstUser = settings.load().users() * number / shards;
    this.users = settings.load().users() * (number + 1) / shards - firstUser;
    this.measure = new ShardMeasure(EpochClock.startingNow(), log);
    Access access = Targets.of(settings, settings.run().id());
    this.population = new Population(settings, firstUser, users, access, measure);
    List<Measurable> measures = measures(access.protocol().traits());
    if (!access.protocol().staysConnected()
        && !(settings.heartbeat().enabled() && measures.contains(Measurable.HEARTBEAT))) {
      measures.remove(Measurable.ONLINE);
    }
    ShardFacts facts =
        new ShardFacts(0, number, shards, firstUser, users, measures, Intervals.NONE);
    Path folder = Files.createDirectories(runFolder.resolve("machine-0/shard-" + number));
    this.recorder = ShardRecorder.start(folder, facts, measure, state, names());
  }

  /** What a simulation measures that declares everything. */
  private static List<Measurable> measures(Traits traits) {
    List<Measurable> measures = new ArrayList<>(List.of(Measurable.values()));
    if (!traits.delivers()) {
      measures.removeAll(List.of(Measurable.LEDGER, Measurable.DELIVERY));
    }
    if (!traits.polls()) {
      measures.remove(Measurable.POLLS);
    }
    if (!traits.acknowledgesMessages()) {
      measures.remove(Measurable.ACK);
    }
    if (!traits.groups().acknowledgesMessages()) {
      measures.remove(Measurable.GROUP_ACK);
    }
    if (!traits.heartbeatKind().isAnswered()) {
      measures.remove(Measurable.HEARTBEAT);
    }
    return measures;
  }

  private MessageNames names() {
    return new MessageNames() {
      @Override
      public String user(int index) {
        return settings.login().uid(index);
      }

      @Override
      public String group(int number) {
        return settings.groups().prefix() + number;
      }

      @Override
      public String message(int user, int number) {
        return MessageId.text(ProtocolContext.runKeyOf(settings.run().id()), user, number);
      }
    };
  }

  /** Lets all users come, beginning at {@code start}; {@code gone} counts those who have left. */
  void play(long start, EventLoopGroup loops, CountDownLatch gone) {
    long ramp = settings.load().rampUp().toNanos();
    long until = start + ramp + settings.load().duration().toNanos();
    population.begin(start);
    EpochClock clock = measure.clock();
    state.begin(
        clock.epochMillis(start), clock.epochMillis(start + ramp), clock.epochMillis(until));
    if (settings.storm().enabled()) {
      CompletableFuture.delayedExecutor(settings.storm().at().toMillis(), TimeUnit.MILLISECONDS)
          .execute(population::storm);
    }
    for (int number = 0; number < users; number++) {
      int user = number;
      EventLoop loop = loops.next();
      long delay = start + ramp * number / users - System.nanoTime();
      Runnable life = () -> population.live(user, loop, gone::countDown);
      loop.schedule(life, delay, TimeUnit.NANOSECONDS);
    }
  }

  /** Stops the run early, as Ctrl-C does. */
  void interrupt() {
    population.interrupt();
  }

  /** Everybody is gone. */
  void settle() {
    population.settle();
    state.finished();
  }

  @Override
  public void close() {
    recorder.close();
  }
}
