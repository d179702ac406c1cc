package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.Summary;
import im.stress.server.ImServer;
import im.stress.server.ServerStats;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What became of each group message at each member, against the server's own counts. */
class GroupDeliveriesIT {
  private static final String[] PUSH_FAULTS = {
    "drop-push=0.03",
    "duplicate-push=0.03",
    "reorder-push=0.03",
    "misroute-push=0.03",
    "echo-group=0.03"
  };
  private static final String[] JOIN_FAULTS = {"reject-join=0.1", "drop-push=0.03"};

  @TempDir Path folder;

  private TestUsers users(ImServer server, int users, int size, String interval) {
    return new TestUsers(folder, server.port())
        .set("users", String.valueOf(users))
        .set("duration", "2s")
        .set("message.interval", "0")
        .set("heartbeat.interval", "0")
        .set("groups.size", String.valueOf(size))
        .set("groups.interval", interval)
        // Longer than the server holds back what it reorders.
        .set("run.grace", "2s");
  }

  private static void assertEqual(Summary summary, ServerStats stats) {
    Summary.Groups groups = summary.groups();
    assertThat(groups.joins()).isEqualTo(stats.groupJoins());
    assertThat(groups.joinsRefused()).isEqualTo(stats.groupJoinsRejected());
    assertThat(groups.sent()).isPositive().isEqualTo(stats.groupMessages());
    assertThat(groups.delivered())
        .isEqualTo(
            stats.groupPushes() - stats.groupPushesDuplicated() - stats.groupPushesMisrouted());
    // Who gets a push in place of a member makes up for nothing.
    assertThat(groups.lost())
        .isEqualTo(
            stats.groupPushesDropped() + stats.groupPushesOffline() + stats.groupPushesMisrouted());
    assertThat(groups.duplicated()).isEqualTo(stats.groupPushesDuplicated());
    assertThat(groups.delivered() + groups.lost() + groups.notJoined())
        .isEqualTo(groups.deliveriesIntended());
    assertThat(groups.unexpected()).isZero();
    assertThat(groups.amplification()).isEqualTo((double) groups.delivered() / groups.sent());
    assertThat(summary.latencyMicros().get("groupDelivery").count()).isEqualTo(groups.delivered());
    assertThat(summary.latencyMicros().get("groupFirst").count())
        .isLessThanOrEqualTo(groups.sent());
  }

