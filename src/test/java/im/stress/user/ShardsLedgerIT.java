package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.report.Summary;
import im.stress.server.ImServer;
import im.stress.server.ServerStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run over several processes has the same truth as over one: that of the server. */
class ShardsLedgerIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void every_message_has_one_fate_over_all_processes(int shards)
      throws IOException, InterruptedException {
    try (ImServer server =
        TestServer.with("drop-push=0.05", "misroute-push=0.05", "duplicate-push=0.05")) {
      Summary summary =
          new TestUsers(folder, server.port())
              .set("users", "60")
              .set("ramp-up", "1s")
              .set("duration", "4s")
              .set("message.interval", "50ms")
              .set("run.grace", "2s")
              .set("run.shards", String.valueOf(shards))
              .run();

      assertEqual(summary.messages(), server.stats());
      assertThat(summary.settings().shards()).isEqualTo(shards);
      assertThat(TestUsers.anomalies(summary)).isEmpty();
      assertSamples(summary.messages());
    }
  }

  private static void assertEqual(Summary.Messages messages, ServerStats stats) {
    assertThat(stats.pushesMisrouted()).isPositive();
    assertThat(messages.sent()).isEqualTo(stats.messages());
    assertThat(messages.delivered())
        .isEqualTo(stats.pushes() - stats.pushesDuplicated() - stats.pushesMisrouted());
    assertThat(messages.misrouted()).isEqualTo(stats.pushesMisrouted());
    assertThat(messages.lost()).isEqualTo(stats.pushesDropped() + stats.pushesOffline());
    assertThat(messages.ackedNotDelivered()).isEqualTo(messages.lost());
    assertThat(messages.duplicated()).isEqualTo(stats.pushesDuplicated());
    assertThat(messages.delivered() + messages.lost() + messages.misrouted())
        .isEqualTo(messages.sent());
  }

  /** There are fewer than a thousand, so each message that went wrong has its line. */
  private void assertSamples(Summary.Messages messages) throws IOException {
    Map<String, Long> fates = new TreeMap<>();
    Set<List<JsonNode>> keys = new HashSet<>();
    for (String line : Files.readAllLines(folder.resolve("ledger-samples.jsonl"))) {
      JsonNode sample = new ObjectMapper().readTree(line);
      fates.merge(sample.path("fate").asText().replaceAll(" to user .*", ""), 1L, Long::sum);
      keys.add(List.of(sample.path("from"), sample.path("to"), sample.path("sequence")));
    }

    assertThat(fates)
        .isEqualTo(
            Map.of("acked-not-delivered", messages.lost(), "misrouted", messages.misrouted()));
    assertThat(keys).hasSize((int) (messages.lost() + messages.misrouted()));
  }
}
