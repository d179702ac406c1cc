package im.stress.report;

import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.Metric;
import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import im.stress.record.FileNames;
import im.stress.record.RowTable;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
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
  private boolean targetRestarted;
  private int seconds = SECONDS;
  private boolean lateAck;
  private boolean heartbeatsAlone;
  private boolean groupsAlone;
  private long failedConnects;
  private long deathsOnline;
  private int watchedEvery;
  private double watchedPercent;
  private boolean watchedHere = true;
  private long answerBytesEach;
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

  /** Messages are requests of HTTP, whose answers have so many bytes without TLS. */
  public ComparedRuns answerBytesEach(long bytes) {
    answerBytesEach = bytes;
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

  /** The target's process ended, and another one took its place three seconds later. */
  public ComparedRuns targetRestarted() {
    targetRestarted = true;
    return this;
  }

  /** The same messages take this many seconds by the clock on the wall. */
  public ComparedRuns seconds(int count) {
    seconds = count;
    return this;
  }

  /** The last acknowledgement comes five seconds after the last message was sent. */
  public ComparedRuns withLateAck() {
    lateAck = true;
    return this;
  }

  /** Group messages in place of others; everybody logs in in the first second. */
  public ComparedRuns groupsAlone() {
    groupsAlone = true;
    return this;
  }

  /** Heartbeats in place of messages; those that are not acknowledged get no answer. */
  public ComparedRuns heartbeatsAlone() {
    heartbeatsAlone = true;
    return this;
  }

  /** So many connects failed, beside those of the users who came. */
  public ComparedRuns failedConnects(long count) {
    failedConnects = count;
    return this;
  }

  /** So many users lost their connections, and were away for a moment of no account. */
  public ComparedRuns deathsOnline(long count) {
    deathsOnline = count;
    return this;
  }

  /** A monitor on another machine saw the target as well, each so many seconds. */
  public ComparedRuns watchedElsewhere(int everySeconds, double percent) {
    watchedEvery = everySeconds;
    watchedPercent = percent;
    return this;
  }

  /** The target runs on another machine. */
  public ComparedRuns notWatchedHere() {
    watchedHere = false;
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
    for (int second = 0; second < seconds; second++) {
      second(shard, second);
    }
    if (lateAck) {
      shard.timeline(seconds + 5, column -> column == TimelineColumn.ACKS ? 1 : nothing(column));
    }
    long online = allLost ? SECONDS / 2 : SECONDS;
    shard.presence(USERS, allLost ? 0 : USERS, USERS * SECONDS * 1000, USERS * online * 1000);
    died(shard, Death.Phase.ONLINE, allLost ? USERS : deathsOnline);
    died(shard, Death.Phase.CONNECT, failedConnects);
    shard.write();
    if (watchedEvery > 0) {
      watch();
    }
    return RunReport.write(
        folder,
        TestSettings.of(),
        settings,
        new RunEnd(interrupted, Optional.empty(), clientLimits, List.of(), List.of()));
  }

  private static void died(ShardFolder shard, Death.Phase phase, long count) {
    if (count > 0) {
      long[] each = LongStream.range(0, count).map(i -> 10).toArray();
      shard.died(phase, "closed-by-server", 1006, "", each, each);
    }
  }

  /** As {@code monitor --interval} leaves it, of the target alone. */
  private void watch() throws IOException {
    List<Row<MonitorColumn>> rows =
        LongStream.range(0, seconds)
            .filter(second -> second % watchedEvery == 0)
            .mapToObj(
                second ->
                    new Row<>(
                        ShardFolder.START + second,
                        MonitorColumn.class,
                        column ->
                            switch (column) {
                              case TARGET_CPU_PERCENT -> watchedPercent;
                              case TARGET_RSS_BYTES -> 700 * MIB;
                              default -> Double.NaN;
                            }))
            .toList();
    Path target = Files.createDirectories(folder.resolve("target-0"));
    new RowTable<>(MonitorColumn.class, rows).write(target.resolve(FileNames.MONITOR));
  }

  private void second(ShardFolder shard, int second) {
    long asked = share(SENT, second);
    long answered = share(acked, second) - (lateAck && second == 0 ? 1 : 0);
    shard.timeline(
        second,
        column ->
            switch (column) {
              case ONLINE -> allLost && second >= SECONDS / 2 ? 0 : USERS;
              case SENDS -> heartbeatsAlone || groupsAlone ? 0 : asked;
              case GROUP_SENDS -> groupsAlone ? asked : 0;
              case LOGINS -> second == 0 ? USERS : 0;
              case ACKS -> heartbeatsAlone ? 0 : answered;
              case HEARTBEATS -> heartbeatsAlone ? asked : 0;
              case BYTES_RECEIVED -> bytesEach * asked;
              case BYTES_SENT -> 50 * asked;
              default -> nothing(column);
            });
    if (answered > 0) {
      shard.latency(
          second,
          heartbeatsAlone ? Metric.HEARTBEAT : Metric.ACK,
          LongStream.range(0, share(acked, second)).map(i -> micros + i % 3).toArray());
    }
    boolean gone =
        !watchedHere || (targetGone && second > 4) || (targetRestarted && second > 3 && second < 7);
    boolean fresh = targetRestarted && second == 7;
    shard.monitor(
        second,
        column ->
            switch (column) {
              case CPU_PERCENT, MACHINE_CPU_PERCENT -> 10;
              // A new process has no figure of its CPU in its first second.
              case TARGET_CPU_PERCENT -> gone || fresh ? Double.NaN : cpuPercent;
              case TARGET_RSS_BYTES -> gone ? Double.NaN : (300 + second) * MIB;
              default -> Double.NaN;
            });
  }

  private static double nothing(TimelineColumn column) {
    return column.counter().isPresent() ? 0 : Double.NaN;
  }

  /** What of a total belongs to this second, so that all of them together are the total. */
  private long share(long total, int second) {
    return total * (second + 1) / seconds - total * second / seconds;
  }

  private Map<Counter, Long> counters() {
    Map<Counter, Long> counters =
        new EnumMap<>(
            Map.ofEntries(
                Map.entry(Counter.USERS_STARTED, USERS),
                Map.entry(Counter.USERS_CONNECTED, USERS),
                Map.entry(Counter.USERS_LOGGED_IN, USERS),
                Map.entry(Counter.CONNECTS_ATTEMPTED, USERS + failedConnects),
                Map.entry(Counter.CONNECTS_OPENED, USERS),
                Map.entry(Counter.CONNECTS_FAILED, failedConnects),
                Map.entry(
                    Counter.CONNECTIONS_LOST, (allLost ? USERS : deathsOnline) + failedConnects),
                Map.entry(Counter.LOGINS_ATTEMPTED, USERS),
                Map.entry(Counter.LOGINS_ACCEPTED, USERS)));
    counters.putAll(
        heartbeatsAlone
            ? Map.of(
                Counter.HEARTBEATS_INTENDED, SENT,
                Counter.HEARTBEATS_SENT, SENT,
                Counter.HEARTBEATS_ANSWERED, acked)
            : Map.of(
                Counter.MESSAGES_INTENDED, SENT,
                Counter.MESSAGES_SENT, SENT,
                Counter.MESSAGES_ACKED, acked,
                Counter.MESSAGES_REFUSED, SENT - acked,
                Counter.MESSAGES_DELIVERED, acked));
    if (answerBytesEach > 0) {
      counters.put(Counter.REQUESTS, SENT);
      counters.put(Counter.REQUESTS_ANSWERED, SENT);
      counters.put(Counter.REQUESTS_ANSWER_BYTES, SENT * answerBytesEach);
    }
    return counters;
  }
}
