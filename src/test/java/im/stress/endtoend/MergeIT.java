package im.stress.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.config.SettingsSources;
import im.stress.run.Children;
import im.stress.run.Interrupts;
import im.stress.run.MergeRun;
import im.stress.run.RunListener;
import im.stress.run.RunParts;
import im.stress.run.RunResult;
import im.stress.run.RunWiring;
import im.stress.run.StressRun;
import im.stress.server.ImServer;
import im.stress.server.ServerStats;
import im.stress.user.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two machines at one server at the same time, each with results of its own; then one run. */
@Tag("own-jvm")
class MergeIT {
  private static final int USERS = 20;

  private final Children children = new Children();
  private final RunParts parts = RunWiring.parts(children, Map.of("CI", "true"));

  @TempDir private Path temporary;

  @AfterEach
  void leaveNothingRunning() {
    children.killAll();
  }

  @Test
  void merged_machines_have_the_truth_of_the_server() throws Exception {
    try (ImServer server = TestServer.with("misroute-push=0.2", "drop-push=0.1")) {
      List<Path> machines = runTwo(server);

      RunResult merged =
          new MergeRun(parts, new Interrupts(), new RunListener() {})
              .execute(
                  new MergeRun.Request(
                      machines, temporary.resolve("merged"), "all", false, List.of()));

      JsonNode summary =
          new ObjectMapper().readTree(merged.folder().resolve("summary.json").toFile());
      assertThat(merged.folder()).isEqualTo(temporary.resolve("merged/all"));
      assertEqual(summary, server.stats());
      assertThat(summary.path("machines").findValuesAsText("users")).containsExactly("20", "20");
      assertThat(summary.path("anomalies").path("pushesForeign").asInt()).isZero();
      assertPercentiles(summary, machines);
      assertGatlingSawAll(merged.folder(), summary);
    }
  }

  private List<Path> runTwo(ImServer server) throws Exception {
    ExecutorService machines = Executors.newFixedThreadPool(2);
    try {
      List<Future<RunResult>> runs = new ArrayList<>();
      for (int machine = 0; machine < 2; machine++) {
        SettingsSources sources = sources(machine, server);
        runs.add(
            machines.submit(
                () ->
                    new StressRun(parts, new Interrupts(), new RunListener() {}).execute(sources)));
      }
      return List.of(runs.get(0).get().folder(), runs.get(1).get().folder());
    } finally {
      machines.shutdown();
    }
  }

  private SettingsSources sources(int machine, ImServer server) {
    return new SettingsSources(
        Map.of("im.target.url", server.url().toString(), "im.message.contacts", "friends(3)"),
        List.of(Integer.toString(USERS), "1", "4", "100", "1000"),
        Map.of(
            "MACHINE_ID",
            Integer.toString(machine),
            "MACHINES",
            "2",
            "RUN_ID",
            "night",
            "RESULTS_DIR",
            temporary.resolve("host-" + machine).toString()),
        Optional.empty());
  }

  private static void assertEqual(JsonNode summary, ServerStats stats) {
    JsonNode messages = summary.path("messages");
    assertThat(stats.pushesMisrouted()).isPositive();
    assertThat(summary.path("users").path("loggedIn").asLong()).isEqualTo(stats.logins() - 2);
    assertThat(messages.path("sent").asLong()).isEqualTo(stats.messages());
    assertThat(messages.path("acked").asLong()).isEqualTo(stats.acks());
    assertThat(messages.path("misrouted").asLong()).isEqualTo(stats.pushesMisrouted());
    assertThat(messages.path("delivered").asLong())
        .isEqualTo(stats.pushes() - stats.pushesMisrouted());
    assertThat(messages.path("lost").asLong())
        .isEqualTo(stats.pushesDropped() + stats.pushesOffline());
  }

  private static void assertPercentiles(JsonNode summary, List<Path> machines) throws IOException {
    Histogram union = new Histogram(3);
    for (Path machine : machines) {
      try (HistogramLogReader log =
          new HistogramLogReader(machine.resolve("latency.hlog").toFile())) {
        while (log.hasNext()) {
          EncodableHistogram next = log.nextIntervalHistogram();
          if (next instanceof Histogram histogram && "ack".equals(next.getTag())) {
            union.add(histogram);
          }
        }
      }
    }
    JsonNode ack = summary.path("latencyMicros").path("ack");
    assertThat(ack.path("count").asLong()).isEqualTo(union.getTotalCount()).isPositive();
    assertThat(ack.path("p99").asLong()).isEqualTo(union.getValueAtPercentile(99));
  }

  private static void assertGatlingSawAll(Path folder, JsonNode summary) throws IOException {
    long acked = summary.path("messages").path("acked").asLong();
    assertThat(Files.readString(folder.resolve("gatling/index.html")))
        .containsPattern("message ack[\\s\\S]*?total col-2\">" + acked + "<");
  }
}
