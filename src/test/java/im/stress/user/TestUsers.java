package im.stress.user;

import im.stress.config.LoadedSettings;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.measure.OperationLog;
import im.stress.model.Metric;
import im.stress.report.Outcome;
import im.stress.report.RunEnd;
import im.stress.report.RunReport;
import im.stress.report.Summary;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Users against a server, from connect to summary, without Gatling: what a shard does, in this JVM
 * and in seconds.
 */
public final class TestUsers {
  private final Map<String, String> overrides = new HashMap<>();
  private final CountingLog log = new CountingLog();
  private final Path runFolder;
  private final List<TestShard> shards = new CopyOnWriteArrayList<>();

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

  /**
   * The anomalies but for what was due before the users were online: at tens of messages a second,
   * a login of a cold JVM takes longer than an interval.
   */
  public static Map<String, Long> anomalies(Summary summary) {
    Map<String, Long> others = new HashMap<>(summary.anomalies());
    others.keySet().removeIf(name -> name.endsWith("DueOffline"));
    return others;
  }

  /** Stops the run early, as Ctrl-C does. */
  public void interrupt() {
    shards.forEach(TestShard::interrupt);
  }

  /** Runs it to the end, over {@code im.run.shards} populations, and sums it up. */
  public Summary run() throws IOException, InterruptedException {
    LoadedSettings loaded =
        SettingsLoader.load(new SettingsSources(overrides, List.of(), Map.of(), Optional.empty()));
    StressSettings settings = loaded.settings();
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    try {
      int count = Math.max(1, settings.run().shards());
      for (int number = 0; number < count; number++) {
        shards.add(new TestShard(runFolder, settings, number, count, log));
      }
      play(settings, loops);
      shards.forEach(TestShard::settle);
    } finally {
      shards.forEach(TestShard::close);
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
    Outcome outcome =
        RunReport.write(
            runFolder, settings, loaded.describe(), new RunEnd(false, Optional.empty(), List.of()));
    return outcome.summary();
  }

  private void play(StressSettings settings, EventLoopGroup loops) throws InterruptedException {
    long start = System.nanoTime();
    CountDownLatch gone = new CountDownLatch(settings.load().users());
    shards.forEach(shard -> shard.play(start, loops, gone));
    long planned = settings.load().rampUp().plus(settings.load().duration()).toSeconds();
    if (!gone.await(2 * planned + 60, TimeUnit.SECONDS)) {
      throw new IllegalStateException(gone.getCount() + " users never left");
    }
  }

  /** Counts what Gatling would be told. */
  public static final class CountingLog implements OperationLog {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /**
     * How often: {@code "ok ACK"}, {@code "ko ACK"}, {@code "lost"}, {@code "lost online reset"}.
     */
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
      add("lost " + phase + " " + cause);
    }
  }
}
