package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Conversations with {@link MattermostStandIn}, over WebSocket and by REST. */
class MattermostStandInIT {
  private static final String LOGIN =
      "{\"seq\":1,\"action\":\"authentication_challenge\",\"data\":{\"token\":\"token-of-%s\"}}";

  private final MattermostStandIn server = new MattermostStandIn();

  @AfterEach
  void stop() {
    server.close();
  }

  private TestClient online(String uid) {
    TestClient client = TestClient.connect(server, "/api/v4/websocket");
    client.say(LOGIN.formatted(uid));
    client.expect("{\"event\":\"hello\",\"data\":{", "\"seq\":0}");
    assertThat(client.next()).isEqualTo("{\"status\":\"OK\",\"seq_reply\":1}");
    return client;
  }

  private String post(String uid, String path, String body)
      throws IOException, InterruptedException {
    return RestClient.post(
        server.port(), "/api/v4/" + path, body, "Authorization", "Bearer token-of-" + uid);
  }

  @Test
  void a_post_comes_to_both_as_json_in_a_text() throws Exception {
    try (TestClient seven = online("u7");
        TestClient eight = online("u8")) {
      assertThat(post("u7", "channels/direct", "[\"usr8\",\"usr7\"]"))
          .isEqualTo("201 {\"id\":\"channel-of-usr7-usr8\",\"type\":\"D\"}");
      assertThat(
              post("u7", "posts", "{\"channel_id\":\"channel-of-usr7-usr8\",\"message\":\"hi\"}"))
          .startsWith("201 {\"id\":\"post1\",\"channel_id\":\"channel-of-usr7-usr8\"");

      String pushed = "\\\"message\\\":\\\"hi\\\"";
      seven.expect("{\"event\":\"posted\",\"data\":{\"channel_type\":\"D\",\"post\":\"{", pushed);
      eight.expect("{\"event\":\"posted\"", pushed);
      assertThat(server.violations()).isEmpty();
      assertThat(server.pushes()).isEqualTo(1);
      assertThat(server.echoes()).isEqualTo(1);
    }
  }

  @Test
  void a_ping_has_a_number_and_an_answer() {
    try (TestClient seven = online("u7")) {
      seven.say("{\"seq\":2,\"action\":\"ping\"}");
      seven.expect("{\"status\":\"OK\",\"data\":{\"text\":\"pong\"", "\"seq_reply\":2}");
      assertThat(server.heartbeatsAnswered()).isEqualTo(1);
      seven.say("{\"seq\":2,\"action\":\"ping\"}");
      seven.expect("pong");
      assertThat(server.violations()).hasSize(1);
    }
  }

  @Test
  void who_is_no_member_of_a_channel_or_has_no_token_is_refused() throws Exception {
    assertThat(post("u7", "posts", "{\"channel_id\":\"c\",\"message\":\"hi\"}")).startsWith("403 ");
    assertThat(post("x", "posts", "{}")).startsWith("401 ");
    assertThat(post("u7", "channels/direct", "[\"usr8\",\"usr9\"]")).startsWith("400 ");
    assertThat(post("u7", "nothing", "{}")).startsWith("404 ");
    assertThat(server.violations()).hasSize(4);
  }
}
