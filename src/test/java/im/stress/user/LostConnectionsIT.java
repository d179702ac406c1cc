package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Death;
import im.stress.report.Summary;
import im.stress.server.ImServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every lost connection is one death with a cause, and no flood of send errors. */
@Tag("alone")
class LostConnectionsIT {
  @TempDir Path folder;

  private ImServer server;
  private TestUsers users;

  @BeforeEach
  void noServerYet() {
    server = null;
  }

  private Summary run(ImServer started) throws IOException, InterruptedException {
    server = started;
    try (started) {
      users =
          new TestUsers(folder, started.port())
              .set("users", "40")
              .set("duration", "6s")
              .set("message.interval", "200ms")
              .set("heartbeat.interval", "1s");
      return users.run();
    }
  }

  private static void assertOneDeathEach(
      Summary summary, Death.Phase phase, String cause, int count) {
    assertThat(summary.connections().deaths()).hasSize(1);
    assertThat(summary.connections().deaths().get(0).cause()).isEqualTo(cause);
    assertThat(summary.connections().deaths().get(0).phase()).isEqualTo(phase);
    assertThat(summary.connections().deaths().get(0).count()).isEqualTo(count);
    assertThat(summary.connections().lost()).isEqualTo(count);
  }

  /** The seed's second failure: 88 % of all sends failed on connections that were long closed. */
  @Test
  void an_idle_timeout_is_one_death_a_user_and_not_one_failed_send()
      throws IOException, InterruptedException {
    try (ImServer impatient = TestServer.idleAfter(Duration.ofSeconds(2))) {
      TestUsers users =
          new TestUsers(folder, impatient.port())
              .set("users", "40")
              .set("duration", "8s")
              .set("message.interval", "0ms")
              .set("heartbeat.interval", "6s");
      Summary summary = users.run();

      long lost = summary.connections().lost();
      assertThat(lost).isGreaterThanOrEqualTo(30);
      assertThat(summary.connections().deaths())
          .allMatch(death -> death.cause().equals("idle-timeout-by-server"));
      assertThat(summary.connections().deaths().get(0).advice())
          .contains("2.0 s after")
          .contains("interval is 6 s");
      assertThat(impatient.stats().closes()).containsEntry("1006", lost);
      assertThat(users.log().count("lost")).isEqualTo(lost);
      assertThat(users.log().count("ko HEARTBEAT")).isZero();
    }
  }

  @Test
  void a_close_with_a_code_is_told_with_its_code_and_reason()
      throws IOException, InterruptedException {
    Summary summary = run(TestServer.with("close-after=2s:1011"));

    assertOneDeathEach(summary, Death.Phase.ONLINE, "close-1011", 40);
    assertThat(summary.connections().deaths().get(0).code()).isEqualTo(1_011);
    assertThat(summary.connections().deaths().get(0).reason()).isEqualTo("fault");
    assertThat(users.log().count("lost")).isEqualTo(40);
  }

  @Test
  void a_reset_is_told_as_reset() throws IOException, InterruptedException {
    Summary summary = run(TestServer.with("reset-after=2s"));

    assertOneDeathEach(summary, Death.Phase.ONLINE, "reset", 40);
  }

  @Test
  void a_kick_is_told_with_the_servers_words() throws IOException, InterruptedException {
    Summary summary = run(TestServer.with("kick-after=2s"));

    assertOneDeathEach(summary, Death.Phase.ONLINE, "kicked", 40);
  }

  @Test
  void a_silent_peer_is_found_by_unanswered_heartbeats() throws IOException, InterruptedException {
    try (ImServer silent = TestServer.with("silent-after=1s")) {
      Summary summary =
          new TestUsers(folder, silent.port())
              .set("users", "40")
              .set("duration", "8s")
              .set("message.interval", "0ms")
              .set("heartbeat.interval", "500ms")
              .set("heartbeat.timeout", "500ms")
              .run();

      assertOneDeathEach(summary, Death.Phase.ONLINE, "half-open", 40);
      assertThat(summary.heartbeats().missed()).isGreaterThanOrEqualTo(120);
    }
  }

  @Test
  void a_rejected_login_is_a_death_in_its_own_phase() throws IOException, InterruptedException {
    Summary summary = run(TestServer.with("reject-login=1"));

    assertOneDeathEach(summary, Death.Phase.LOGIN, "login-rejected", 40);
    assertThat(summary.users().connected()).isEqualTo(40);
    assertThat(summary.users().loggedIn()).isZero();
    assertThat(summary.success().login()).isZero();
    assertThat(server.stats().loginsRejected()).isEqualTo(40);
  }

  @Test
  void a_refused_connect_is_a_death_and_a_failed_attempt()
      throws IOException, InterruptedException {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0)) {
      closedPort = socket.getLocalPort();
    }
    Summary summary =
        new TestUsers(folder, closedPort).set("users", "9").set("duration", "1s").run();

    assertOneDeathEach(summary, Death.Phase.CONNECT, "refused", 9);
    assertThat(summary.connections().failed()).isEqualTo(9);
    assertThat(summary.connections().opened()).isZero();
    assertThat(summary.success().connect()).isZero();
  }
}
