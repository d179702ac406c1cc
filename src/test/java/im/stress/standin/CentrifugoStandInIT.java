package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Conversations with {@link CentrifugoStandIn}, as the client protocol's documentation has them.
 */
class CentrifugoStandInIT {
  private static final String TARGET = "/connection/websocket";

  private static TestClient connected(CentrifugoStandIn server, String uid) {
    TestClient client = TestClient.connect(server, TARGET);
    client.say("{\"id\":1,\"connect\":{\"token\":\"" + StandInUsers.jwtOf(uid) + "\"}}");
    client.expect("{\"id\":1,\"connect\":{\"client\":\"");
    return client;
  }

  private static TestClient online(CentrifugoStandIn server, String uid) {
    TestClient client = connected(server, uid);
    client.say("{\"id\":2,\"subscribe\":{\"channel\":\"inbox:" + uid + "\"}}");
    client.expect(
        "{\"id\":2,\"subscribe\":{}}\n{\"push\":{\"channel\":\"inbox:" + uid + "\",\"join\"");
    return client;
  }

  @Test
  void message_is_answered_and_pushed_to_the_subscriber() {
    try (CentrifugoStandIn server = new CentrifugoStandIn(Heartbeat.NONE);
        TestClient seven = online(server, "u7");
        TestClient eight = online(server, "u8")) {
      seven.say("{\"id\":3,\"publish\":{\"channel\":\"inbox:u8\",\"data\":{\"content\":\"c\"}}}");
      assertThat(seven.next()).isEqualTo("{\"id\":3,\"publish\":{}}");
      eight.expect(
          "{\"push\":{\"channel\":\"inbox:u8\",\"pub\":{\"data\":{\"content\":\"c\"},"
              + "\"info\":{\"user\":\"u7\",\"client\":\"",
          "\"},\"offset\":1}}}");
      assertThat(server.violations()).isEmpty();
      assertThat(server.logins()).isEqualTo(2);
      assertThat(server.messages()).isEqualTo(1);
      assertThat(server.acks()).isEqualTo(1);
      assertThat(server.pushes()).isEqualTo(1);
      assertThat(server.echoes()).isZero();
    }
  }

