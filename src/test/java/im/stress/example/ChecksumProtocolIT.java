package im.stress.example;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.Summary;
import im.stress.user.TestUsers;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users speak the protocol of docs/protocol-spi.md, which is found by the name of its class. */
@Timeout(60)
class ChecksumProtocolIT {
  @TempDir Path folder;

  private TestUsers users(ChecksumServer server) {
    return new TestUsers(folder, server.port())
        .set("target.url", "tcp://127.0.0.1:" + server.port())
        .set("codec.format", ChecksumProtocol.class.getName())
        .set("users", "2")
        .set("ramp-up", "100ms")
        .set("duration", "1s")
        .set("message.interval", "50ms")
        .set("message.ack-timeout", "10s")
        .set("heartbeat.interval", "100ms")
        .set("heartbeat.timeout", "10s");
  }

  private static void assertNothingWrong(Summary summary) {
    assertThat(summary.users().loggedIn()).isEqualTo(2);
    assertThat(summary.connections().lost()).isZero();
    assertThat(summary.messages().sent()).isGreaterThan(10);
    assertThat(summary.messages().delivered()).isEqualTo(summary.messages().sent());
    assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent());
    assertThat(summary.heartbeats().sent()).isGreaterThan(5);
    assertThat(summary.heartbeats().answered()).isEqualTo(summary.heartbeats().sent());
    assertThat(TestUsers.anomalies(summary)).isEmpty();
  }

  @Test
  void login_chats_with_acks_and_heartbeats() throws IOException, InterruptedException {
    try (ChecksumServer server = new ChecksumServer(false, 0)) {
      assertNothingWrong(users(server).run());
    }
  }

  @Test
  void messages_that_come_byte_by_byte() throws IOException, InterruptedException {
    try (ChecksumServer server = new ChecksumServer(true, 0)) {
      assertNothingWrong(users(server).run());
    }
  }

  @Test
  void a_wrong_checksum_ends_the_connection_as_unreadable()
      throws IOException, InterruptedException {
    try (ChecksumServer server = new ChecksumServer(false, 1)) {
      TestUsers users = users(server);
      Summary summary = users.run();

      assertThat(server.wrongChecksums()).isEqualTo(1);
      assertThat(summary.connections().lost()).isEqualTo(1);
      assertThat(users.log().count("lost online codec")).isEqualTo(1);
      assertThat(TestUsers.anomalies(summary)).containsEntry("framesMalformed", 1L);
    }
  }

  @Test
  void a_wrong_token_is_refused() throws IOException, InterruptedException {
    try (ChecksumServer server = new ChecksumServer(false, 0)) {
      TestUsers users = users(server).set("login.token", "nobody's");
      Summary summary = users.run();

      assertThat(summary.users().loggedIn()).isZero();
      assertThat(users.log().count("lost login login-rejected")).isEqualTo(2);
    }
  }
}
