package im.stress.standin;

import static im.stress.config.ServerSettings.Architecture.EVENTS;
import static im.stress.config.ServerSettings.Architecture.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Death;
import im.stress.report.Summary;
import im.stress.server.HttpStats;
import im.stress.server.ImServer;
import im.stress.user.TestServer;
import im.stress.user.TestUsers;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Users of the preset {@code chat-room} against a server with faults: whether our figures are its.
 */
@Timeout(60)
class FaultyChatRoomIT {
  private static final int USERS = 12;

  @TempDir Path folder;

  /** Logins of a cold JVM may take longer than a run here. */
  @BeforeAll
  static void warmUp(@TempDir Path other) throws IOException, InterruptedException {
    try (ImServer server = TestServer.withChatRoom(EVENTS)) {
      users(other, server).run();
    }
  }

  private TestUsers users(ImServer server) {
    return users(folder, server);
  }

  private static TestUsers users(Path runFolder, ImServer server) {
    String url = "http://127.0.0.1:" + server.httpPort().getAsInt();
    return PresetUsers.of(runFolder, "chat-room", url)
        .set("users", String.valueOf(USERS))
        .set("heartbeat.interval", "100ms")
        .set("run.grace", "5s");
  }

  private static long unseen(Summary summary) {
    return summary.anomalies().getOrDefault("messagesUnseen", 0L);
  }

  /** Each message has one fate, and what the server has is not called lost. */
  private static void assertFates(Summary summary, HttpStats stats) {
    Summary.Messages messages = summary.messages();
    assertThat(messages.delivered() + messages.passedOver() + messages.lost() + unseen(summary))
        .isEqualTo(messages.sent());
    assertThat(messages.lost()).isLessThanOrEqualTo(messages.sent() - stats.messagesSaved());
    assertThat(messages.duplicated()).isZero();
  }

  /** How many requests of each kind were refused: every fault struck one of them. */
  private static void assertRefusals(Summary summary, HttpStats stats) {
    long logins = summary.connections().lost();
    long looks = summary.anomalies().getOrDefault("lastLooksUnanswered", 0L);
    assertThat(logins + summary.messages().refused() + summary.heartbeats().refused() + looks)
        .isEqualTo(stats.errorsByFault());
    assertThat(summary.messages().refused() + summary.heartbeats().refused()).isPositive();
    assertThat(summary.connections().deaths())
        .extracting(Summary.Death::phase)
        .allMatch(phase -> phase == Death.Phase.LOGIN);
    assertThat(summary.users().loggedIn()).isEqualTo(USERS - logins);
    assertThat(summary.messages().acked()).isEqualTo(stats.messagesSaved());
    assertThat(summary.heartbeats().answered() + summary.heartbeats().refused())
        .isEqualTo(summary.heartbeats().sent());
    assertThat(summary.requests().made())
        .isEqualTo(summary.requests().answered())
        .isEqualTo(stats.requests());
    assertFates(summary, stats);
  }

  @Test
  void errors_by_status_are_refusals_of_whatever_was_asked()
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.withChatRoom(THREADS, "error-status=0.05")) {
      Summary summary = users(server).run();

      assertRefusals(summary, server.stats().http());
      assertThat(summary.requests().errors().get("status"))
          .isEqualTo(server.stats().http().errors());
    }
  }

  @Test
  void errors_in_bodies_with_a_good_status_are_the_same() throws IOException, InterruptedException {
    try (ImServer server = TestServer.withChatRoom(EVENTS, "error-body=0.05")) {
      Summary summary = users(server).run();

      assertRefusals(summary, server.stats().http());
      assertThat(summary.requests().errors().get("status")).isZero();
    }
  }

  @Test
  void connections_that_are_reset_lose_requests_and_nobody_who_is_online()
      throws IOException, InterruptedException {
    try (ImServer server =
        TestServer.withKeptConnectionsOfChatRoom(EVENTS, "reset-after=300ms", "slow-body=20ms")) {
      Summary summary = users(server).set("codec.template.options.keep-alive", "true").run();

      HttpStats stats = server.stats().http();
      Summary.Requests requests = summary.requests();
      long failed =
          requests.errors().values().stream().mapToLong(count -> count).sum()
              - requests.errors().get("status");
      assertThat(failed).isPositive().isLessThanOrEqualTo(stats.resets());
      assertThat(requests.made()).isEqualTo(requests.answered() + failed);
      assertThat(summary.connections().deaths())
          .extracting(Summary.Death::phase)
          .allMatch(phase -> phase == Death.Phase.LOGIN);
      Summary.Messages messages = summary.messages();
      assertThat(messages.acked() + messages.unacked()).isEqualTo(messages.sent());
      assertThat(messages.acked()).isLessThanOrEqualTo(stats.messagesSaved());
      assertFates(summary, stats);
    }
  }

  @Test
  void bodies_that_are_slow_are_waited_for() throws IOException, InterruptedException {
    try (ImServer server = TestServer.withChatRoom(THREADS, "slow-body=20ms")) {
      Summary summary = users(server).run();

      assertThat(summary.connections().lost()).isZero();
      assertThat(summary.messages().acked())
          .isEqualTo(summary.messages().sent())
          .isEqualTo(summary.messages().delivered())
          .isEqualTo(server.stats().http().messagesSaved());
      assertThat(summary.latencyMicros().get("ack").min()).isGreaterThan(19_800);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1000, false"})
  void messages_that_are_saved_late_are_passed_over_unless_polls_overlap(
      int overlapMillis, boolean passedOver) throws IOException, InterruptedException {
    try (ImServer server = TestServer.withChatRoom(THREADS, "late-save=500ms")) {
      Summary summary =
          users(server)
              .set("users", "4")
              .set("message.contacts", "friends(3)")
              .set("message.interval", "50ms")
              .set("heartbeat.interval", "50ms")
              .set("codec.template.options.overlap", String.valueOf(overlapMillis))
              .run();

      assertThat(summary.messages().sent()).isPositive();
      assertThat(summary.messages().passedOver() > 0).isEqualTo(passedOver);
      assertThat(summary.messages().delivered() + summary.messages().passedOver())
          .isEqualTo(summary.messages().sent())
          .isEqualTo(server.stats().http().messagesSaved());
      assertThat(summary.messages().lost()).isZero();
      assertFates(summary, server.stats().http());
    }
  }
}
