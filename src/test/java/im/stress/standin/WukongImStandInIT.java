package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Conversations with {@link WukongImStandIn}, as the server's protocol description has them. */
class WukongImStandInIT {
  /** Longer than any test. */
  private static final long PATIENT_MILLIS = 60_000;

  private static final String CONNECT =
      "{\"method\":\"connect\",\"id\":\"c\",\"params\":{\"uid\":\"%s\",\"token\":\"%s\","
          + "\"deviceId\":\"d\",\"deviceFlag\":2,\"version\":4}}";

  private static WukongImStandIn patient() {
    return new WukongImStandIn(Heartbeat.NONE, PATIENT_MILLIS);
  }

  private static TestClient online(WukongImStandIn server, String uid) {
    TestClient client = TestClient.connect(server, "/");
    client.say(CONNECT.formatted(uid, "token-of-" + uid));
    client.expect("{\"jsonrpc\":\"2.0\",\"id\":\"c\",\"result\":{", "\"reasonCode\":1");
    client.expect("\"method\":\"event\"");
    return client;
  }

  private static void send(TestClient client, String id, String to, String payload) {
    client.say(
        ("{\"method\":\"send\",\"id\":\"%s\",\"params\":{\"clientMsgNo\":\"%s\",\"channelId\":\"%s\","
                + "\"channelType\":1,\"payload\":\"%s\"}}")
            .formatted(id, id, to, payload));
  }

  private static void receipt(TestClient client, JsonNode received) {
    client.say(
        "{\"method\":\"recvack\",\"params\":{\"messageId\":%s,\"messageSeq\":%s}}"
            .formatted(received.at("/params/messageId"), received.at("/params/messageSeq")));
  }

  @Test
  void message_is_answered_delivered_and_receipted() {
    try (WukongImStandIn server = patient();
        TestClient seven = online(server, "u7");
        TestClient eight = online(server, "u8");
        TestClient eightsPhone = online(server, "u8")) {
      send(seven, "m1", "u8", TestClient.base64("{\"content\":\"c\"}"));
      seven.expect(
          "{\"jsonrpc\":\"2.0\",\"id\":\"m1\",\"result\":{\"messageId\":\"18",
          "\"messageSeq\":1,\"reasonCode\":1}}");
      JsonNode received = Json.read(eight.expect("\"method\":\"recv\"", "\"fromUid\":\"u7\""));
      assertThat(received.at("/params/channelId").asText()).isEqualTo("u7");
      assertThat(received.at("/params/payload").asText())
          .isEqualTo(TestClient.base64("{\"content\":\"c\"}"));
      assertThat(server.receiptsDue()).isEqualTo(2);
      receipt(eight, received);
      receipt(eightsPhone, Json.read(eightsPhone.next()));
      await().until(() -> server.receipts() == 2);
      send(eight, "m2", "u7", TestClient.base64("b"));
      eightsPhone.expect("\"channelId\":\"u7\"", "\"fromUid\":\"u8\"", "\"messageSeq\":2");
      assertThat(server.violations()).isEmpty();
      assertThat(server.logins()).isEqualTo(3);
      assertThat(server.pushes()).isEqualTo(3);
      assertThat(server.echoes()).isEqualTo(1);
      assertThat(server.acks()).isEqualTo(2);
    }
  }

  @Test
  void ping_is_answered_in_both_forms() {
    try (WukongImStandIn server = patient();
        TestClient seven = online(server, "u7")) {
      seven.say("{\"method\":\"ping\",\"id\":\"p\"}");
      assertThat(seven.next()).isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"pong\"}");
      server.answerPingsById();
      seven.say("{\"method\":\"ping\",\"id\":\"p\"}");
      assertThat(seven.next()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":\"p\"}");
      assertThat(server.heartbeatsAnswered()).isEqualTo(2);
    }
  }

  @Test
  void missing_and_wrong_receipts_are_noted() {
    try (WukongImStandIn server = new WukongImStandIn(Heartbeat.NONE, 200);
        TestClient seven = online(server, "u7");
        TestClient eight = online(server, "u8")) {
      send(seven, "m1", "u8", TestClient.base64("c"));
      eight.expect("recv");
      await().until(() -> !server.violations().isEmpty());
      assertThat(server.violations().get(0)).startsWith("u8: expected recvack of 18");
      eight.say("{\"method\":\"recvack\",\"params\":{\"messageId\":\"1\",\"messageSeq\":1}}");
      await().until(() -> server.violations().size() == 2);
      assertThat(server.receipts()).isZero();
    }
  }

  @Test
  void wrong_token_is_refused_and_closed() throws IOException {
    try (WukongImStandIn server = patient();
        TestClient seven = TestClient.connect(server, "/")) {
      assertThat(TestClient.refusal(server, "/ws")).startsWith("HTTP/1.1 404");
      seven.say(CONNECT.formatted("u7", "token-of-u8"));
      seven.expect("{\"jsonrpc\":\"2.0\",\"id\":\"c\",\"result\":{\"reasonCode\":2");
      await().until(() -> server.open() == 0);
      assertThat(server.violations()).hasSize(2);
    }
  }

  @Test
  void message_before_connect_unknown_method_and_bad_payload_end_the_connection() {
    try (WukongImStandIn server = patient();
        TestClient early = TestClient.connect(server, "/");
        TestClient seven = online(server, "u7");
        TestClient eight = online(server, "u8")) {
      send(early, "m1", "u8", "");
      assertThat(early.next()).matches("lost|close 1006");
      seven.say("{\"method\":\"chat\",\"id\":\"x\",\"params\":{}}");
      assertThat(seven.next()).matches("lost|close 1006");
      send(eight, "m1", "u7", "not base64");
      assertThat(eight.next()).matches("lost|close 1006");
      assertThat(server.violations()).hasSize(3);
    }
  }

  @Test
  void silent_client_is_closed() {
    try (WukongImStandIn server = new WukongImStandIn(new Heartbeat(0, 200), PATIENT_MILLIS);
        TestClient client = TestClient.connect(server, "/")) {
      assertThat(client.next()).matches("lost|close 1006");
      assertThat(server.violations()).hasSize(1);
    }
  }

  @Test
  void faults_lose_a_push_refuse_a_message_and_a_login_and_kick() {
    try (WukongImStandIn server = patient();
        TestClient seven = online(server, "u7");
        TestClient eight = online(server, "u8");
        TestClient nine = TestClient.connect(server, "/")) {
      server.dropPush(1);
      server.errorOnSend(2);
      for (String id : new String[] {"m1", "m2", "m3"}) {
        send(seven, id, "u8", TestClient.base64(id));
      }
      seven.expect("\"id\":\"m1\"", "\"reasonCode\":1}");
      seven.expect("\"id\":\"m2\"", "\"reasonCode\":15}");
      seven.expect("\"id\":\"m3\"", "\"reasonCode\":1}");
      eight.expect("\"clientMsgNo\":\"m3\"");
      server.refuseLogins("closed today");
      nine.say(CONNECT.formatted("u9", "token-of-u9"));
      nine.expect("\"id\":\"c\",\"error\":{\"code\":2,\"message\":\"closed today\"}");
      server.kick("u8");
      eight.expect("\"method\":\"disconnect\",\"params\":{\"reasonCode\":12");
      assertThat(server.violations()).isEmpty();
    }
  }
}
