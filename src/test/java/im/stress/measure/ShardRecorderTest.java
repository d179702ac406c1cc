package im.stress.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private final ShardMeasure measure = new ShardMeasure(EpochClock.startingNow(), new SilentLog());
  private final ShardState state = new ShardState();
  private final LoopMeasure loop = measure.newLoop();

  private void recordAndClose(Runnable what) throws IOException {
    ShardFacts facts = new ShardFacts(0, 1, 2, 50, 50, List.of("ledger"));
    try (ShardRecorder recorder =
        ShardRecorder.start(folder, facts, measure, state, new NumberedNames())) {
      what.run();
    }
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

    assertThat(state.state()).isEqualTo("failed");
    assertThat(state.failure()).contains("counts.json.new");
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    recordAndClose(() -> loop.count(Counter.MESSAGES_SENT, 3));

    List<String> rows = Files.readAllLines(folder.resolve("timeline.csv"));
    assertThat(rows.get(0)).startsWith("epochSecond,online,connects,logins,sends,acks,");
    long sends =
        rows.stream().skip(1).mapToLong(row -> Long.parseLong(row.split(",", -1)[4])).sum();
    assertThat(sends).isEqualTo(3);
  }

  @Test
  void lost_messages_are_named_as_the_server_knows_them() throws IOException {
    recordAndClose(() -> measure.samples().add("lost", 3, 4, 9));

    assertThat(Files.readString(folder.resolve("ledger-samples.jsonl")))
        .isEqualToIgnoringNewLines(
            "{\"fate\":\"lost\",\"from\":\"u3\",\"to\":\"u4\",\"id\":\"3/9\"}");
  }

  private static final class NumberedNames implements MessageNames {
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
