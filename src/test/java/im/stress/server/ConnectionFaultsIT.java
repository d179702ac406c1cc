package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Logins and connections that the server ends, or answers no more. */
class ConnectionFaultsIT {
  @Test
  void some_logins_are_rejected() throws IOException {
    int rejected = 0;
    try (ImServer server = TestServer.withFaults("reject-login=0.5")) {
      for (int i = 0; i < 40; i++) {
        try (RawClient client = RawClient.connect(server)) {
          client.sendLogin("u" + i);
          if (client.text().contains("\"code\":401,\"reason\":\"rejected by fault\"")) {
            assertThat(client.closeFrame()).startsWith("1008 ");
            rejected++;
          }
        }
      }
      assertThat(rejected).isBetween(5, 35);
      assertThat(server.stats().loginsRejected()).isEqualTo(rejected);
      assertThat(server.stats().logins()).isEqualTo(40 - rejected);
    }
  }

  @Test
  void connection_is_closed_at_its_age() throws IOException {
    try (ImServer server = TestServer.withFaults("close-after=200ms:4321");
        RawClient client = RawClient.login(server, "u1")) {
      assertThat(client.closeFrame()).isEqualTo("4321 fault");
      assertThat(server.stats().closes()).isEqualTo(Map.of("4321", 1L));
    }
  }

  @Test
  void connection_is_reset_at_its_age() throws IOException {
    try (ImServer server = TestServer.withFaults("reset-after=200ms");
        RawClient client = RawClient.login(server, "u1")) {
      assertThatThrownBy(client::frame)
          .isInstanceOf(SocketException.class)
          .isNotInstanceOf(EOFException.class)
          .hasMessageContaining("reset");
      assertThat(server.stats().closes()).isEqualTo(Map.of("1006", 1L));
    }
  }

  @Test
  void user_is_kicked_at_his_age() throws IOException {
    try (ImServer server = TestServer.withFaults("kick-after=200ms");
        RawClient client = RawClient.login(server, "u1")) {
      assertThat(client.text()).contains("\"type\":\"kick\"");
      assertThat(client.closeFrame()).startsWith("4001 ");
    }
  }

  @Test
  void silent_connection_is_kept_and_answers_nothing() throws IOException {
    try (ImServer server = TestServer.withFaults("silent-after=700ms");
        RawClient silent = RawClient.login(server, "u1")) {
      await()
          .until(
              () -> {
                silent.sendChat("m", "nobody");
                return server.stats().messagesIgnored() > 0;
              });
      silent.sendPing(5);
      try (RawClient sender = RawClient.login(server, "u2")) {
        sender.sendChat("m000000", "u1");
        assertThat(sender.textsUntilPong()).hasSize(1);
      }
      assertThat(server.stats().pushesDropped()).isEqualTo(1);
      assertThat(server.stats().heartbeats()).isEqualTo(1);
      assertThat(server.stats().connectionsOpen()).isPositive();
      for (long acks = server.stats().acks(); acks > 1; acks--) {
        assertThat(silent.text()).contains("chat_ack");
      }
      assertThat(silent.hasInput()).isFalse();
    }
  }
}
