package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Conversations with {@link PhoenixStandIn}, as the guide for writers of clients has them. */
class PhoenixStandInIT {
  private static final String TARGET = "/socket/websocket?vsn=2.0.0&token=token-of-";

  private static TestClient online(PhoenixStandIn server, String uid) {
    TestClient client = TestClient.connect(server, TARGET + uid);
    String topic = "\"inbox:" + uid + "\"";
    client.say("[\"1\",\"1\"," + topic + ",\"phx_join\",{}]");
    assertThat(client.next())
        .isEqualTo("[\"1\",\"1\"," + topic + ",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]");
    assertThat(client.next()).isEqualTo("[\"1\",null," + topic + ",\"presence_state\",{}]");
    return client;
  }

  @Test
  void message_is_answered_and_pushed() {
    try (PhoenixStandIn server = new PhoenixStandIn(Heartbeat.NONE);
        TestClient seven = online(server, "u7");
        TestClient eight = online(server, "u8")) {
      seven.say("[\"1\",\"5\",\"inbox:u7\",\"chat\",{\"to\":\"u8\",\"content\":\"c\"}]");
      assertThat(seven.next())
          .isEqualTo(
              "[\"1\",\"5\",\"inbox:u7\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]");
      assertThat(eight.next())
          .isEqualTo("[null,null,\"inbox:u8\",\"push\",{\"from\":\"u7\",\"content\":\"c\"}]");
      seven.say("[null,\"6\",\"phoenix\",\"heartbeat\",{}]");
      assertThat(seven.next())
          .isEqualTo("[null,\"6\",\"phoenix\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]");
      assertThat(server.violations()).isEmpty();
      assertThat(server.logins()).isEqualTo(2);
      assertThat(server.messages()).isEqualTo(1);
      assertThat(server.acks()).isEqualTo(1);
      assertThat(server.pushes()).isEqualTo(1);
      assertThat(server.heartbeatsAnswered()).isEqualTo(1);
    }
  }

  @Test
  void broadcast_of_a_room_comes_back_to_its_sender() {
    try (PhoenixStandIn server = new PhoenixStandIn(Heartbeat.NONE);
        TestClient seven = online(server, "u7");
        TestClient eight = online(server, "u8")) {
      for (TestClient client : new TestClient[] {seven, eight}) {
        client.say("[\"2\",\"2\",\"room:a\",\"phx_join\",{}]").expect("\"ok\"");
        client.expect("presence_state");
      }
      seven.say("[\"2\",\"3\",\"room:a\",\"chat\",{\"content\":\"c\"}]");
      seven.expect("[\"2\",\"3\",\"room:a\",\"phx_reply\"");
      seven.expect("[null,null,\"room:a\",\"push\"");
      eight.expect("[null,null,\"room:a\",\"push\"");
      assertThat(server.echoes()).isEqualTo(1);
      assertThat(server.pushes()).isEqualTo(1);
    }
  }

  @Test
  void wrong_path_version_or_token_is_refused_at_the_upgrade() throws IOException {
    try (PhoenixStandIn server = new PhoenixStandIn(Heartbeat.NONE)) {
      assertThat(TestClient.refusal(server, "/socket")).startsWith("HTTP/1.1 404");
      assertThat(TestClient.refusal(server, "/socket/websocket?token=token-of-u7"))
          .startsWith("HTTP/1.1 403");
      assertThat(TestClient.refusal(server, TARGET + "me")).startsWith("HTTP/1.1 403");
      assertThat(server.violations()).hasSize(3);
      server.refuseLogins("");
      assertThat(TestClient.refusal(server, TARGET + "u7")).startsWith("HTTP/1.1 403");
      assertThat(server.violations()).hasSize(3);
    }
  }

  @Test
  void messages_out_of_order_are_refused_and_noted() {
    try (PhoenixStandIn server = new PhoenixStandIn(Heartbeat.NONE);
        TestClient seven = TestClient.connect(server, TARGET + "u7")) {
      seven.say("[\"1\",\"1\",\"inbox:u7\",\"chat\",{\"to\":\"u8\",\"content\":\"c\"}]");
      seven.expect("{\"response\":{\"reason\":\"unmatched topic\"},\"status\":\"error\"}");
      seven.say("[\"2\",\"2\",\"inbox:u8\",\"phx_join\",{}]");
      seven.expect("{\"response\":{\"reason\":\"unauthorized\"},\"status\":\"error\"}");
      seven.say("[\"3\",\"2\",\"inbox:u7\",\"phx_join\",{}]").expect("\"ok\"");
      seven.expect("presence_state");
      seven.say("{\"topic\":\"inbox:u7\"}");
      assertThat(seven.next()).isEqualTo("close 1011");
      assertThat(server.violations()).hasSize(4);
    }
  }

  @Test
  void silent_client_is_closed() {
    try (PhoenixStandIn server = new PhoenixStandIn(new Heartbeat(0, 200));
        TestClient seven = TestClient.connect(server, TARGET + "u7")) {
      assertThat(seven.next()).isEqualTo("close 1000");
      assertThat(server.violations())
          .containsExactly("u7: expected a message within 200 ms, got none");
    }
  }

  @Test
  void faults_lose_a_push_refuse_a_message_and_crash_a_channel() {
    try (PhoenixStandIn server = new PhoenixStandIn(Heartbeat.NONE);
        TestClient seven = online(server, "u7");
        TestClient eight = online(server, "u8")) {
      server.dropPush(1);
      server.errorOnSend(2);
      String chat = "[\"1\",\"%d\",\"inbox:u7\",\"chat\",{\"to\":\"u8\",\"content\":\"c%d\"}]";
      for (int i = 5; i < 8; i++) {
        seven.say(chat.formatted(i, i));
      }
      seven.expect("[\"1\",\"5\"", "\"ok\"");
      seven.expect("[\"1\",\"6\"", "{\"reason\":\"overloaded\"},\"status\":\"error\"");
      seven.expect("[\"1\",\"7\"", "\"ok\"");
      eight.expect("\"c7\"");
      server.crash("u8");
      assertThat(eight.next()).isEqualTo("[\"1\",\"1\",\"inbox:u8\",\"phx_error\",{}]");
      eight.say("[\"1\",\"9\",\"inbox:u8\",\"chat\",{\"to\":\"u7\",\"content\":\"c\"}]");
      eight.expect("{\"response\":{\"reason\":\"unmatched topic\"},\"status\":\"error\"}");
      assertThat(server.violations()).isEmpty();
    }
  }
}