  @Test
  void a_hundred_groups_of_five_in_two_processes_are_counted_exactly()
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.with(PUSH_FAULTS)) {
      Summary summary =
          users(server, 500, 5, "200ms")
              .set("run.shards", "2")
              .set("codec.template.echo", "true")
              .run();
      ServerStats stats = server.stats();

      assertEqual(summary, stats);
      assertThat(summary.groups().misrouted()).isEqualTo(stats.groupPushesMisrouted()).isPositive();
      assertThat(summary.groups().echoed()).isEqualTo(stats.groupEchoes()).isPositive();
      assertThat(summary.groups().count()).isEqualTo(100);
      assertThat(summary.groups().members()).isEqualTo(500);
      assertThat(summary.groups().acked()).isEqualTo(stats.groupAcks());
      assertThat(summary.groups().unacked()).isZero();
      assertThat(summary.settings().shards()).isEqualTo(2);
      assertThat(stats.groupPushesDropped()).isPositive();
      assertThat(stats.groupPushesReordered()).isPositive();
      assertThat(TestUsers.anomalies(summary)).isEmpty();
    }
  }

  /** This one has no acks, no answers to wishes to join, and no echoes: they are misrouted. */
  @Test
  void a_protocol_without_acks_has_all_but_acks() throws IOException, InterruptedException {
    try (ImServer server = TestServer.withTcp(PUSH_FAULTS)) {
      Summary summary =
          users(server, 200, 5, "300ms")
              .set("target.url", "tcp://127.0.0.1:" + server.tcpPort().orElseThrow())
              .set("codec.format", "chat-server")
              .run();
      ServerStats stats = server.stats();

      assertEqual(summary, stats);
      assertThat(stats.groupPushesMisrouted()).isPositive();
      assertThat(stats.groupEchoes()).isPositive();
      assertThat(summary.groups().misrouted())
          .isEqualTo(stats.groupPushesMisrouted() + stats.groupEchoes());
      assertThat(summary.groups().acked()).isNull();
      assertThat(summary.latencyMicros()).doesNotContainKey("groupAck");
      assertThat(TestUsers.anomalies(summary)).isEmpty();
    }
  }

  @Test
  void a_server_that_refuses_members_fails_the_run_and_is_named()
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.with(JOIN_FAULTS)) {
      Summary summary =
          users(server, 200, 5, "200ms").set("thresholds", "success.groupDelivery >= 0.95").run();
      Summary.Groups groups = summary.groups();

      assertEqual(summary, server.stats());
      assertThat(groups.members()).isEqualTo(200 - groups.joinsRefused());
      assertThat(groups.notJoined()).isPositive();
      assertThat(summary.success().groupDelivery()).isBetween(0.5, 0.94);
      assertThat(summary.reasons())
          .filteredOn(reason -> reason.startsWith("success."))
          .singleElement()
          .asString()
          .endsWith("of 200 wishes to join a group " + groups.joinsRefused() + " were refused");
    }
  }

  @Test
  void one_group_of_five_hundred_is_counted_exactly() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with("drop-push=0.01", "duplicate-push=0.01")) {
      Summary summary = users(server, 500, 500, "10s").run();

      assertEqual(summary, server.stats());
      assertThat(summary.groups().count()).isEqualTo(1);
      assertThat(summary.groups().amplification()).isBetween(485.0, 499.0);
      assertThat(server.stats().groupPushesDropped()).isPositive();
    }
  }

  @Test
  void without_faults_every_member_gets_every_message() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with()) {
      TestUsers users = users(server, 25, 10, "100ms").set("message.interval", "100ms");
      Summary summary = users.run();

      assertEqual(summary, server.stats());
      assertThat(summary.groups().count()).isEqualTo(3);
      assertThat(summary.groups().lost()).isZero();
      assertThat(summary.success().groupDelivery()).isEqualTo(1.0);
      assertThat(summary.messages().acked()).isPositive().isEqualTo(server.stats().acks());
      assertThat(summary.messages().delivered()).isEqualTo(server.stats().pushes());
      for (String spread : new String[] {"groupFirst", "groupMedian", "groupLast", "groupAck"}) {
        assertThat(summary.latencyMicros().get(spread).count())
            .as(spread)
            .isEqualTo(summary.groups().sent());
      }
      assertThat(users.log().count("ok GROUP_DELIVERY")).isEqualTo(summary.groups().delivered());
      assertThat(server.stats().groupJoins()).isEqualTo(25);
    }
  }

  @Test
  void acks_that_never_come_are_told_for_group_messages_alone()
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.with("drop-ack=0.2")) {
      Summary summary = users(server, 40, 4, "100ms").set("message.interval", "100ms").run();
      ServerStats stats = server.stats();

      assertThat(summary.groups().acked()).isEqualTo(stats.groupAcks());
      assertThat(summary.groups().unacked()).isEqualTo(stats.groupAcksDropped()).isPositive();
      assertThat(summary.messages().acked()).isEqualTo(stats.acks());
      assertThat(summary.messages().unacked()).isEqualTo(stats.acksDropped()).isPositive();
    }
  }

  @Test
  void who_comes_back_joins_again_and_what_it_missed_is_lost_in_a_gap()
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.with("reset-after=1500ms")) {
      Summary summary =
          users(server, 60, 20, "100ms")
              .set("duration", "3s")
              .set("reconnect.policy", "fixed")
              .set("reconnect.delay", "200ms")
              .run();
      Summary.Groups groups = summary.groups();

      assertThat(summary.connections().reconnected()).isPositive();
      assertThat(server.stats().groupJoins()).isEqualTo(60 + summary.connections().reconnected());
      assertThat(groups.lost()).isPositive().isEqualTo(groups.lostInGap());
      assertThat(groups.delivered() + groups.lost()).isEqualTo(groups.deliveriesIntended());
      // A server that knows its members pushes before they hear that they are members again.
      assertThat(groups.delivered() + groups.unexpected())
          .isLessThanOrEqualTo(server.stats().groupPushes());
      assertThat(groups.duplicated() + groups.misrouted()).isZero();
    }
  }
}