  @Test
  void commands_in_one_frame_are_answered_in_one_and_a_subscriber_hears_itself() {
    try (CentrifugoStandIn server = new CentrifugoStandIn(Heartbeat.NONE);
        TestClient seven = connected(server, "u7")) {
      seven.say(
          "{\"id\":2,\"subscribe\":{\"channel\":\"room:a\"}}\n"
              + "{\"id\":3,\"publish\":{\"channel\":\"room:a\",\"data\":{}}}");
      assertThat(seven.next().split("\n"))
          .hasSize(4)
          .startsWith("{\"id\":2,\"subscribe\":{}}")
          .endsWith("{\"id\":3,\"publish\":{}}");
      assertThat(server.echoes()).isEqualTo(1);
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void wrong_path_is_refused_at_the_upgrade_and_a_wrong_token_by_a_close_code() throws IOException {
    try (CentrifugoStandIn server = new CentrifugoStandIn(Heartbeat.NONE);
        TestClient client = TestClient.connect(server, TARGET)) {
      assertThat(TestClient.refusal(server, "/")).startsWith("HTTP/1.1 404");
      client.say("{\"id\":1,\"connect\":{\"token\":\"token-of-u7\"}}");
      assertThat(client.next()).isEqualTo("close 3500 invalid token");
      assertThat(server.violations()).hasSize(2);
    }
  }

  @Test
  void commands_out_of_order_close_the_connection() {
    try (CentrifugoStandIn server = new CentrifugoStandIn(Heartbeat.NONE);
        TestClient early = TestClient.connect(server, TARGET);
        TestClient idle = connected(server, "u7")) {
      early.say("{\"id\":2,\"subscribe\":{\"channel\":\"inbox:u7\"}}");
      assertThat(early.next()).isEqualTo("close 3501 bad request");
      idle.say("{}");
      assertThat(idle.next()).isEqualTo("close 3501 bad request");
      assertThat(server.violations())
          .containsExactly(
              "nobody: expected connect first, got"
                  + " {\"id\":2,\"subscribe\":{\"channel\":\"inbox:u7\"}}",
              "u7: expected {} only as the answer to {}, got one that was not asked for");
    }
  }

  @Test
  void foreign_inbox_and_unknown_channel_are_refused() {
    try (CentrifugoStandIn server = new CentrifugoStandIn(Heartbeat.NONE);
        TestClient seven = online(server, "u7")) {
      seven.say("{\"id\":3,\"subscribe\":{\"channel\":\"inbox:u8\"}}");
      seven.expect("{\"id\":3,\"error\":{\"code\":103,\"message\":\"permission denied\"}}");
      seven.say("{\"id\":4,\"publish\":{\"channel\":\"u8\",\"data\":{}}}");
      seven.expect("{\"id\":4,\"error\":{\"code\":102,\"message\":\"unknown channel\"}}");
      seven.say("{\"id\":4,\"publish\":{\"channel\":\"room:a\",\"data\":{}}}");
      seven.expect("{\"id\":4,\"error\":{\"code\":103");
      assertThat(server.violations())
          .hasSize(4)
          .anyMatch(line -> line.contains("an id that is new"));
    }
  }

  @Test
  void server_asks_for_life_and_takes_the_answer() {
    try (CentrifugoStandIn server = new CentrifugoStandIn(new Heartbeat(50, 60_000));
        TestClient seven = connected(server, "u7")) {
      for (int i = 0; i < 3; i++) {
        assertThat(seven.next()).isEqualTo("{}");
        seven.say("{}");
      }
      await().until(() -> server.heartbeatsAnswered() == 3);
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void who_does_not_answer_is_closed() {
    try (CentrifugoStandIn server = new CentrifugoStandIn(new Heartbeat(50, 100));
        TestClient seven = connected(server, "u7")) {
      String frame = seven.next();
      while (frame.equals("{}")) {
        frame = seven.next();
      }
      assertThat(frame).isEqualTo("close 3012 no pong");
      assertThat(server.violations()).containsExactly("u7: expected {} within 100 ms, got none");
    }
  }

  @Test
  void faults_lose_a_push_refuse_a_message_and_a_login_and_kick() {
    try (CentrifugoStandIn server = new CentrifugoStandIn(Heartbeat.NONE);
        TestClient seven = online(server, "u7");
        TestClient eight = online(server, "u8")) {
      server.dropPush(1);
      server.errorOnSend(2);
      for (int id = 3; id < 6; id++) {
        seven.say(
            "{\"id\":"
                + id
                + ",\"publish\":{\"channel\":\"inbox:u8\",\"data\":{\"n\":"
                + id
                + "}}}");
      }
      StringBuilder replies = new StringBuilder(seven.next());
      while (!replies.toString().contains("\"id\":5")) {
        replies.append('\n').append(seven.next());
      }
      assertThat(replies.toString().split("\n"))
          .containsExactly(
              "{\"id\":3,\"publish\":{}}",
              "{\"id\":4,\"error\":{\"code\":100,\"message\":\"internal server error\"}}",
              "{\"id\":5,\"publish\":{}}");
      eight.expect("{\"n\":5}");
      server.refuseLogins("closed today");
      try (TestClient nine = TestClient.connect(server, TARGET)) {
        nine.say("{\"id\":1,\"connect\":{\"token\":\"" + StandInUsers.jwtOf("u9") + "\"}}");
        nine.expect("{\"id\":1,\"error\":{\"code\":101,\"message\":\"closed today\"}}");
      }
      server.kick("u8");
      eight.expect("{\"push\":{\"disconnect\":{\"code\":3503,\"reason\":\"force disconnect\"}}}");
      assertThat(eight.next()).isEqualTo("close 3503 force disconnect");
      assertThat(server.violations()).isEmpty();
    }
  }
}
