package im.stress.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.config.SettingsSources;
import im.stress.run.Children;
import im.stress.run.Interrupts;
import im.stress.run.RunResult;
import im.stress.run.RunWiring;
import im.stress.run.StressRun;
import im.stress.server.ImServer;
import im.stress.server.ServerStats;
import im.stress.user.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real run that is watched: what is told of it is what the server counted. */
@Timeout(90)
class LiveRunIT {
  private static final int USERS = 6;

  @TempDir Path results;
  private final Children children = new Children();
  private final LiveListener live = new LiveListener(line -> {}, Clock.systemUTC());

  @AfterEach
  void leaveNothingRunning() {
    live.close();
    children.killAll();
  }

  private RunResult run(ImServer server) throws Exception {
    Map<String, String> environment =
        Map.of("RESULTS_DIR", results.toString(), "RUN_ID", "r", "TARGET_URL", "" + server.url());
    SettingsSources sources =
        SettingsSources.ofEnvironment(environment)
            .with("im.users", "" + USERS)
            .with("im.ramp-up", "1s")
            .with("im.duration", "5s")
            .with("im.message.interval", "200ms")
            .with("im.heartbeat.interval", "500ms")
            .with("im.run.warm-up", "0s")
            .with("im.run.live", "127.0.0.1:0");
    return new StressRun(RunWiring.parts(children, environment), new Interrupts(), live)
        .execute(sources);
  }

  private String get(String path) throws Exception {
    URI uri = URI.create(live.url().orElseThrow() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }

  @Test
  void figures_of_a_run_are_those_of_the_server_and_come_while_it_is_on() throws Exception {
    try (ImServer server = TestServer.with()) {
      CompletableFuture<RunResult> run =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return run(server);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      await().until(() -> run.isDone() || live.url().isPresent());
      try (Events events = new Events(live.url().orElseThrow())) {
        RunResult result = run.get(80, TimeUnit.SECONDS);

        await().until(() -> events.names.contains("report"));
        assertThat(result.interrupted()).isFalse();
        assertThat(events.numbers("online")).contains((long) USERS);
        assertThat(events.events)
            .extracting(event -> event.path("phase").asText())
            .containsSubsequence("running", "ended");
      }
      ServerStats counted = server.stats();
      MetricsText metrics = MetricsText.of(get("metrics"));
      assertThat(metrics.value("im_stress_messages_sent_total", "r"))
          .isEqualTo((double) counted.messages())
          .isGreaterThan(USERS);
      assertThat(metrics.value("im_stress_messages_acked_total", "r"))
          .isEqualTo((double) counted.acks());
      assertThat(metrics.value("im_stress_messages_delivered_total", "r"))
          .isEqualTo((double) counted.pushes());
      assertThat(metrics.value("im_stress_heartbeats_sent_total", "r"))
          .isEqualTo((double) counted.heartbeats());
      assertThat(metrics.value("im_stress_ack_seconds_count", "r"))
          .isEqualTo((double) counted.acks());
      assertThat(metrics.value("im_stress_delivery_seconds_count", "r"))
          .isEqualTo((double) counted.pushes());
      assertThat(metrics.value("im_stress_users_online", "r")).isZero();
    }
  }
}
