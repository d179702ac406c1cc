package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.Summary;
import im.stress.server.ImServer;
import im.stress.server.ServerStats;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What became of each group message at each member, against the server's own counts. */
class GroupDeliveriesIT {
  private static final String ALL_FAULTS =
      "drop-push=0.03 duplicate-push=0.03 reorder-push=0.03 misroute-push=0.03";

  @TempDir Path folder;

  private TestUsers users(ImServer server, int users, int size, String interval) {
    return new TestUsers(folder, server.port())
        .set("users", String.valueOf(users))
        .set("ramp-up", "1s")
        .set("duration", "5s")
        .set("message.interval", "0")
        .set("heartbeat.interval", "0")
        .set("groups.size", String.valueOf(size))
        .set("groups.interval", interval)
        .set("run.grace", "2s");
  }

  private static TestUsers overTcp(TestUsers users, ImServer server) {
    return users
        .set("target.url", "tcp://127.0.0.1:" + server.tcpPort().orElseThrow())
        .set("codec.format", "chat-server");
  }

  private static void assertEqual(Summary summary, ServerStats stats) {
    Summary.Groups groups = summary.groups();
    assertThat(groups.sent()).isPositive().isEqualTo(stats.groupMessages());
    assertThat(groups.delivered())
        .isEqualTo(
            stats.groupPushes() - stats.groupPushesDuplicated() - stats.groupPushesMisrouted());
    assertThat(groups.lost()).isEqualTo(stats.groupPushesDropped() + stats.groupPushesOffline());
    assertThat(groups.duplicated()).isEqualTo(stats.groupPushesDuplicated());
    assertThat(groups.misrouted()).isEqualTo(stats.groupPushesMisrouted());
    assertThat(groups.delivered() + groups.lost() + groups.misrouted())
        .isEqualTo(groups.deliveriesIntended());
    assertThat(groups.amplification()).isEqualTo((double) groups.delivered() / groups.sent());
    assertThat(summary.latencyMicros().get("groupDelivery").count()).isEqualTo(groups.delivered());
    assertThat(summary.latencyMicros().get("groupFirst").count())
        .isLessThanOrEqualTo(groups.sent());
    assertThat(TestUsers.anomalies(summary)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "drop-push=0.05, 1",
    "duplicate-push=0.05, 1",
    "misroute-push=0.05, 1",
    "reorder-push=0.05, 1",
    "drop-push=0.03 duplicate-push=0.03 reorder-push=0.03 misroute-push=0.03, 2"
  })
  void two_hundred_groups_of_five_are_counted_exactly(String faults, int shards)
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.with(faults.split(" "))) {
      Summary summary =
          users(server, 1_000, 5, "1s").set("run.shards", String.valueOf(shards)).run();

      assertEqual(summary, server.stats());
      assertThat(summary.groups().count()).isEqualTo(200);
      assertThat(summary.groups().members()).isEqualTo(1_000);
      assertThat(summary.groups().acked()).isEqualTo(server.stats().groupAcks());
      assertThat(summary.groups().unacked()).isZero();
      assertThat(summary.settings().shards()).isEqualTo(shards);
      assertThat(
              server.stats().groupPushesDropped()
                  + server.stats().groupPushesDuplicated()
                  + server.stats().groupPushesReordered()
                  + server.stats().groupPushesMisrouted())
          .isGreaterThan(100);
    }
  }

  @Test
  void one_group_of_a_thousand_is_counted_exactly() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with("drop-push=0.01", "duplicate-push=0.01")) {
      Summary summary = users(server, 1_000, 1_000, "30s").run();

      assertEqual(summary, server.stats());
      assertThat(summary.groups().count()).isEqualTo(1);
      assertThat(summary.groups().amplification()).isBetween(980.0, 999.0);
      assertThat(server.stats().groupPushesDropped()).isGreaterThan(100);
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void a_protocol_without_acks_has_all_but_acks(int shards)
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.withTcp(ALL_FAULTS.split(" "))) {
      Summary summary =
          overTcp(users(server, 300, 5, "500ms"), server)
              .set("run.shards", String.valueOf(shards))
              .run();

      assertEqual(summary, server.stats());
      assertThat(server.stats().groupPushesMisrouted()).isPositive();
      assertThat(summary.groups().acked()).isNull();
      assertThat(summary.latencyMicros()).doesNotContainKey("groupAck");
    }
  }

  @Test
  void without_faults_every_member_gets_every_message() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with()) {
      TestUsers users = users(server, 25, 10, "200ms").set("message.interval", "200ms");
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
              .set("duration", "4s")
              .set("reconnect.policy", "fixed")
              .set("reconnect.delay", "200ms")
              .run();
      Summary.Groups groups = summary.groups();

      assertThat(summary.connections().reconnected()).isPositive();
      assertThat(server.stats().groupJoins()).isEqualTo(60 + summary.connections().reconnected());
      assertThat(groups.lost()).isPositive().isEqualTo(groups.lostInGap());
      assertThat(groups.delivered() + groups.lost()).isEqualTo(groups.deliveriesIntended());
      assertThat(groups.duplicated() + groups.misrouted()).isZero();
    }
  }
}
