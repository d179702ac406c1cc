package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.report.Summary;
import im.stress.server.ImServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users miss who are lost, away, or never come. */
class AbsenceIT {
  private static final int USERS = 40;

  /** The phase of a loop is random: each absence of a user may be one due time off. */
  private static final Offset<Double> ROUNDING = within(2.0 * USERS);

  @TempDir Path folder;

  private TestUsers users(int port) {
    return new TestUsers(folder, port)
        .set("users", Integer.toString(USERS))
        .set("duration", "4s")
        .set("message.interval", "200ms")
        .set("heartbeat.interval", "500ms");
  }

  /** Each due time was used, or passed without a contact, or passed while its user was offline. */
  private void assertNothingForgotten(Summary summary) throws IOException {
    Path counts = folder.resolve("machine-0/shard-0/counts.json");
    JsonNode presence = new ObjectMapper().readTree(counts.toFile()).path("presence");
    double planned = presence.path("userMillisPlanned").asDouble();
    double offline = planned - presence.path("userMillisOnline").asDouble();
    double messagesOffline = summary.anomalies().getOrDefault("messagesDueOffline", 0L);
    double heartbeatsOffline = summary.anomalies().getOrDefault("heartbeatsDueOffline", 0L);
    Summary.Messages messages = summary.messages();

    assertThat(messagesOffline).isCloseTo(offline / 200, ROUNDING);
    assertThat(heartbeatsOffline).isCloseTo(offline / 500, ROUNDING);
    assertThat(messages.intended() + messages.skippedNoContact() + messagesOffline)
        .isCloseTo(planned / 200, ROUNDING);
    assertThat(summary.heartbeats().intended() + heartbeatsOffline)
        .isCloseTo(planned / 500, ROUNDING);
    assertThat(summary.success().online()).isCloseTo(1 - offline / planned, within(0.001));
  }

  @Test
  void who_stays_misses_nothing() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with()) {
      Summary summary = users(server.port()).run();

      assertNothingForgotten(summary);
      assertThat(summary.success().online()).isGreaterThan(0.5);
    }
  }

  @Test
  void who_is_lost_misses_all_the_rest() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with("close-after=1s:1011")) {
      Summary summary = users(server.port()).run();

      assertNothingForgotten(summary);
      assertThat(summary.success().online()).isBetween(0.1, 0.5);
      assertThat(summary.success().overall()).isLessThan(0.6);
      assertThat(summary.reasons()).anyMatch(reason -> reason.startsWith("all 40 users lost "));
    }
  }

  @Test
  void who_comes_back_misses_the_time_away() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with("close-after=1s:1012")) {
      Summary summary =
          users(server.port()).set("reconnect.policy", "fixed").set("reconnect.delay", "1s").run();

      assertNothingForgotten(summary);
      assertThat(summary.connections().reconnected()).isPositive();
      assertThat(summary.success().online()).isBetween(0.2, 0.8);
    }
  }

  @Test
  void who_never_comes_misses_everything() throws IOException, InterruptedException {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0)) {
      closedPort = socket.getLocalPort();
    }
    Summary summary = users(closedPort).run();

    assertNothingForgotten(summary);
    assertThat(summary.messages().intended()).isZero();
    assertThat(summary.success().online()).isZero();
    assertThat(summary.success().overall()).isZero();
    assertThat(summary.reasons()).contains("none of 40 users came online before the end");
  }
}
