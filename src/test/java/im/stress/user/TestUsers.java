package im.stress.user;

import im.stress.codec.CodecContext;
import im.stress.codec.Codecs;
import im.stress.codec.ImCodec;
import im.stress.codec.MessageId;
import im.stress.config.LoadedSettings;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.measure.EpochClock;
import im.stress.measure.MessageNames;
import im.stress.measure.Metric;
import im.stress.measure.OperationLog;
import im.stress.measure.ShardFacts;
import im.stress.measure.ShardMeasure;
import im.stress.measure.ShardRecorder;
import im.stress.measure.ShardState;
import im.stress.report.Outcome;
import im.stress.report.RunEnd;
import im.stress.report.RunReport;
import im.stress.report.Summary;
import im.stress.transport.Gateway;
import im.stress.transport.WebSocketConnector;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Users against a server, from connect to summary, without Gatling: what a shard does, in this JVM
 * and in seconds.
 */
public final class TestUsers {
  private final Map<String, String> overrides = new HashMap<>();
  private final CountingLog log = new CountingLog();
  private final Path runFolder;
  private Population population;

  /** Users who will aim at this port of the loopback address. */
  public TestUsers(Path runFolder, int port) {
    this.runFolder = runFolder;
    set("target.url", "ws://127.0.0.1:" + port + "/websocket");
    set("run.id", "users");
    set("ramp-up", "500ms");
    set("run.grace", "1s");
  }

  /** Sets {@code im.KEY}. */
  public TestUsers set(String key, String value) {
    overrides.put("im." + key, value);
    return this;
  }

  /** What reached Gatling's log: operations answered or failed, connections lost. */
  public CountingLog log() {
    return log;
  }

  /** Stops the run early, as Ctrl-C does. */
  public void interrupt() {
    population.interrupt();
  }

  /** Runs it to the end and sums it up. */
  public Summary run() throws IOException, InterruptedException {
    LoadedSettings loaded =
        SettingsLoader.load(new SettingsSources(overrides, List.of(), Map.of(), Optional.empty()));
    StressSettings settings = loaded.settings();
    Path shard = Files.createDirectories(runFolder.resolve("machine-0/shard-0"));
    ShardMeasure measure = new ShardMeasure(EpochClock.startingNow(), log);
    ShardState state = new ShardState();
    int users = settings.load().users();
    List<String> measures = List.of("ledger", "delivery", "ack");
    ShardFacts facts = new ShardFacts(0, 0, 1, 0, users, measures);
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    try (ShardRecorder recorder =
        ShardRecorder.start(shard, facts, measure, state, names(settings))) {
      population = population(settings, measure);
      play(settings, measure, state, loops);
      population.settle();
      state.finished();
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
    Outcome outcome =
        RunReport.write(
            runFolder, settings, loaded.describe(), new RunEnd(false, Optional.empty(), List.of()));
    return outcome.summary();
  }

  private static Population population(StressSettings settings, ShardMeasure measure)
      throws IOException {
    CodecContext context = CodecContext.of(settings, settings.run().id());
    Supplier<ImCodec> codecs = Codecs.of(settings.codec(), context);
    List<Gateway> gateways = Gateway.resolve(settings.target());
    WebSocketConnector connector =
        new WebSocketConnector(gateways, settings.connection(), codecs.get().textFrames());
    int users = settings.load().users();
    return new Population(settings, 0, users, connector, codecs, measure);
  }

  private static int runKey(StressSettings settings) {
    return CodecContext.runKeyOf(settings.run().id());
  }

  private void play(
      StressSettings settings, ShardMeasure measure, ShardState state, EventLoopGroup loops)
      throws InterruptedException {
    long start = System.nanoTime();
    long ramp = settings.load().rampUp().toNanos();
    long until = start + ramp + settings.load().duration().toNanos();
    population.until(until);
    EpochClock clock = measure.clock();
    state.begin(
        clock.epochMillis(start), clock.epochMillis(start + ramp), clock.epochMillis(until));
    if (settings.storm().enabled()) {
      Executor atStorm =
          CompletableFuture.delayedExecutor(
              settings.storm().at().toMillis(), TimeUnit.MILLISECONDS);
      atStorm.execute(population::storm);
    }
    int users = settings.load().users();
    CountDownLatch gone = new CountDownLatch(users);
    for (int number = 0; number < users; number++) {
      int user = number;
      EventLoop loop = loops.next();
      long delay = start + ramp * number / users - System.nanoTime();
      Runnable life = () -> population.live(user, loop, gone::countDown);
      loop.schedule(life, delay, TimeUnit.NANOSECONDS);
    }
    if (!gone.await(ramp + until - start + TimeUnit.SECONDS.toNanos(60), TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException(gone.getCount() + " users never left");
    }
  }

  private static MessageNames names(StressSettings settings) {
    return new MessageNames() {
      @Override
      public String user(int index) {
        return settings.login().uid(index);
      }

      @Override
      public String message(int user, int number) {
        return MessageId.text(runKey(settings), user, number);
      }
    };
  }

  /** Counts what Gatling would be told. */
  public static final class CountingLog implements OperationLog {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** How often: {@code "ok ACK"}, {@code "ko ACK"}, {@code "lost"}. */
    public long count(String what) {
      LongAdder counted = counts.get(what);
      return counted == null ? 0 : counted.sum();
    }

    private void add(String what) {
      counts.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    @Override
    public void answered(Metric operation, long startEpochMillis, long endEpochMillis) {
      add("ok " + operation);
    }

    @Override
    public void failed(
        Metric operation, long startEpochMillis, long endEpochMillis, String reason) {
      add("ko " + operation);
    }

    @Override
    public void connectionLost(String phase, String cause) {
      add("lost");
    }
  }
}
