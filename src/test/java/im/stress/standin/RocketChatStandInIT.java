package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Conversations with {@link RocketChatStandIn}, as the documentation of the realtime API has them.
 */
class RocketChatStandInIT {
  private static TestClient connected(RocketChatStandIn server) {
    TestClient client = TestClient.connect(server, "/websocket");
    assertThat(client.next()).isEqualTo("{\"server_id\":\"0\"}");
    client.say("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
    client.expect("{\"msg\":\"connected\",\"session\":\"");
    return client;
  }

  private static void login(TestClient client, String credentials) {
    client.say(
        "{\"msg\":\"method\",\"method\":\"login\",\"id\":\"42\",\"params\":[" + credentials + "]}");
  }

  private static TestClient online(RocketChatStandIn server, String uid) {
    TestClient client = connected(server);
    login(client, "{\"resume\":\"token-of-" + uid + "\"}");
    client.expect("{\"msg\":\"added\",\"collection\":\"users\"");
    client.expect("{\"msg\":\"result\",\"id\":\"42\",\"result\":{\"id\":\"usr" + uid.substring(1));
    client.expect("{\"msg\":\"updated\",\"methods\":[\"42\"]}");
    client.say(
        "{\"msg\":\"sub\",\"id\":\"s1\",\"name\":\"stream-room-messages\","
            + "\"params\":[\"__my_messages__\",false]}");
    assertThat(client.next()).isEqualTo("{\"msg\":\"ready\",\"subs\":[\"s1\"]}");
    return client;
  }

  private static void createRoom(TestClient client, String with) {
    client.say(
        "{\"msg\":\"method\",\"method\":\"createDirectMessage\",\"id\":\"43\",\"params\":[\""
            + with
            + "\"]}");
    client.expect(
        "{\"msg\":\"result\",\"id\":\"43\",\"result\":{\"t\":\"d\",\"rid\":\"usr10usr7\"");
    client.expect("updated");
  }

  private static void send(TestClient client, String id, String room) {
    client.say(
        ("{\"msg\":\"method\",\"method\":\"sendMessage\",\"id\":\"%s\","
                + "\"params\":[{\"_id\":\"%s\",\"rid\":\"%s\",\"msg\":\"c\"}]}")
            .formatted(id, id, room));
  }

  @Test
  void message_comes_to_the_other_and_back_to_its_sender() {
    try (RocketChatStandIn server = new RocketChatStandIn(Heartbeat.NONE);
        TestClient seven = online(server, "u7");
        TestClient ten = online(server, "u10")) {
      createRoom(seven, "u10");
      send(seven, "m1", "usr10usr7");
      seven.expect("{\"msg\":\"changed\"", "\"_id\":\"m1\"");
      seven.expect("{\"msg\":\"result\",\"id\":\"m1\",\"result\":{\"_id\":\"m1\"");
      seven.expect("{\"msg\":\"updated\",\"methods\":[\"m1\"]}");
      ten.expect(
          "{\"msg\":\"changed\",\"collection\":\"stream-room-messages\",\"id\":\"id\",\"fields\":"
              + "{\"eventName\":\"__my_messages__\",\"args\":[{\"_id\":\"m1\",\"rid\":\"usr10usr7\","
              + "\"msg\":\"c\"",
          "\"u\":{\"_id\":\"usr7\",\"username\":\"u7\"");
      assertThat(server.violations()).isEmpty();
      assertThat(server.logins()).isEqualTo(2);
      assertThat(server.messages()).isEqualTo(1);
      assertThat(server.acks()).isEqualTo(1);
      assertThat(server.pushes()).isEqualTo(1);
      assertThat(server.echoes()).isEqualTo(1);
    }
  }

  @Test
  void password_is_taken_as_sha_256_in_hex_only() {
    try (RocketChatStandIn server = new RocketChatStandIn(Heartbeat.NONE);
        TestClient good = connected(server);
        TestClient bad = connected(server)) {
      String form =
          "{\"user\":{\"username\":\"u7\"},\"password\":{\"digest\":\"%s\",\"algorithm\":\"sha-256\"}}";
      login(bad, form.formatted("secret-of-u7"));
      bad.expect(
          "{\"msg\":\"result\",\"id\":\"42\",\"error\":{", "\"error\":403,\"reason\":\"User not");
      login(
          good, form.formatted("86d32d589ab7a68c6c38b985e30b33c8d28bd481c8a805eca56cfaeb96d6f6a0"));
      good.expect("added");
      assertThat(server.logins()).isEqualTo(1);
      assertThat(server.violations()).hasSize(1);
    }
  }

  @Test
  void messages_out_of_order_are_refused_and_noted() throws IOException {
    try (RocketChatStandIn server = new RocketChatStandIn(Heartbeat.NONE);
        TestClient early = TestClient.connect(server, "/websocket");
        TestClient seven = online(server, "u7");
        TestClient stranger = connected(server)) {
      assertThat(TestClient.refusal(server, "/")).startsWith("HTTP/1.1 404");
      early.expect("server_id");
      early
          .say("{\"msg\":\"pong\"}")
          .expect("{\"msg\":\"error\",\"reason\":\"Must connect first\"");
      send(stranger, "m1", "usr10usr7");
      stranger.expect("\"id\":\"m1\",\"error\":{", "\"error\":\"error-invalid-user\"");
      send(seven, "m2", "usr10usr7");
      seven.expect("\"id\":\"m2\",\"error\":{", "\"error\":\"error-not-allowed\"");
      seven.expect("updated");
      seven.say(
          "{\"msg\":\"sub\",\"id\":\"s2\",\"name\":\"stream-room-messages\",\"params\":[\"r\",false]}");
      seven.expect("{\"msg\":\"nosub\",\"id\":\"s2\",\"error\":{");
      seven.say("{\"msg\":\"pong\"}");
      await().until(() -> server.violations().size() == 6);
      assertThat(server.violations())
          .endsWith("u7: expected pong only as the answer to ping, got one that was not asked for");
    }
  }

  @Test
  void server_asks_for_life_and_takes_the_answer() {
    try (RocketChatStandIn server = new RocketChatStandIn(new Heartbeat(50, 60_000));
        TestClient client = connected(server)) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.next()).isEqualTo("{\"msg\":\"ping\"}");
        client.say("{\"msg\":\"pong\"}");
      }
      await().until(() -> server.heartbeatsAnswered() == 3);
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void who_does_not_answer_is_closed() {
    try (RocketChatStandIn server = new RocketChatStandIn(new Heartbeat(50, 100));
        TestClient client = connected(server)) {
      String frame = client.next();
      while (frame.equals("{\"msg\":\"ping\"}")) {
        frame = client.next();
      }
      assertThat(frame).isEqualTo("close 1000");
      assertThat(server.violations())
          .containsExactly("nobody: expected a pong within 100 ms, got none");
    }
  }

  @Test
  void faults_lose_a_push_refuse_a_message_and_refuse_logins() {
    try (RocketChatStandIn server = new RocketChatStandIn(Heartbeat.NONE);
        TestClient seven = online(server, "u7");
        TestClient ten = online(server, "u10");
        TestClient nine = connected(server)) {
      createRoom(seven, "u10");
      server.dropPush(1);
      server.errorOnSend(2);
      send(seven, "m1", "usr10usr7");
      seven.expect("changed");
      seven.expect("{\"msg\":\"result\",\"id\":\"m1\",\"result\"");
      seven.expect("updated");
      send(seven, "m2", "usr10usr7");
      seven.expect("{\"msg\":\"result\",\"id\":\"m2\",\"error\":{", "\"error\":500");
      seven.expect("updated");
      send(seven, "m3", "usr10usr7");
      ten.expect("\"_id\":\"m3\"");
      server.refuseLogins("closed today");
      login(nine, "{\"resume\":\"token-of-u9\"}");
      nine.expect("\"error\":403,\"reason\":\"closed today\"");
      assertThat(server.violations()).isEmpty();
    }
  }
}
