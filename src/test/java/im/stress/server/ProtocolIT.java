package im.stress.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client may rely on when no fault is asked for. */
class ProtocolIT {
  private ImServer server;

  @BeforeEach
  void start() {
    server = TestServer.withFaults();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RawClient login(String uid) throws IOException {
    return RawClient.login(server, uid);
  }

  @Test
  void login_is_acknowledged_and_counted() throws IOException {
    try (RawClient client = login("u1")) {
      assertThat(client.statusLine()).contains("101");
      assertThat(server.stats().logins()).isEqualTo(1);
      assertThat(server.stats().connectionsOpened()).isEqualTo(1);
      assertThat(server.stats().connectionsOpen()).isEqualTo(1);
    }
  }

  @Test
  void any_query_is_taken_and_any_other_path_is_not() throws IOException {
    try (RawClient query = RawClient.connect(server, "/websocket?userId=7&x=y");
        RawClient other = RawClient.connect(server, "/websockets")) {
      assertThat(query.statusLine()).contains("101");
      assertThat(other.statusLine()).contains("404");
    }
  }

  @Test
  void message_before_login_closes() throws IOException {
    try (RawClient client = RawClient.connect(server)) {
      client.sendPing(1);
      assertThat(client.closeFrame()).isEqualTo("1008 login first");
      assertThat(server.stats().heartbeats()).isZero();
      assertThat(server.stats().closes()).isEqualTo(Map.of("1008", 1L));
    }
  }

  @Test
  void second_login_on_one_connection_closes() throws IOException {
    try (RawClient client = login("u1")) {
      client.sendLogin("u2");
      assertThat(client.closeFrame()).isEqualTo("1008 already logged in");
    }
  }

  @Test
  void ping_is_answered_with_its_number() throws IOException {
    try (RawClient client = login("u1")) {
      client.sendPing(9_000_000_000L);
      assertThat(client.text()).isEqualTo("{\"type\":\"pong\",\"seq\":9000000000}");
      client.send("{\"type\":\"ping\"}");
      assertThat(client.text()).isEqualTo("{\"type\":\"pong\"}");
      assertThat(server.stats().heartbeats()).isEqualTo(2);
    }
  }

  @Test
  void ping_frame_is_answered_by_a_pong_frame_with_its_payload() throws IOException {
    try (RawClient client = login("u1")) {
      client.sendFrame(0x80 | RawClient.PING, new byte[] {'a', 'b'});
      RawClient.Frame pong = client.frame();
      assertThat(pong.opcode()).isEqualTo(RawClient.PONG);
      assertThat(pong.text()).isEqualTo("ab");
      assertThat(server.stats().heartbeats()).isEqualTo(1);
    }
  }

  @Test
  void chat_is_acknowledged_and_pushed_as_it_came() throws IOException {
    try (RawClient sender = login("u1");
        RawClient recipient = login("u2")) {
      sender.send(
          "{\"content\":\"\\\"é€😀\\n\\u0000\\ud800\",\"to\":\"u2\",\"from\":\"u1\",\"id\":\"a-1\",\"type\":\"chat\"}");
      assertThat(sender.text()).isEqualTo("{\"type\":\"chat_ack\",\"id\":\"a-1\",\"code\":0}");
      assertThat(recipient.text())
          .isEqualTo(
              "{\"type\":\"push\",\"id\":\"a-1\",\"from\":\"u1\",\"to\":\"u2\",\"content\":\"\\\"\\u00E9\\u20AC\\uD83D\\uDE00\\n\\u0000\\uD800\"}");
      ServerStats stats = server.stats();
      assertThat(stats.messages()).isEqualTo(1);
      assertThat(stats.acks()).isEqualTo(1);
      assertThat(stats.pushes()).isEqualTo(1);
    }
  }

  @Test
  void messages_arrive_in_the_order_in_which_they_were_sent() throws IOException {
    try (RawClient sender = login("u1");
        RawClient recipient = login("u2")) {
      for (int i = 0; i < 500; i++) {
        sender.sendChat("m" + i, "u2");
      }
      for (int i = 0; i < 500; i++) {
        assertThat(sender.text()).contains("chat_ack").contains("\"m" + i + "\"");
        assertThat(recipient.text()).contains("push").contains("\"m" + i + "\"");
      }
    }
  }

  @Test
  void chat_to_somebody_offline_is_acknowledged_and_counted_as_offline() throws IOException {
    try (RawClient sender = login("u1")) {
      sender.sendChat("m1", "u2");
      assertThat(sender.textsUntilPong()).hasSize(1);
      assertThat(server.stats().pushesOffline()).isEqualTo(1);
      assertThat(server.stats().pushes()).isZero();
    }
  }

  @Test
  void chat_to_oneself_comes_back() throws IOException {
    try (RawClient client = login("u1")) {
      client.sendChat("m1", "u1");
      assertThat(client.textsUntilPong()).hasSize(2);
    }
  }

  @Test
  void second_login_of_a_user_kicks_the_first() throws IOException {
    try (RawClient first = login("u1");
        RawClient second = login("u1");
        RawClient sender = login("u2")) {
      assertThat(first.text()).isEqualTo("{\"type\":\"kick\",\"reason\":\"logged in elsewhere\"}");
      assertThat(first.closeFrame()).isEqualTo("4001 logged in elsewhere");
      sender.sendChat("m1", "u1");
      assertThat(second.text()).contains("\"m1\"");
      assertThat(server.stats().closes()).isEqualTo(Map.of("4001", 1L));
    }
  }

  @Test
  void close_frame_is_answered_and_ends_the_connection() throws IOException {
    try (RawClient client = login("u1")) {
      client.sendFrame(0x80 | RawClient.CLOSE, new byte[] {3, (byte) 0xE8});
      assertThat(client.closeFrame()).isEqualTo("1000");
      client.awaitEnd();
      assertThat(server.stats().closes()).isEqualTo(Map.of("1000", 1L));
      assertThat(server.stats().connectionsOpen()).isZero();
    }
  }

  @Test
  void socket_closed_by_the_client_counts_as_1006() throws IOException {
    login("u1").close();
    await().untilAsserted(() -> assertThat(server.stats().closes()).containsEntry("1006", 1L));
    try (RawClient again = login("u1")) {
      assertThat(again.textsUntilPong()).isEmpty();
    }
  }

  @Test
  void malformed_json_closes() throws IOException {
    try (RawClient client = login("u1")) {
      client.send("{\"type\":");
      assertThat(client.closeFrame()).isEqualTo("1007 malformed JSON in a frame of 8 bytes");
      assertThat(server.stats().framesMalformed()).isEqualTo(1);
    }
  }

  @Test
  void unknown_type_closes() throws IOException {
    try (RawClient client = login("u1")) {
      client.send("{\"type\":\"dance\"}");
      assertThat(client.closeFrame()).isEqualTo("1003 unknown type \"dance\"");
      assertThat(server.stats().framesMalformed()).isEqualTo(1);
    }
  }

  @Test
  void binary_frame_closes() throws IOException {
    try (RawClient client = login("u1")) {
      client.sendFrame(0x80 | RawClient.BINARY, new byte[] {1});
      assertThat(client.closeFrame()).startsWith("1003 ");
    }
  }

  @Test
  void unknown_opcode_closes() throws IOException {
    try (RawClient client = login("u1")) {
      client.sendFrame(0x80 | 3, new byte[0]);
      assertThat(client.closeFrame()).startsWith("1002 ");
      assertThat(server.stats().framesMalformed()).isEqualTo(1);
    }
  }

  @Test
  void message_in_several_frames_is_put_together() throws IOException {
    try (RawClient client = login("u1")) {
      client.sendFrame(RawClient.TEXT, "{\"type\":\"pi".getBytes(UTF_8));
      client.sendFrame(0x80, "ng\",\"seq\":3}".getBytes(UTF_8));
      assertThat(client.text()).isEqualTo("{\"type\":\"pong\",\"seq\":3}");
    }
  }

  @Test
  void stop_says_goodbye() throws IOException {
    try (RawClient client = login("u1")) {
      server.close();
      assertThat(client.closeFrame()).isEqualTo("1001 server stops");
      assertThat(server.stats().closes()).isEqualTo(Map.of("1001", 1L));
    }
  }

  @Test
  void idle_connection_is_ended_without_a_close_frame() throws IOException {
    try (ImServer idle = ImServer.start(TestServer.settings(Duration.ofMillis(300)));
        RawClient client = RawClient.login(idle, "u1")) {
      client.awaitEnd();
      assertThat(idle.stats().closes()).isEqualTo(Map.of("1006", 1L));
    }
  }

  @Test
  void heartbeats_keep_a_connection_alive() throws IOException {
    try (ImServer idle = ImServer.start(TestServer.settings(Duration.ofSeconds(1)));
        RawClient silent = RawClient.login(idle, "u1");
        RawClient lively = RawClient.login(idle, "u2")) {
      await()
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                lively.sendPing(1);
                lively.text();
                return idle.stats().connectionsOpen() == 1;
              });
      silent.awaitEnd();
      assertThat(lively.textsUntilPong()).isEmpty();
    }
  }
}
