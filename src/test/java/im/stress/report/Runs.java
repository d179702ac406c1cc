package im.stress.report;

import im.stress.config.StressSettings;
import im.stress.model.Counter;
import im.stress.model.Metric;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Made-up runs and the call that reports them. */
final class Runs {

  static final RunEnd ORDERLY = new RunEnd(false, Optional.empty(), List.of());

  private Runs() {}

  /** The run of the contract's example: 100 users, 2400 messages in 120 seconds, all is well. */
  static ShardFolder good(Path runDir) {
    ShardFolder shard = new ShardFolder(runDir, 0, 0);
    counters().forEach(shard::count);
    shard.start(ShardFolder.START * 1000);
    shard.fullLoad((ShardFolder.START + 30) * 1000);
    shard.leave((ShardFolder.START + 150) * 1000);
    shard.clock(-12, 40);
    shard.presence(100, 100, 13_500_000, 13_500_000);
    LongStream.range(0, 30).forEach(s -> shard.second(s, (s + 1) * 100 / 30, 0, 0, 0, 0));
    for (long s = 30; s < 150; s++) {
      shard.second(s, 100, 20, 20, 20, 0);
      shard.latency(s, Metric.ACK, LongStream.range(1, 21).map(i -> i * 1000).toArray());
      shard.latency(s, Metric.DELIVERY, LongStream.range(1, 21).map(i -> i * 2000).toArray());
      shard.latency(s, Metric.HEARTBEAT_LATENESS, 100, 200);
      shard.latency(s, Metric.EVENT_LOOP_LAG, 300, 900);
      shard.latency(s, Metric.SEND_LATENESS, 150);
      shard.monitor(
          s, 12.5, 40, 0, 2e8, 1e8, 3, 1, 20, 150, 65535, 100, 28000, 0, 30, 5e8, 40, 300, 100, 0,
          0, 2);
    }
    shard.second(150, 0, 0, 0, 0, 0);
    return shard;
  }

  private static Map<Counter, Long> counters() {
    return Map.ofEntries(
        Map.entry(Counter.USERS_STARTED, 100L),
        Map.entry(Counter.USERS_CONNECTED, 100L),
        Map.entry(Counter.USERS_LOGGED_IN, 100L),
        Map.entry(Counter.CONNECTS_ATTEMPTED, 100L),
        Map.entry(Counter.CONNECTS_OPENED, 100L),
        Map.entry(Counter.LOGINS_ATTEMPTED, 100L),
        Map.entry(Counter.LOGINS_ACCEPTED, 100L),
        Map.entry(Counter.MESSAGES_INTENDED, 2400L),
        Map.entry(Counter.MESSAGES_SENT, 2400L),
        Map.entry(Counter.MESSAGES_ACKED, 2400L),
        Map.entry(Counter.MESSAGES_DELIVERED, 2400L),
        Map.entry(Counter.HEARTBEATS_INTENDED, 400L),
        Map.entry(Counter.HEARTBEATS_SENT, 400L),
        Map.entry(Counter.HEARTBEATS_ANSWERED, 400L));
  }

  static Outcome report(Path runDir, StressSettings settings) throws IOException {
    return report(runDir, settings, ORDERLY);
  }

  static Outcome report(Path runDir, StressSettings settings, RunEnd end) throws IOException {
    return RunReport.write(runDir, settings, Map.of("im.login.token", "***"), end);
  }

  /** As JavaScript writes a number. */
  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
