package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.Summary;
import im.stress.user.TestUsers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users with the preset {@code wukongim} against {@link WukongImStandIn}. */
@Timeout(60)
class WukongImIT {
  /** Within this time each receipt has to come; longer than any stall of a busy machine. */
  private static final long RECEIPT_MILLIS = 20_000;

  @TempDir Path folder;

  private static WukongImStandIn patient() {
    return new WukongImStandIn(Heartbeat.NONE, RECEIPT_MILLIS);
  }

  private PresetRun users(StandInServer server) {
    return new PresetRun(folder, "wukongim", server)
        .column("uid", uid -> uid)
        .column("token", StandInUsers::tokenOf)
        .set("heartbeat.interval", "200ms");
  }

  private void assertAllIsWell(WukongImStandIn server) throws Exception {
    Summary summary = users(server).allIsWell();

    assertThat(server.receipts()).isEqualTo(server.pushes());
    assertThat(server.receiptsDue()).isZero();
    assertThat(summary.heartbeats().answered())
        .isEqualTo(server.heartbeatsAnswered())
        .isGreaterThan(10);
  }

  @Test
  void users_and_server_count_the_same() throws Exception {
    // A user who sends nothing for 5 s would be closed.
    try (WukongImStandIn server = new WukongImStandIn(new Heartbeat(0, 5_000), RECEIPT_MILLIS)) {
      assertAllIsWell(server);
    }
  }

  @Test
  void servers_whose_pongs_have_an_id_alone_are_understood() throws Exception {
    try (WukongImStandIn server = patient()) {
      server.answerPingsById();
      assertAllIsWell(server);
    }
  }

  private Summary inGroup(WukongImStandIn server) throws Exception {
    server.makeGroup("g0", "u0", "u1", "u2", "u3");
    Summary summary =
        users(server)
            .set("message.interval", "0")
            .set("groups.size", "4")
            .set("groups.interval", "100ms")
            .run();

    assertThat(server.violations()).isEmpty();
    assertThat(summary.groups().sent()).isGreaterThan(10).isEqualTo(server.messages());
    assertThat(summary.groups().acked()).isEqualTo(server.acks());
    // Members from the start: some get messages before they are known to be online.
    assertThat(summary.groups().delivered() + summary.groups().unexpected())
        .isEqualTo(server.pushes());
    assertThat(TestUsers.anomalies(summary)).isEmpty();
    return summary;
  }

  @Test
  void members_of_a_group_hear_each_other() throws Exception {
    try (WukongImStandIn server = patient()) {
      Summary summary = inGroup(server);

      assertThat(summary.groups().acked()).isEqualTo(summary.groups().sent());
      assertThat(summary.groups().lost()).isZero();
      assertThat(server.receipts()).isEqualTo(server.pushes());
    }
  }

  @Test
  void refused_group_message_is_told() throws Exception {
    try (WukongImStandIn server = patient()) {
      server.errorOnSend(2);
      Summary summary = inGroup(server);

      assertThat(summary.groups().refused()).isEqualTo(1);
      assertThat(summary.groups().acked()).isEqualTo(summary.groups().sent() - 1);
    }
  }

  @Test
  void lost_push_is_told() throws Exception {
    try (WukongImStandIn server = patient()) {
      users(server).lostPushIsTold();
    }
  }

  @Test
  void refused_message_is_told() throws Exception {
    try (WukongImStandIn server = patient()) {
      users(server).refusedMessageIsTold();
    }
  }

  @Test
  void refused_logins_are_told() throws Exception {
    try (WukongImStandIn server = patient()) {
      users(server).refusedLoginsAreTold("closed today");
    }
  }
}
