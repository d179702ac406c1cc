package im.stress.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.stress.measure.Counter;
import im.stress.measure.Metric;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Writes the folder of a made-up shard as docs/architecture.md describes it. */
final class ShardFolder {

  /** A second that all made-up runs begin at. */
  static final long START = 1_800_000_000L;

  private static final String TIMELINE_HEAD =
      "epochSecond,online,connects,logins,sends,acks,deliveries,heartbeats,deaths,lagMicros,"
          + "ackP50Micros,ackP99Micros,deliveryP99Micros";

  private static final String MONITOR_HEAD =
      "epochSecond,cpuPercent,machineCpuPercent,stealPercent,rssBytes,heapBytes,gcPauseMillis,"
          + "gcCount,threads,fdUsed,fdLimit,portsUsed,portsAvailable,tcpRetransmits,"
          + "targetCpuPercent,targetRssBytes,targetThreads,targetFdUsed,targetEstablished,"
          + "targetTimeWait,targetCloseWait,targetGcPauseMillis";

  final Path folder;
  final ObjectNode counts = JsonFiles.object();
  private final ObjectNode counters = counts.putObject("counters");
  private final ArrayNode deaths = counts.putArray("deaths");
  private final List<String> timeline = new ArrayList<>(List.of(TIMELINE_HEAD));
  private final List<String> monitor = new ArrayList<>(List.of(MONITOR_HEAD));
  private final List<String> deathLines = new ArrayList<>();
  private final List<String> samples = new ArrayList<>();
  private final List<String> lost = new ArrayList<>(List.of("from,to,sequence,flags"));
  private final List<String> misrouted = new ArrayList<>(List.of("from,to,sequence,at"));
  private final ObjectNode manifest = JsonFiles.object().put("host", "load-1").put("seed", 42);
  private final Map<Long, Map<String, Histogram>> histograms = new TreeMap<>();

  ShardFolder(Path runDir, int machine, int shard) {
    folder = runDir.resolve("machine-" + machine + "/shard-" + shard);
    counts.put("schema", 1).put("machine", machine).put("shard", shard).put("shards", 1);
    counts.put("users", 100).put("state", "finished").put("peakOnline", 100);
    counts.put("fullLoadEpochMillis", 0).put("leaveEpochMillis", 0);
    Arrays.stream(Counter.values()).forEach(counter -> counters.put(counter.key(), 0));
    measures("ack", "delivery", "heartbeat", "ledger");
  }

  ShardFolder count(Counter counter, long value) {
    counters.put(counter.key(), value);
    return this;
  }

  ShardFolder clock(long offsetMicros, long errorMicros) {
    manifest.put("clockOffsetMicros", offsetMicros).put("clockErrorMicros", errorMicros);
    return this;
  }

  ShardFolder put(String field, String value) {
    counts.put(field, value);
    return this;
  }

  ShardFolder put(String field, long value) {
    counts.put(field, value);
    return this;
  }

  ShardFolder presence(long planned, long online, long millisPlanned, long millisOnline) {
    counts
        .putObject("presence")
        .put("usersPlanned", planned)
        .put("usersOnline", online)
        .put("userMillisPlanned", millisPlanned)
        .put("userMillisOnline", millisOnline);
    return this;
  }

  ShardFolder measures(String... measures) {
    ArrayNode array = counts.putArray("measures");
    Arrays.stream(measures).forEach(array::add);
    return this;
  }

  ShardFolder died(String phase, String cause, int code, String reason, long[] sent, long[] age) {
    ObjectNode death = deaths.addObject().put("phase", phase).put("cause", cause);
    death.put("code", code).put("reason", reason).put("count", sent.length);
    death.put("firstEpochMillis", START * 1000).put("lastEpochMillis", START * 1000 + 5000);
    death.put("sinceSentMillis", base64(sent)).put("ageMillis", base64(age));
    return this;
  }

  /** Users who were online, lost between two seconds from {@link #START}. */
  ShardFolder lost(String cause, double firstSecond, double lastSecond) {
    long[] two = {1, 2};
    died("online", cause, -1, "", two, two);
    ((ObjectNode) deaths.get(deaths.size() - 1))
        .put("firstEpochMillis", START * 1000 + (long) (firstSecond * 1000))
        .put("lastEpochMillis", START * 1000 + (long) (lastSecond * 1000));
    return this;
  }

  ShardFolder deathLine(long epochMillis, String phase, String cause, int code, String reason) {
    ObjectNode line = JsonFiles.object().put("epochMillis", epochMillis).put("user", "u7");
    line.put("phase", phase).put("cause", cause).put("code", code).put("reason", reason);
    deathLines.add(line.toString());
    return this;
  }

  ShardFolder sample(String line) {
    samples.add(line);
    return this;
  }

  /** A message of {@code ledger-lost.csv}. */
  ShardFolder lost(int from, int to, int sequence, int flags) {
    lost.add(from + "," + to + "," + sequence + "," + flags);
    return this;
  }

  /** An arrival of {@code ledger-misrouted.csv}. */
  ShardFolder misrouted(int from, int to, int sequence, int at) {
    misrouted.add(from + "," + to + "," + sequence + "," + at);
    return this;
  }

  ShardFolder second(long second, long online, long sends, long acks, long deliveries, long died) {
    return timeline(
        "%d,%d,0,0,%d,%d,%d,0,%d,700,,,"
            .formatted(START + second, online, sends, acks, deliveries, died));
  }

  ShardFolder timeline(String row) {
    timeline.add(row);
    return this;
  }

  ShardFolder monitor(String row) {
    monitor.add(row);
    return this;
  }

  /** The rows of {@code monitor.csv} have the columns of a container's CPU limit, too. */
  ShardFolder inContainer() {
    monitor.set(0, MONITOR_HEAD + ",cgroupCpuPercent,cgroupThrottledPercent");
    return this;
  }

  ShardFolder latency(long second, Metric metric, long... micros) {
    Histogram histogram =
        histograms
            .computeIfAbsent(START + second, s -> new TreeMap<>())
            .computeIfAbsent(metric.tag(), tag -> new Histogram(3));
    Arrays.stream(micros).forEach(histogram::recordValue);
    return this;
  }

  Path write() throws IOException {
    Files.createDirectories(folder);
    JsonFiles.writeObject(folder.resolve("counts.json"), counts);
    Files.write(folder.resolve("timeline.csv"), timeline);
    Files.write(folder.resolve("monitor.csv"), monitor);
    Files.write(folder.resolve("deaths.jsonl"), deathLines);
    Files.write(folder.resolve("ledger-samples.jsonl"), samples);
    Files.write(folder.resolve("ledger-lost.csv"), lost);
    Files.write(folder.resolve("ledger-misrouted.csv"), misrouted);
    JsonFiles.writeObject(folder.resolve("manifest.json"), manifest);
    writeHistograms();
    return folder;
  }

  private void writeHistograms() throws IOException {
    HistogramLogWriter writer = new HistogramLogWriter(folder.resolve("latency.hlog").toFile());
    writer.outputLogFormatVersion();
    writer.outputStartTime(START * 1000);
    writer.outputLegend();
    histograms.forEach(
        (second, byTag) ->
            byTag.forEach(
                (tag, histogram) -> {
                  histogram.setTag(tag);
                  writer.outputIntervalHistogram(second - 0.004, second + 0.997, histogram, 1000.0);
                }));
    writer.close();
  }

  /** The values as a histogram in {@code counts.json}. */
  static String base64(long... values) {
    Histogram histogram = new Histogram(3);
    Arrays.stream(values).forEach(histogram::recordValue);
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }
}
