package im.stress.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.measure.EpochClock;
import im.stress.measure.LoopMeasure;
import im.stress.measure.ShardMeasure;
import im.stress.measure.ShardState;
import im.stress.measure.SilentLog;
import im.stress.measure.StormMeasure;
import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.Intervals;
import im.stress.model.Measurable;
import im.stress.model.Metric;
import im.stress.model.PopulationTally;
import im.stress.model.RunState;
import im.stress.model.TimelineColumn;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardRecorderTest {
  /** A timeline with a row is longer than its header. */
  private static final int HEADER_BYTES = 130;

  @TempDir Path folder;

  /** A clock that shows 2027 while that of the machine shows something else. */
  private static final EpochClock CLOCK = new EpochClock(System.nanoTime(), 1_800_000_000_000_000L);

  private final ShardMeasure measure = new ShardMeasure(CLOCK, new SilentLog());
  private final ShardState state = new ShardState();
  private final LoopMeasure loop = measure.newLoop();

  private void recordAndClose(Runnable what) throws IOException {
    ShardFacts facts = new ShardFacts(0, 1, 2, 50, 50, List.of(Measurable.LEDGER), Intervals.NONE);
    try (ShardRecorder recorder =
        ShardRecorder.start(folder, facts, measure, state, new NumberedNames())) {
      what.run();
    }
  }

  @Test
  void populations_are_kept_apart_and_their_sum_is_all() throws IOException {
    ShardMeasure ofTwo = new ShardMeasure(CLOCK, new SilentLog(), List.of("readers", "writers"));
    LoopMeasure readers = ofTwo.newLoop();
    LoopMeasure writers = ofTwo.newLoop().ofPopulation(1);
    ShardFacts facts = new ShardFacts(0, 0, 1, 0, 2, List.of(), Intervals.NONE);
    try (ShardRecorder recorder =
        ShardRecorder.start(folder, facts, ofTwo, state, new NumberedNames())) {
      readers.count(Counter.MESSAGES_SENT, 2);
      writers.count(Counter.MESSAGES_SENT, 5);
      writers.record(Metric.ACK, 0, 7_000_000);
    }

    ShardCounts counts = ShardCounts.read(folder.resolve("counts.json")).orElseThrow();
    assertThat(counts.counters()).containsEntry(Counter.MESSAGES_SENT, 7L);
    assertThat(counts.populations())
        .extracting(PopulationTally::name)
        .containsExactly("readers", "writers");
    PopulationTally told = counts.populations().get(1);
    assertThat(told.counters()).containsEntry(Counter.MESSAGES_SENT, 5L);
    assertThat(told.ackMicros().getValueAtPercentile(99)).isBetween(6_990L, 7_010L);
    assertThat(counts.populations().get(0).ackMicros().getTotalCount()).isZero();
  }

  @Test
  void counters_state_and_facts_are_in_counts_json() throws IOException {
    recordAndClose(
        () -> {
          loop.count(Counter.MESSAGES_SENT, 7);
          measure.newLoop().count(Counter.MESSAGES_SENT, 5);
          loop.presence().cameOnline(System.nanoTime());
          state.finished();
        });

    JsonNode counts = new ObjectMapper().readTree(folder.resolve("counts.json").toFile());
    assertThat(counts.at("/counters/messagesSent").asLong()).isEqualTo(12);
    assertThat(counts.at("/state").asText()).isEqualTo("finished");
    assertThat(counts.at("/peakOnline").asInt()).isEqualTo(1);
    assertThat(counts.at("/firstUser").asInt()).isEqualTo(50);
    assertThat(counts.at("/measures/0").asText()).isEqualTo("ledger");
    assertThat(counts.has("populations")).isFalse();
    assertThat(folder.resolve("counts.json.new")).doesNotExist();
  }

  @Test
  void counts_that_cannot_be_replaced_for_a_while_lose_nothing() throws IOException {
    Path inTheWay = Files.createDirectory(folder.resolve("counts.json.new"));
    recordAndClose(
        () -> {
          loop.count(Counter.MESSAGES_SENT, 7);
          Awaitility.await().until(() -> Files.size(folder.resolve("timeline.csv")) > HEADER_BYTES);
          delete(inTheWay);
          state.finished();
        });

    JsonNode counts = new ObjectMapper().readTree(folder.resolve("counts.json").toFile());
    assertThat(counts.at("/counters/messagesSent").asLong()).isEqualTo(7);
    assertThat(counts.at("/state").asText()).isEqualTo("finished");
  }

  @Test
  void counts_that_cannot_be_replaced_at_the_end_are_a_failure() throws IOException {
    Files.createDirectory(folder.resolve("counts.json.new"));
    recordAndClose(state::finished);

    assertThat(state.progress().state()).isEqualTo(RunState.FAILED);
    assertThat(state.progress().failure()).contains("counts.json.new");
  }

  @Test
  void what_should_be_known_is_in_counts_json_once() throws IOException {
    recordAndClose(
        () -> {
          state.warn("monitor.csv", "monitor.csv could not be written for 3 s");
          state.warn("monitor.csv", "monitor.csv could not be written for 4 s");
        });

    JsonNode counts = new ObjectMapper().readTree(folder.resolve("counts.json").toFile());
    assertThat(counts.path("warnings").toString())
        .isEqualTo("[\"monitor.csv could not be written for 4 s\"]");
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void standstills_are_told_with_time_and_length() throws IOException {
    long second = 1_000_000_000;
    recordAndClose(
        () -> {
          measure.standstills().add(CLOCK.originNanos(), CLOCK.originNanos() + 3 * second);
          measure
              .standstills()
              .add(CLOCK.originNanos() + 60 * second, CLOCK.originNanos() + 90 * second);
        });

    JsonNode counts = new ObjectMapper().readTree(folder.resolve("counts.json").toFile());
    assertThat(counts.path("standstills").toString())
        .isEqualTo(
            "{\"count\":2,\"longest\":{\"epochMillis\":1800000060000,\"millis\":30000},"
                + "\"first\":[{\"epochMillis\":1800000000000,\"millis\":3000},"
                + "{\"epochMillis\":1800000060000,\"millis\":30000}]}");
  }

  @Test
  void process_that_never_stood_still_says_nothing_of_it() throws IOException {
    recordAndClose(state::finished);

    JsonNode counts = new ObjectMapper().readTree(folder.resolve("counts.json").toFile());
    assertThat(counts.has("standstills")).isFalse();
  }

  @Test
  void deaths_are_counted_by_kind_and_kept_whole() throws IOException {
    Death.Kind idle = new Death.Kind(Death.Phase.ONLINE, "closed-by-server", 1006, "");
    Death.Kind refused = new Death.Kind(Death.Phase.CONNECT, "refused", -1, "");
    recordAndClose(
        () -> {
          measure.died(new Death(1_000, "u1", idle, 40_000, 10, 30_000, ""));
          measure.died(new Death(2_000, "u2", idle, 41_000, 10, 30_010, ""));
          measure.died(new Death(3_000, "u3", refused, 5, -1, -1, "connection refused"));
        });

    JsonNode deaths =
        new ObjectMapper().readTree(folder.resolve("counts.json").toFile()).path("deaths");
    assertThat(deaths).hasSize(2);
    assertThat(deaths.at("/0/count").asInt()).isEqualTo(2);
    assertThat(deaths.at("/0/firstEpochMillis").asLong()).isEqualTo(1_000);
    assertThat(deaths.at("/0/lastEpochMillis").asLong()).isEqualTo(2_000);
    assertThat(Files.readAllLines(folder.resolve("deaths.jsonl"))).hasSize(3);
  }

  @Test
  void all_histograms_of_all_loops_are_in_the_interval_log() throws IOException {
    recordAndClose(
        () -> {
          loop.record(Metric.ACK, 0, 5_000_000);
          measure.newLoop().record(Metric.ACK, 0, 9_000_000);
          loop.record(Metric.CONNECT, 0, 1_000);
        });

    Map<String, Histogram> read = readHistograms();
    assertThat(read.keySet()).containsExactlyInAnyOrder("ack", "connect");
    assertThat(read.get("ack").getTotalCount()).isEqualTo(2);
    assertThat(read.get("ack").getMaxValue()).isBetween(8_990L, 9_010L);
  }

  private Map<String, Histogram> readHistograms() throws FileNotFoundException {
    Map<String, Histogram> read = new HashMap<>();
    HistogramLogReader reader = new HistogramLogReader(folder.resolve("latency.hlog").toFile());
    EncodableHistogram next = reader.nextIntervalHistogram();
    while (next != null) {
      read.computeIfAbsent(next.getTag(), tag -> new Histogram(3)).add((Histogram) next);
      next = reader.nextIntervalHistogram();
    }
    return read;
  }

  @Test
  void the_timeline_adds_up_to_the_counters() throws IOException {
    recordAndClose(
        () -> {
          loop.count(Counter.CONNECTS_OPENED, 1);
          loop.count(Counter.LOGINS_ACCEPTED, 2);
          loop.count(Counter.MESSAGES_SENT, 3);
          loop.count(Counter.MESSAGES_ACKED, 4);
          loop.count(Counter.MESSAGES_DELIVERED, 5);
          loop.count(Counter.HEARTBEATS_SENT, 6);
          loop.count(Counter.CONNECTIONS_LOST, 7);
          loop.count(Counter.GROUP_MESSAGES_SENT, 8);
          loop.count(Counter.GROUP_DELIVERIES, 9);
          loop.count(Counter.BYTES_RECEIVED, 10);
          loop.count(Counter.BYTES_SENT, 11);
        });

    RowTable<TimelineColumn> rows =
        RowTable.read(folder.resolve("timeline.csv"), TimelineColumn.class);
    assertThat(Files.readAllLines(folder.resolve("timeline.csv")).get(0))
        .startsWith("epochSecond,online,connects,logins,sends,acks,deliveries,heartbeats,deaths,");
    assertThat(
            Stream.of(TimelineColumn.values())
                .filter(column -> column.counter().isPresent())
                .map(column -> rows.values(column).sum()))
        .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0);
  }

  /** The clock of the machine may be set back while a run goes on. */
  @Test
  void all_files_have_the_time_of_the_clock_that_latencies_have() throws IOException {
    recordAndClose(() -> loop.record(Metric.ACK, 0, 5_000_000));

    String row = Files.readAllLines(folder.resolve("timeline.csv")).get(1);
    assertThat(row).startsWith("18000000");
    assertThat(readHistograms().get("ack").getStartTimeStamp())
        .isBetween(1_800_000_000_000L, 1_800_000_099_000L);
    JsonNode counts = new ObjectMapper().readTree(folder.resolve("counts.json").toFile());
    assertThat(counts.at("/endEpochMillis").asLong())
        .isBetween(1_800_000_000_000L, 1_800_000_099_000L);
  }

  @Test
  void lost_messages_are_named_as_the_server_knows_them() throws IOException {
    recordAndClose(() -> measure.samples().lost(3, 4, 2, 9, false, false));

    assertThat(Files.readString(folder.resolve("ledger-samples.jsonl")))
        .isEqualToIgnoringNewLines(
            "{\"fate\":\"lost\",\"from\":\"u3\",\"to\":\"u4\",\"fromIndex\":3,\"toIndex\":4,"
                + "\"sequence\":2,\"id\":\"3/9\"}");
  }

  @Test
  void messages_that_the_merge_compares_are_listed_as_numbers() throws IOException {
    recordAndClose(
        () -> {
          measure.samples().lost(3, 4, 2, 9, true, false);
          measure.samples().lost(3, 4, 3, 10, false, true);
          measure.samples().misrouted(3, 4, 5, 6);
          measure.samples().misroutedFromElsewhere(103, 104, 7, 6);
        });

    assertThat(folder.resolve("ledger-lost.csv"))
        .hasContent("from,to,sequence,flags\n3,4,2,1\n3,4,3,2");
    assertThat(folder.resolve("ledger-misrouted.csv"))
        .hasContent("from,to,sequence,at\n103,104,7,6");
  }

  @Test
  void a_storm_is_written_as_what_can_be_added_up() throws IOException {
    long second = 1_000_000_000L;
    long begin = measure.clock().nanos(5_000_000_000L);
    recordAndClose(
        () -> {
          StormMeasure storm = measure.storm();
          storm.connecting(begin - second);
          storm.begin(begin);
          storm.cut();
          storm.cut();
          storm.connecting(begin + second / 2);
          storm.connecting(begin + second);
          storm.connecting(begin + second);
          storm.back(begin + 2 * second, 7_000_000);
        });

    JsonNode storm = new ObjectMapper().readTree(folder.resolve("counts.json").toFile());
    assertThat(storm.at("/storm/beginEpochMillis").asLong()).isEqualTo(5_000_000);
    assertThat(storm.at("/storm/cut").asInt()).isEqualTo(2);
    assertThat(storm.at("/storm/connectsByEpochSecond")).hasToString("{\"5000\":1,\"5001\":2}");
    assertThat(decoded(storm.at("/storm/untilBackMillis")).getMaxValue()).isEqualTo(2_000);
    assertThat(decoded(storm.at("/storm/loginMicros")).getMaxValue()).isBetween(6_993L, 7_007L);
  }

  private static Histogram decoded(JsonNode base64) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64.asText()));
    try {
      return Histogram.decodeFromCompressedByteBuffer(bytes, 0);
    } catch (DataFormatException e) {
      throw new AssertionError(e);
    }
  }

  private static final class NumberedNames implements MessageNames {
    @Override
    public String group(int number) {
      return "g" + number;
    }

    @Override
    public String user(int index) {
      return "u" + index;
    }

    @Override
    public String message(int user, int number) {
      return user + "/" + number;
    }
  }
}
