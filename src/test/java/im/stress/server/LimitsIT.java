package im.stress.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.ServerSettings;
import im.stress.config.SettingsException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the server takes from one client, and no more. */
class LimitsIT {
  /** Most that Linux keeps for one loopback connection: tcp_wmem and tcp_rmem, 4 and 6 MiB. */
  private static final long KERNEL_BYTES = 10 * 1024 * 1024;

  @Test
  void frame_over_the_limit_closes() throws IOException {
    try (ImServer server = TestServer.withFaults();
        RawClient client = RawClient.login(server, "u1")) {
      client.sendFrame(0x80 | RawClient.TEXT, new byte[TestServer.MAX_FRAME_BYTES + 1]);
      assertThat(client.closeFrame()).startsWith("1009 ");
      assertThat(server.stats().framesMalformed()).isEqualTo(1);
    }
  }

  @Test
  void frame_of_just_the_limit_is_taken() throws IOException {
    try (ImServer server = TestServer.withFaults();
        RawClient client = RawClient.login(server, "u1")) {
      String ping = "{\"type\":\"ping\",\"seq\":1}";
      client.send(ping + " ".repeat(TestServer.MAX_FRAME_BYTES - ping.length()));
      assertThat(client.text()).contains("pong");
    }
  }

  @Test
  void message_in_too_many_frames_closes() throws IOException {
    try (ImServer server = TestServer.withFaults();
        RawClient client = RawClient.login(server, "u1")) {
      byte[] half = " ".repeat(TestServer.MAX_FRAME_BYTES / 2 + 1).getBytes(UTF_8);
      client.sendFrame(RawClient.TEXT, half);
      client.sendFrame(0, half);
      assertThat(client.closeFrame()).startsWith("1009 ");
    }
  }

  @Test
  void login_beyond_the_limit_is_rejected() throws IOException {
    List<RawClient> clients = new ArrayList<>();
    try (ImServer server = TestServer.withFaults();
        RawClient late = RawClient.connect(server)) {
      for (int i = 0; i < TestServer.MAX_USERS; i++) {
        clients.add(RawClient.login(server, "u" + i));
      }
      late.sendLogin("late");
      assertThat(late.text())
          .isEqualTo("{\"type\":\"login_ack\",\"code\":503,\"reason\":\"server full\"}");
      assertThat(late.closeFrame()).isEqualTo("1013 server full");
      RawClient.login(server, "u0").close();
      assertThat(server.stats().loginsRejected()).isEqualTo(1);
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void reader_that_does_not_read_is_cut_off() throws IOException {
    try (ImServer server = TestServer.withFaults();
        RawClient sender = RawClient.login(server, "u1");
        RawClient lazy = RawClient.login(server, "u2")) {
      String content = "x".repeat(3000);
      int sent = 0;
      while (server.stats().closes().isEmpty() && sent * 3000L < 4 * KERNEL_BYTES) {
        sender.send(
            "{\"type\":\"chat\",\"id\":\"m\",\"to\":\"u2\",\"content\":\"" + content + "\"}");
        assertThat(sender.text()).contains("chat_ack");
        sent++;
      }
      ServerStats stats = server.stats();
      assertThat(stats.closes()).containsOnlyKeys("slow-consumer");
      assertThat(stats.pushes() * 3000).isLessThan(KERNEL_BYTES + 2 * TestServer.MAX_QUEUED_BYTES);
      sender.sendChat("after", "u2");
      assertThat(sender.textsUntilPong()).hasSize(1);
      assertThat(server.stats().pushesOffline()).isPositive();
      assertThat(lazy.text()).contains("push");
    }
  }

  @Test
  void port_that_is_taken_is_named_with_the_way_out() {
    try (ImServer server = TestServer.withFaults()) {
      assertThatThrownBy(() -> ImServer.start(TestServer.at(server.port())))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("port " + server.port())
          .hasMessageContaining("ss -ltnp 'sport = :" + server.port() + "'")
          .hasMessageContaining("--port N")
          .hasMessageContaining("--set im.server.port=N");
    }
  }

  @Test
  void address_of_another_machine_is_refused() {
    ServerSettings elsewhere =
        new ServerSettings(
            "192.0.2.1",
            0,
            ServerSettings.Tcp.CLOSED,
            new ServerSettings.Limits(Duration.ZERO, 1000, 10, 1000),
            1,
            List.of());
    assertThatThrownBy(() -> ImServer.start(elsewhere))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("192.0.2.1");
  }

  @Test
  void port_is_free_again_after_close() {
    ImServer first = TestServer.withFaults();
    int port = first.port();
    first.close();
    first.close();
    try (ImServer second = ImServer.start(TestServer.at(port))) {
      assertThat(second.port()).isEqualTo(port);
    }
  }
}
