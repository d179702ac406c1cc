package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Death.Phase;
import im.stress.report.Summary;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users with the preset {@code openim} against {@link OpenImStandIn}. */
@Timeout(60)
class OpenImIT {
  private static final int WEB = 5;
  private static final int ANDROID = 2;

  @TempDir Path folder;

  private PresetRun users(StandInServer server, int platform) {
    return new PresetRun(folder, "openim", server)
        .column("uid", uid -> uid)
        .column("token", uid -> StandInUsers.openImTokenOf(uid, platform))
        .set("codec.template.options.platform", String.valueOf(platform))
        .set("heartbeat.interval", "200ms");
  }

  @Test
  void users_and_server_count_the_same() throws Exception {
    try (OpenImStandIn server = new OpenImStandIn(Heartbeat.NONE)) {
      Summary summary = users(server, ANDROID).allIsWell();

      assertThat(summary.heartbeats().answered())
          .isEqualTo(server.heartbeatsAnswered())
          .isGreaterThan(10);
    }
  }

  @Test
  void pings_of_the_server_are_answered() throws Exception {
    try (OpenImStandIn server = new OpenImStandIn(new Heartbeat(100, 5_000))) {
      Summary summary = users(server, WEB).set("heartbeat.interval", "0").allIsWell();

      assertThat(server.heartbeatsAnswered()).isGreaterThan(10);
      assertThat(summary.heartbeats().sent()).isZero();
    }
  }

  @Test
  void lost_push_is_told() throws Exception {
    try (OpenImStandIn server = new OpenImStandIn(Heartbeat.NONE)) {
      users(server, WEB).lostPushIsTold();
    }
  }

  @Test
  void refused_message_is_told() throws Exception {
    try (OpenImStandIn server = new OpenImStandIn(Heartbeat.NONE)) {
      users(server, WEB).refusedMessageIsTold();
    }
  }

  @Test
  void refused_logins_are_told() throws Exception {
    try (OpenImStandIn server = new OpenImStandIn(Heartbeat.NONE)) {
      users(server, WEB).refusedLoginsAreTold("closed today");
    }
  }

  /** The real server answers so too where it doesn't know isMsgResp. */
  @Test
  void refused_upgrade_is_told_with_its_status() throws Exception {
    try (OpenImStandIn server = new OpenImStandIn(Heartbeat.NONE)) {
      server.refuseLogins("closed today");
      Summary summary =
          users(server, WEB).set("codec.template.connect.query.isMsgResp", "false").run();

      assertThat(summary.users().loggedIn()).isZero();
      Summary.Death death = summary.connections().deaths().get(0);
      assertThat(death.phase()).isEqualTo(Phase.CONNECT);
      assertThat(death.cause()).isEqualTo("handshake-status-200");
    }
  }
}
