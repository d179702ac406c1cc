package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.record.Storm;
import im.stress.report.Summary;
import im.stress.server.ImServer;
import im.stress.server.ServerStats;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users who come back, and what their absence cost. */
class ReconnectIT {
  @TempDir Path folder;

  private TestUsers users(ImServer server) {
    return new TestUsers(folder, server.port())
        .set("users", "200")
        .set("ramp-up", "1s")
        .set("duration", "5s")
        .set("message.interval", "200ms")
        .set("heartbeat.interval", "1s")
        .set("run.grace", "2s")
        .set("reconnect.delay", "200ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fixed", "exponential"})
  @Tag("alone")
  void the_ledger_survives_reconnects_and_equals_the_servers_counts(String policy)
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.with("close-after=2s:1012", "drop-push=0.02")) {
      Summary summary = users(server).set("reconnect.policy", policy).run();
      ServerStats stats = server.stats();

      assertThat(summary.connections().reconnected()).isGreaterThanOrEqualTo(200);
      assertThat(summary.connections().opened()).isEqualTo(stats.connectionsOpened());
      assertThat(summary.connections().lost()).isEqualTo(stats.closes().get("1012"));
      assertThat(summary.messages().delivered()).isEqualTo(stats.pushes());
      assertThat(summary.messages().acked()).isEqualTo(stats.acks());
      // What the server never read was on its way when the server closed.
      long unread = summary.messages().sent() - stats.messages();
      assertThat(summary.messages().lost())
          .isEqualTo(stats.pushesDropped() + stats.pushesOffline() + unread);
      // A dropped push may have been under way as well, when the server closed.
      assertThat(summary.messages().lostInGap())
          .isBetween(
              stats.pushesOffline() + unread,
              stats.pushesOffline() + unread + stats.pushesDropped() / 4);
      assertThat(summary.latencyMicros().get("reconnect").count())
          .isEqualTo(summary.connections().reconnected());
    }
  }

  @Test
  void without_a_policy_a_lost_user_stays_lost() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with("close-after=2s:1012")) {
      Summary summary = users(server).run();

      assertThat(summary.connections().attempted()).isEqualTo(200);
      assertThat(summary.connections().lost()).isEqualTo(200);
      assertThat(summary.connections().reconnected()).isZero();
    }
  }

  @Test
  void attempts_are_limited() throws IOException, InterruptedException {
    ImServer server = TestServer.with();
    TestUsers users =
        users(server)
            .set("users", "20")
            .set("reconnect.policy", "fixed")
            .set("reconnect.max-attempts", "3");
    Thread closing =
        new Thread(
            () -> {
              while (server.stats().logins() < 20) {
                Thread.onSpinWait();
              }
              server.close();
            });
    closing.start();
    Summary summary = users.run();
    closing.join();

    assertThat(summary.connections().attempted()).isEqualTo(20 + 20 * 3);
    assertThat(summary.connections().lost()).isEqualTo(20 + 20 * 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "reset", "silence"})
  void a_storm_cuts_its_share_and_tells_when_they_are_back(String cut)
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.with()) {
      TestUsers users =
          users(server)
              .set("reconnect.policy", "exponential")
              .set("storm.at", "2s")
              .set("storm.percent", "50")
              .set("storm.cut", cut);
      Summary summary = users.run();
      Storm storm = summary.storm();

      long lost = storm.cut();
      assertThat(lost).isBetween(70L, 130L);
      assertThat(storm.back()).isEqualTo(lost);
      assertThat(summary.connections().lost()).isEqualTo(lost);
      assertThat(summary.connections().reconnected()).isEqualTo(lost);
      assertThat(server.stats().logins()).isEqualTo(200 + lost);
      assertThat(storm.millisUntil50PercentBack())
          .isLessThanOrEqualTo(storm.millisUntil100PercentBack());
      assertThat(storm.millisUntil100PercentBack()).isPositive();
      assertThat(storm.peakConnectsPerSecond()).isBetween(1L, lost);
      assertThat(storm.loginP99Micros()).isPositive();
      assertThat(storm.secondWaveDeaths()).isZero();
      assertThat(summary.messages().lostInGap()).isEqualTo(summary.messages().lost());
    }
  }

  @Test
  void a_storm_over_two_processes_is_one() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with()) {
      Summary summary =
          users(server)
              .set("run.shards", "2")
              .set("reconnect.policy", "exponential")
              .set("storm.at", "2s")
              .run();
      Storm storm = summary.storm();

      assertThat(storm.cut()).isEqualTo(summary.connections().lost()).isGreaterThan(1);
      assertThat(storm.back()).isEqualTo(storm.cut());
      assertThat(storm.millisUntil50PercentBack())
          .isLessThanOrEqualTo(storm.millisUntil100PercentBack());
      assertThat(storm.peakConnectsPerSecond()).isBetween(1L, storm.cut());
      assertThat(storm.unmergedProcesses()).isNull();
    }
  }

  @Test
  void the_rate_of_reconnects_is_limited() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with()) {
      Summary summary =
          users(server)
              .set("reconnect.policy", "fixed")
              .set("reconnect.max-per-second", "40")
              .set("duration", "9s")
              .set("storm.at", "2s")
              .set("storm.percent", "100")
              .run();

      assertThat(summary.storm().cut()).isEqualTo(200);
      assertThat(summary.reasons()).noneMatch(reason -> reason.contains("users lost"));
      // Away for 2.5 s of 9.5 s, on average.
      assertThat(summary.success().online()).isBetween(0.6, 0.78);
      assertThat(summary.storm().peakConnectsPerSecond()).isLessThanOrEqualTo(42);
      // 200 users at 40 a second.
      assertThat(summary.storm().millisUntil100PercentBack()).isGreaterThanOrEqualTo(4_900);
    }
  }
}
