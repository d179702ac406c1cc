package im.stress.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Merges the {@code timeline.csv} of all shards by second. Counts add up; a shard without a row in
 * a second keeps the number online of its last one, unless it was killed: then it has none.
 */
final class TimelineMerger {

  private static final List<String> COLUMNS =
      List.of(
          CsvTable.EPOCH_SECOND,
          "online",
          "connects",
          "logins",
          "sends",
          "acks",
          "deliveries",
          "heartbeats",
          "deaths",
          "lagMicros",
          "ackP50Micros",
          "ackP99Micros",
          "deliveryP99Micros");

  private final List<Source> sources = new ArrayList<>();
  private final SortedSet<Long> seconds = new TreeSet<>();

  private TimelineMerger(List<ShardData> shards) {
    shards.forEach(shard -> sources.add(new Source(shard)));
    sources.forEach(source -> seconds.addAll(source.bySecond.keySet()));
  }

  static List<TimelineRow> merge(List<ShardData> shards, Map<Long, SecondLatency> latencies) {
    TimelineMerger merger = new TimelineMerger(shards);
    return merger.seconds.stream()
        .map(s -> merger.row(s, latencies.getOrDefault(s, SecondLatency.NONE)))
        .toList();
  }

  static void write(List<TimelineRow> rows, Path file) throws IOException {
    new CsvTable(COLUMNS, rows.stream().map(TimelineMerger::cells).toList()).write(file);
  }

  private TimelineRow row(long second, SecondLatency latency) {
    return new TimelineRow(
        second,
        sources.stream().mapToLong(source -> source.online(second)).sum(),
        sum(second, "connects"),
        sum(second, "logins"),
        sum(second, "sends"),
        sum(second, "acks"),
        sum(second, "deliveries"),
        sum(second, "heartbeats"),
        sum(second, "deaths"),
        sources.stream().mapToLong(source -> source.count(second, "lagMicros")).max().orElse(0),
        latency);
  }

  private long sum(long second, String column) {
    return sources.stream().mapToLong(source -> source.count(second, column)).sum();
  }

  private static double[] cells(TimelineRow row) {
    return new double[] {
      row.epochSecond(),
      row.online(),
      row.connects(),
      row.logins(),
      row.sends(),
      row.acks(),
      row.deliveries(),
      row.heartbeats(),
      row.deaths(),
      row.lagMicros(),
      cell(row.latency().ackP50()),
      cell(row.latency().ackP99()),
      cell(row.latency().deliveryP99())
    };
  }

  private static double cell(Long value) {
    return value == null ? Double.NaN : value;
  }

  /** The timeline of one shard, asked second by second in the order of time. */
  private static final class Source {
    private final CsvTable table;
    private final Map<Long, double[]> bySecond = new HashMap<>();
    private final boolean killed;
    private final long lastSecond;
    private long lastOnline;

    Source(ShardData shard) {
      table = shard.timeline();
      table.rows().forEach(row -> bySecond.put((long) row[0], row));
      lastSecond = bySecond.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
      killed = !shard.counts().map(ShardCounts::ended).orElse(false);
    }

    long online(long second) {
      if (bySecond.containsKey(second)) {
        lastOnline = count(second, "online");
      } else if (killed && second > lastSecond) {
        lastOnline = 0;
      }
      return lastOnline;
    }

    long count(long second, String column) {
      double[] row = bySecond.get(second);
      double value = row == null ? 0 : table.cell(row, column);
      return Double.isNaN(value) ? 0 : (long) value;
    }
  }
}
