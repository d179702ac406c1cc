package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.Summary;
import im.stress.server.ImServer;
import im.stress.server.ServerStats;
import im.stress.user.TestServer;
import im.stress.user.TestUsers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users of the preset {@code im-connect} against the embedded server, which speaks it. */
@Timeout(60)
class ImConnectIT {
  @TempDir Path folder;

  private TestUsers users(ImServer server) {
    return PresetUsers.of(folder, "im-connect", "ws://127.0.0.1:" + server.port() + "/websocket")
        .set("duration", "2s")
        .set("heartbeat.interval", "200ms")
        .set("heartbeat.timeout", "10s");
  }

  @Test
  void users_and_server_count_the_same() throws IOException, InterruptedException {
    try (ImServer server = TestServer.imConnect()) {
      Summary summary = PresetUsers.allIsWell(users(server));

      ServerStats stats = server.stats();
      assertThat(stats.logins()).isEqualTo(PresetUsers.USERS);
      assertThat(stats.messages()).isEqualTo(summary.messages().sent());
      assertThat(stats.acks()).isEqualTo(summary.messages().acked());
      assertThat(stats.pushes()).isEqualTo(summary.messages().delivered());
      assertThat(stats.receipts()).isEqualTo(summary.messages().delivered());
      assertThat(stats.pushesRepeated()).isZero();
      assertThat(stats.heartbeats()).isEqualTo(summary.heartbeats().answered()).isPositive();
      assertThat(stats.framesMalformed()).isZero();
    }
  }

  @Test
  void without_receipts_the_server_pushes_again_and_that_is_told_as_duplicates()
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.imConnect()) {
      Summary summary =
          users(server)
              .set("codec.template.receipts", "false")
              .set("message.interval", "1s")
              .set("duration", "7s")
              .run();

      ServerStats stats = server.stats();
      assertThat(stats.receipts()).isZero();
      assertThat(stats.pushesRepeated()).isPositive();
      assertThat(summary.messages().duplicated()).isEqualTo(stats.pushesRepeated());
      assertThat(summary.messages().delivered()).isEqualTo(summary.messages().sent());
    }
  }

  @Test
  void a_lost_push_is_a_lost_message() throws IOException, InterruptedException {
    try (ImServer server = TestServer.imConnect("drop-push=0.3")) {
      Summary summary = users(server).run();

      ServerStats stats = server.stats();
      assertThat(stats.pushesDropped()).isPositive();
      assertThat(summary.messages().lost()).isEqualTo(stats.pushesDropped());
      assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent());
    }
  }

  @Test
  void a_refusal_is_a_close_before_the_upgrade() throws IOException, InterruptedException {
    try (ImServer server = TestServer.imConnect("reject-login=1")) {
      Summary summary = users(server).run();

      assertThat(summary.users().loggedIn()).isZero();
      assertThat(summary.connections().deaths())
          .extracting(Summary.Death::cause)
          .containsOnly("closed-by-server");
      assertThat(TestUsers.anomalies(summary)).isEqualTo(Map.of());
    }
  }
}
