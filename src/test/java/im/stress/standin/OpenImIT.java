package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Death.Phase;
import im.stress.report.Summary;
import im.stress.user.TestUsers;
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

      assertThat(server.echoes()).isEqualTo(server.messages());
      assertThat(summary.messages().echoed()).isEqualTo(server.echoes());
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

  private Summary inGroup(OpenImStandIn server) throws Exception {
    server.makeGroup("g0", "u0", "u1", "u2", "u3");
    Summary summary =
        users(server, ANDROID)
            .set("message.interval", "0")
            .set("groups.size", "4")
            .set("groups.interval", "100ms")
            .run();

    assertThat(server.violations()).isEmpty();
    assertThat(summary.groups().sent()).isGreaterThan(10).isEqualTo(server.messages());
    assertThat(summary.groups().acked()).isEqualTo(server.acks());
    assertThat(summary.groups().echoed()).isEqualTo(server.echoes()).isEqualTo(server.acks());
    // Members from the start: some get messages before they are known to be online.
    assertThat(summary.groups().delivered() + summary.groups().unexpected())
        .isEqualTo(server.pushes());
    assertThat(TestUsers.anomalies(summary)).isEmpty();
    return summary;
  }

  @Test
  void members_of_a_group_hear_each_other_and_themselves() throws Exception {
    try (OpenImStandIn server = new OpenImStandIn(Heartbeat.NONE)) {
      Summary summary = inGroup(server);

      assertThat(summary.groups().acked()).isEqualTo(summary.groups().sent());
      assertThat(summary.groups().lost()).isZero();
    }
  }

  @Test
  void refused_group_message_is_told() throws Exception {
    try (OpenImStandIn server = new OpenImStandIn(Heartbeat.NONE)) {
      server.errorOnSend(2);
      Summary summary = inGroup(server);

      assertThat(summary.groups().refused()).isEqualTo(1);
      assertThat(summary.groups().acked()).isEqualTo(summary.groups().sent() - 1);
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
