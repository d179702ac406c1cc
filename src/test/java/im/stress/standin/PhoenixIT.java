package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.model.Death.Phase;
import im.stress.report.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users with the preset {@code phoenix} against {@link PhoenixStandIn}. */
@Timeout(60)
class PhoenixIT {
  @TempDir Path folder;

  private PresetRun users(StandInServer server) {
    return new PresetRun(folder, "phoenix", server)
        .column("uid", uid -> uid)
        .column("token", StandInUsers::tokenOf)
        .set("heartbeat.interval", "200ms");
  }

  @Test
  void users_and_server_count_the_same() throws Exception {
    // A user who sends nothing for 5 s would be closed.
    try (PhoenixStandIn server = new PhoenixStandIn(new Heartbeat(0, 5_000))) {
      Summary summary = users(server).allIsWell();

      assertThat(summary.heartbeats().answered())
          .isEqualTo(server.heartbeatsAnswered())
          .isGreaterThan(10);
    }
  }

  @Test
  void lost_push_is_told() throws Exception {
    try (PhoenixStandIn server = new PhoenixStandIn(Heartbeat.NONE)) {
      users(server).lostPushIsTold();
    }
  }

  @Test
  void refused_message_is_told() throws Exception {
    try (PhoenixStandIn server = new PhoenixStandIn(Heartbeat.NONE)) {
      users(server).refusedMessageIsTold();
    }
  }

  /** Phoenix says no to the upgrade, without words. */
  @Test
  void refused_socket_is_told_with_its_status() throws IOException, InterruptedException {
    try (PhoenixStandIn server = new PhoenixStandIn(Heartbeat.NONE)) {
      server.refuseLogins("");
      Summary summary = users(server).run();

      assertThat(server.violations()).isEmpty();
      assertThat(summary.users().loggedIn()).isZero();
      assertThat(summary.connections().deaths()).hasSize(1);
      Summary.Death death = summary.connections().deaths().get(0);
      assertThat(death.phase()).isEqualTo(Phase.CONNECT);
      assertThat(death.cause()).isEqualTo("handshake-status-403");
      assertThat(death.count()).isEqualTo(PresetUsers.USERS);
    }
  }

  /** The server keeps the socket of a channel that has crashed. */
  @Test
  void crashed_channel_is_told_as_a_kick() throws Exception {
    try (PhoenixStandIn server = new PhoenixStandIn(Heartbeat.NONE)) {
      FutureTask<Summary> run =
          PresetUsers.started(
              PresetUsers.listed(folder, "phoenix", "ws://127.0.0.1:" + server.port()));
      await().until(() -> server.messages() > 3 * (PresetUsers.USERS - 1));

      server.crash("u0");

      PresetUsers.oneIsKicked(run);
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void broadcast_of_a_room_is_no_delivery_to_its_sender() throws Exception {
    try (PhoenixStandIn server = new PhoenixStandIn(Heartbeat.NONE)) {
      Summary summary =
          users(server)
              .set("message.interval", "0")
              .set("duration", "3s")
              .set("groups.size", "4")
              .set("groups.interval", "100ms")
              .run();

      assertThat(server.violations()).isEmpty();
      assertThat(summary.groups().sent()).isEqualTo(server.messages()).isPositive();
      assertThat(summary.groups().acked()).isEqualTo(server.acks());
      assertThat(server.echoes()).isEqualTo(server.messages());
      assertThat(summary.groups().delivered()).isEqualTo(server.pushes()).isPositive();
    }
  }
}
