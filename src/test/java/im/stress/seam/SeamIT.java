package im.stress.seam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsException;
import im.stress.report.Summary;
import im.stress.user.TestUsers;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A protocol in Java is a package and a line in {@code META-INF/services}: two users speak one that
 * the engine has never heard of.
 */
@Timeout(60)
class SeamIT {
  @TempDir Path folder;

  private TestUsers users(ToyServer server) {
    return new TestUsers(folder, server.port())
        .set("target.url", "tcp://127.0.0.1:" + server.port())
        .set("codec.format", "toy")
        .set("users", "2")
        .set("ramp-up", "100ms")
        .set("duration", "1s")
        .set("message.interval", "50ms")
        .set("message.ack-timeout", "10s")
        .set("heartbeat.interval", "100ms")
        .set("heartbeat.timeout", "10s");
  }

  @Test
  void login_of_two_steps_acks_in_order_and_heartbeats_both_ways()
      throws IOException, InterruptedException {
    try (ToyServer server = new ToyServer(true, false)) {
      Summary summary = users(server).run();

      assertNothingWrong(summary);
      assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent());
      assertThat(summary.heartbeats().answered()).isEqualTo(server.heard("BEAT")).isGreaterThan(5);
      assertThat(server.heard("ALIVE")).isEqualTo(2);
      assertThat(server.heard("HEARD")).isEqualTo(summary.messages().delivered());
      assertThat(server.heard("BYE")).isEqualTo(2);
    }
  }

  @Test
  void no_login_and_acks_up_to_a_number() throws IOException, InterruptedException {
    try (ToyServer server = new ToyServer(false, true)) {
      Summary summary =
          users(server)
              .set("codec.template.no-login", "yes")
              .set("codec.template.count-up", "yes")
              .run();

      assertNothingWrong(summary);
      // The last one of a user may be one that the server had no second one for.
      assertThat(summary.messages().acked())
          .isBetween(summary.messages().sent() - 2, summary.messages().sent());
    }
  }

  @Test
  void heartbeats_without_answers_are_sent_and_what_can_not_be_known_is_absent()
      throws IOException, InterruptedException {
    try (ToyServer server = new ToyServer(true, false)) {
      Summary summary =
          users(server)
              .set("codec.template.no-answers", "yes")
              .set("heartbeat.timeout", "200ms")
              .run();

      assertNothingWrong(summary);
      assertThat(summary.heartbeats().sent())
          .isEqualTo(server.heard("PULSE"))
          .isEqualTo(summary.heartbeats().intended())
          .isGreaterThan(5);
      assertThat(summary.heartbeats().answered()).isNull();
      assertThat(summary.heartbeats().missed()).isNull();
      assertThat(summary.success().heartbeat()).isNull();
      assertThat(summary.success().overall()).isEqualTo(1);
      assertThat(summary.latencyMicros())
          .doesNotContainKey("heartbeat")
          .containsKey("heartbeatLateness");
    }
  }

  @Test
  void messages_that_a_protocol_can_not_send_are_refused_before_the_run() throws IOException {
    try (ToyServer server = new ToyServer(true, false)) {
      TestUsers users = users(server).set("codec.template.no-messages", "yes");

      assertThatThrownBy(users::run)
          .isInstanceOf(SettingsException.class)
          .hasMessage(
              "im.message.interval: expected 0: the format toy cannot send messages yet, got 50"
                  + " ms");
    }
  }

  private static void assertNothingWrong(Summary summary) {
    assertThat(summary.users().loggedIn()).isEqualTo(2);
    assertThat(summary.connections().lost()).isZero();
    assertThat(summary.messages().sent()).isGreaterThan(10);
    assertThat(summary.messages().delivered()).isEqualTo(summary.messages().sent());
    assertThat(TestUsers.anomalies(summary)).isEmpty();
  }
}
