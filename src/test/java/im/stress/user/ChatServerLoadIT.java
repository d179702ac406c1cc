package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.Summary;
import im.stress.server.ImServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users of the preset {@code chat-server} over TCP: at a high rate, and over TLS. */
@Tag("alone")
class ChatServerLoadIT {
  @TempDir Path folder;

  private TestUsers users(String url) {
    return new TestUsers(folder, 1)
        .set("target.url", url)
        .set("codec.format", "chat-server")
        .set("ramp-up", "1s");
  }

  /** 10,000 messages a second. */
  @Test
  void a_message_each_10_ms_of_100_users_holds_its_schedule() throws Exception {
    try (ImServer server = TestServer.withTcp()) {
      Summary summary =
          users("tcp://127.0.0.1:" + server.tcpPort().getAsInt())
              .set("users", "100")
              .set("duration", "4s")
              .set("message.interval", "10ms")
              .run();

      long due =
          summary.messages().intended()
              + summary.messages().skippedNoContact()
              + summary.anomalies().getOrDefault("messagesDueOffline", 0L);
      // 45,000 in 4.5 s on average of 100 users; fewer where a cold JVM lets them begin late.
      assertThat(due).isBetween(40_000L, 45_600L);
      assertThat(summary.messages().sent()).isEqualTo(summary.messages().intended());
      assertThat(summary.messages().delivered()).isEqualTo(summary.messages().sent());
      assertThat(server.stats().messages()).isEqualTo(summary.messages().sent());
      assertThat(summary.success().ack()).isNull();
      assertThat(summary.messages().acked()).isNull();
      assertThat(summary.heartbeats()).isNull();
    }
  }

  @Test
  void tls_is_spoken_to_a_gateway_that_takes_it_off() throws Exception {
    SelfSigned certificate = SelfSigned.in(folder);
    try (ImServer server = TestServer.withTcp();
        TlsFront front = new TlsFront(certificate.server(), server.tcpPort().getAsInt())) {
      Summary summary =
          users("tls://127.0.0.1:" + front.port())
              .set("connection.trust-certificates", certificate.certificate().toString())
              .set("users", "10")
              .set("duration", "2s")
              .set("message.interval", "100ms")
              .run();

      assertThat(summary.users().loggedIn()).isEqualTo(10);
      assertThat(summary.connections().lost()).isZero();
      assertThat(summary.messages().sent()).isGreaterThan(100);
      assertThat(summary.messages().delivered()).isEqualTo(summary.messages().sent());
      assertThat(server.stats().messages()).isEqualTo(summary.messages().sent());
    }
  }

  /** The server ends each object with a newline; so does the preset, told to. */
  @Test
  void objects_separated_by_newlines_are_read_and_written() throws Exception {
    try (ImServer server = TestServer.withTcpLines("drop-push=0.1", "duplicate-push=0.1")) {
      Summary summary =
          users("tcp://127.0.0.1:" + server.tcpPort().getAsInt())
              .set("codec.template.framing", "lines")
              .set("users", "20")
              .set("duration", "2s")
              .set("message.interval", "50ms")
              .run();

      assertThat(summary.messages().sent()).isEqualTo(server.stats().messages());
      assertThat(summary.messages().lost()).isEqualTo(server.stats().pushesDropped());
      assertThat(summary.messages().duplicated()).isEqualTo(server.stats().pushesDuplicated());
      assertThat(summary.messages().lost()).isPositive();
    }
  }
}
