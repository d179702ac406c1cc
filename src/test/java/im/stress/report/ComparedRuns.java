package im.stress.report;

import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.Metric;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * A made-up run of 10 users over 10 seconds, as a run leaves it: 240 messages, each acknowledged
 * after 1 ms, 100 bytes received for each, all well unless told otherwise.
 */
public final class ComparedRuns {
  private static final long USERS = 10;
  private static final int SECONDS = 10;
  private static final long SENT = 240;
  private static final double MIB = 1 << 20;

  private final Path folder;
  private final Map<String, String> settings = new TreeMap<>(Map.of("im.message.size", "128"));
  private long acked = SENT;
  private long micros = 1_000;
  private long bytesEach = 100;
  private double cpuPercent = 30;
  private boolean allLost;
  private boolean targetGone;
  private List<String> clientLimits = List.of();
  private boolean interrupted;

  private ComparedRuns(Path folder) {
    this.folder = folder;
  }

  /** A run in which all is well. */
  public static ComparedRuns at(Path folder) {
    return new ComparedRuns(folder);
  }

  /** The time to each acknowledgement. */
  public ComparedRuns micros(long time) {
    micros = time;
    return this;
  }

  /** How many of the messages were acknowledged; the others were refused. */
  public ComparedRuns acked(long count) {
    acked = count;
    return this;
  }

  /** Bytes received for each message sent. */
  public ComparedRuns bytesEach(long bytes) {
    bytesEach = bytes;
    return this;
  }

  /** CPU of the target. */
  public ComparedRuns cpuPercent(double percent) {
    cpuPercent = percent;
    return this;
  }

  /** Another setting than the others have. */
  public ComparedRuns setting(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** All users lost their connections after half of the time. */
  public ComparedRuns allLost() {
    allLost = true;
    return this;
  }

  /** The target's process was there, and is not at the end. */
  public ComparedRuns targetGone() {
    targetGone = true;
    return this;
  }

  /** The load generator was the limit. */
  public ComparedRuns invalid(String why) {
    clientLimits = List.of(why);
    return this;
  }

  /** Somebody ended it. */
  public ComparedRuns interrupted() {
    interrupted = true;
    return this;
  }

  /** Writes all files of the run. */
  public Outcome write() throws IOException {
    Files.createDirectories(folder);
    ShardFolder shard = new ShardFolder(folder, 0, 0).users((int) USERS);
    counters().forEach(shard::count);
    for (int second = 0; second < SECONDS; second++) {
      second(shard, second);
    }
    long online = allLost ? SECONDS / 2 : SECONDS;
    shard.presence(USERS, allLost ? 0 : USERS, USERS * SECONDS * 1000, USERS * online * 1000);
    if (allLost) {
      long[] each = LongStream.range(0, USERS).map(i -> 10).toArray();
      shard.died(Death.Phase.ONLINE, "closed-by-server", 1006, "", each, each);
    }
    shard.write();
    return RunReport.write(
        folder,
        TestSettings.of(),
        settings,
        new RunEnd(interrupted, Optional.empty(), clientLimits, List.of(), List.of()));
  }

  private void second(ShardFolder shard, int second) {
    shard.timeline(
        second,
        column ->
            switch (column) {
              case ONLINE -> allLost && second >= SECONDS / 2 ? 0 : USERS;
              case SENDS -> (double) SENT / SECONDS;
              case ACKS -> (double) acked / SECONDS;
              case BYTES_RECEIVED -> (double) bytesEach * SENT / SECONDS;
              case BYTES_SENT -> 50.0 * SENT / SECONDS;
              default -> column.counter().isPresent() ? 0 : Double.NaN;
            });
    if (acked > 0) {
      shard.latency(
          second,
          Metric.ACK,
          LongStream.range(0, acked / SECONDS).map(i -> micros + i % 3).toArray());
    }
    shard.monitor(
        second,
        column ->
            switch (column) {
              case CPU_PERCENT, MACHINE_CPU_PERCENT -> 10;
              case TARGET_CPU_PERCENT -> targetGone && second > 4 ? Double.NaN : cpuPercent;
              case TARGET_RSS_BYTES -> targetGone && second > 4 ? Double.NaN : (300 + second) * MIB;
              default -> Double.NaN;
            });
  }

  private Map<Counter, Long> counters() {
    return Map.ofEntries(
        Map.entry(Counter.USERS_STARTED, USERS),
        Map.entry(Counter.USERS_CONNECTED, USERS),
        Map.entry(Counter.USERS_LOGGED_IN, USERS),
        Map.entry(Counter.CONNECTS_ATTEMPTED, USERS),
        Map.entry(Counter.CONNECTS_OPENED, USERS),
        Map.entry(Counter.CONNECTIONS_LOST, allLost ? USERS : 0L),
        Map.entry(Counter.LOGINS_ATTEMPTED, USERS),
        Map.entry(Counter.LOGINS_ACCEPTED, USERS),
        Map.entry(Counter.MESSAGES_INTENDED, SENT),
        Map.entry(Counter.MESSAGES_SENT, SENT),
        Map.entry(Counter.MESSAGES_ACKED, acked),
        Map.entry(Counter.MESSAGES_REFUSED, SENT - acked),
        Map.entry(Counter.MESSAGES_DELIVERED, acked));
  }
}
