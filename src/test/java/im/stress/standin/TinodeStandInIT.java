package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Conversations with {@link TinodeStandIn}, as Tinode's documentation writes them. */
class TinodeStandInIT {
  private static final String TARGET = "/v0/channels?apikey=key-of-tests";

  private static TestClient online(TinodeStandIn server, String uid) {
    TestClient client = TestClient.connect(server, TARGET);
    client.say("{\"hi\":{\"id\":\"1\",\"ver\":\"0.22\",\"ua\":\"x\"}}");
    client.expect(
        "{\"ctrl\":{\"id\":\"1\"", "\"ver\":\"0.22\"", "\"code\":201,\"text\":\"created\"");
    String secret = TestClient.base64(uid + ":secret-of-" + uid);
    client.say("{\"login\":{\"id\":\"2\",\"scheme\":\"basic\",\"secret\":\"" + secret + "\"}}");
    client.expect("\"id\":\"2\"", "\"user\":\"usr" + uid.substring(1) + "\"", "\"code\":200");
    client.say("{\"sub\":{\"id\":\"3\",\"topic\":\"me\"}}");
    client.expect("\"id\":\"3\",\"topic\":\"me\",\"code\":200");
    client.expect("{\"meta\":{\"topic\":\"me\"");
    return client;
  }

  private static void join(TestClient client, String topic) {
    client.say("{\"sub\":{\"id\":\"4\",\"topic\":\"" + topic + "\"}}");
    client.expect("\"id\":\"4\",\"topic\":\"" + topic + "\"", "\"code\":200");
  }

  private static void publish(TestClient client, String id, String topic, String more) {
    client.say(
        "{\"pub\":{\"id\":\"%s\",\"topic\":\"%s\",%s\"content\":\"c\"}}"
            .formatted(id, topic, more));
  }

  @Test
  void two_users_talk_and_the_receipt_comes_back_as_info() {
    try (TinodeStandIn server = new TinodeStandIn(Heartbeat.NONE);
        TestClient seven = online(server, "u7");
        TestClient eight = online(server, "u8")) {
      join(seven, "usr8");
      eight.expect("{\"pres\":{\"topic\":\"me\",\"src\":\"usr7\",\"what\":\"on\"}}");
      join(eight, "usr7");
      seven.expect("{\"pres\":{\"topic\":\"me\",\"src\":\"usr8\",\"what\":\"on\"}}");
      publish(seven, "5", "usr8", "\"noecho\":true,");
      seven.expect("\"id\":\"5\",\"topic\":\"usr8\",\"params\":{\"seq\":1},\"code\":202");
      eight.expect(
          "{\"data\":{\"topic\":\"usr7\",\"from\":\"usr7\"", "\"seq\":1,\"content\":\"c\"}}");
      eight.say("{\"note\":{\"topic\":\"usr7\",\"what\":\"recv\",\"seq\":1}}");
      seven.expect("{\"info\":{\"topic\":\"usr8\",\"from\":\"usr8\",\"what\":\"recv\",\"seq\":1}}");
      publish(seven, "6", "usr8", "");
      seven.expect("\"id\":\"6\"", "\"code\":202");
      seven.expect("{\"data\":{\"topic\":\"usr8\",\"from\":\"usr7\"", "\"seq\":2");
      eight.expect("{\"data\":{\"topic\":\"usr7\",\"from\":\"usr7\"", "\"seq\":2");
      assertThat(server.violations()).isEmpty();
      assertThat(server.logins()).isEqualTo(2);
      assertThat(server.messages()).isEqualTo(2);
      assertThat(server.acks()).isEqualTo(2);
      assertThat(server.pushes()).isEqualTo(2);
      assertThat(server.echoes()).isEqualTo(1);
      assertThat(server.receipts()).isEqualTo(1);
    }
  }

  @Test
  void who_has_not_joined_gets_presence_in_place_of_the_message() {
    try (TinodeStandIn server = new TinodeStandIn(Heartbeat.NONE);
        TestClient seven = online(server, "u7");
        TestClient eight = online(server, "u8")) {
      join(seven, "usr8");
      eight.expect("\"what\":\"on\"");
      publish(seven, "5", "usr8", "\"noecho\":true,");
      eight.expect("{\"pres\":{\"topic\":\"me\",\"src\":\"usr7\",\"what\":\"msg\"}}");
      assertThat(server.pushes()).isZero();
    }
  }

  @Test
  void members_of_a_group_hear_each_other_under_its_name() {
    try (TinodeStandIn server = new TinodeStandIn(Heartbeat.NONE);
        TestClient seven = online(server, "u7");
        TestClient eight = online(server, "u8")) {
      join(seven, "grp1");
      join(eight, "grp1");
      publish(seven, "5", "grp1", "\"noecho\":true,");
      eight.expect("{\"data\":{\"topic\":\"grp1\",\"from\":\"usr7\"");
    }
  }

  @Test
  void wrong_path_and_missing_key_are_refused_at_the_upgrade() throws IOException {
    try (TinodeStandIn server = new TinodeStandIn(Heartbeat.NONE)) {
      assertThat(TestClient.refusal(server, "/")).startsWith("HTTP/1.1 404");
      assertThat(TestClient.refusal(server, "/v0/channels?apikey=x"))
          .startsWith("HTTP/1.1 403")
          .contains("{\"ctrl\":{\"code\":403,\"text\":\"valid API key required\"");
      assertThat(server.violations()).hasSize(2);
    }
  }

  @Test
  void messages_out_of_order_are_refused_and_noted() {
    try (TinodeStandIn server = new TinodeStandIn(Heartbeat.NONE);
        TestClient early = TestClient.connect(server, TARGET);
        TestClient seven = online(server, "u7")) {
      early.say("{\"login\":{\"id\":\"2\",\"scheme\":\"basic\",\"secret\":\"\"}}");
      early.expect("\"id\":\"2\",\"code\":409,\"text\":\"command out of sequence\"");
      early.say("{\"hi\":{\"id\":\"3\",\"ver\":\"0.22\"}}").expect("\"code\":201");
      early.say("{\"sub\":{\"id\":\"4\",\"topic\":\"me\"}}");
      early.expect(
          "\"id\":\"4\",\"topic\":\"me\",\"code\":401,\"text\":\"authentication required\"");
      publish(seven, "5", "usr8", "");
      seven.expect("\"id\":\"5\",\"topic\":\"usr8\",\"code\":409,\"text\":\"must attach first\"");
      seven.say("{\"sub\":{\"id\":\"5\",\"topic\":\"usr8\"}}").expect("\"code\":400");
      assertThat(server.violations())
          .containsExactly(
              "nobody: expected hi first, got login",
              "nobody: expected login before sub",
              "usr7: expected to have joined usr8 before pub",
              "usr7: expected an id that is new in this session, got {\"id\":\"5\",\"topic\":\"usr8\"}");
    }
  }

  @Test
  void wrong_password_and_unpadded_base64_are_refused() {
    try (TinodeStandIn server = new TinodeStandIn(Heartbeat.NONE);
        TestClient client = TestClient.connect(server, TARGET)) {
      client.say("{\"hi\":{\"id\":\"1\",\"ver\":\"0.22\"}}").expect("\"code\":201");
      String wrong = TestClient.base64("u7:secret-of-u8");
      client.say("{\"login\":{\"id\":\"2\",\"scheme\":\"basic\",\"secret\":\"" + wrong + "\"}}");
      client.expect("\"id\":\"2\",\"code\":401,\"text\":\"authentication failed\"");
      String unpadded = TestClient.base64("token-of-u7").replace("=", "");
      client.say("{\"login\":{\"id\":\"3\",\"scheme\":\"token\",\"secret\":\"" + unpadded + "\"}}");
      client.expect("\"id\":\"3\",\"code\":401");
      String good = TestClient.base64("token-of-u7");
      client.say("{\"login\":{\"id\":\"4\",\"scheme\":\"token\",\"secret\":\"" + good + "\"}}");
      client.expect("\"id\":\"4\"", "\"code\":200");
      assertThat(server.violations()).hasSize(2);
    }
  }

  @Test
  void faults_lose_a_push_refuse_a_message_and_refuse_logins() {
    try (TinodeStandIn server = new TinodeStandIn(Heartbeat.NONE);
        TestClient seven = online(server, "u7");
        TestClient eight = online(server, "u8")) {
      join(eight, "usr7");
      seven.expect("pres");
      join(seven, "usr8");
      eight.expect("pres");
      server.dropPush(1);
      server.errorOnSend(2);
      for (String id : new String[] {"5", "6", "7"}) {
        publish(seven, id, "usr8", "\"noecho\":true,");
      }
      seven.expect("\"id\":\"5\"", "\"code\":202");
      seven.expect("\"id\":\"6\"", "\"code\":500,\"text\":\"internal error\"");
      seven.expect("\"id\":\"7\"", "\"code\":202");
      eight.expect("\"seq\":2");
      server.refuseLogins("down");
      try (TestClient nine = TestClient.connect(server, TARGET)) {
        nine.say("{\"hi\":{\"id\":\"1\",\"ver\":\"0.22\"}}").expect("201");
        String secret = TestClient.base64("token-of-u9");
        nine.say("{\"login\":{\"id\":\"2\",\"scheme\":\"token\",\"secret\":\"" + secret + "\"}}");
        nine.expect("\"code\":401,\"text\":\"down\"");
      }
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void pongs_are_asked_for_and_counted() {
    try (TinodeStandIn server = new TinodeStandIn(new Heartbeat(20, 5_000));
        TestClient client = TestClient.connect(server, TARGET)) {
      await().until(() -> server.heartbeatsAnswered() > 2);
      assertThat(server.violations()).isEmpty();
      assertThat(server.upgrades().get(0).parameter("apikey")).isEqualTo(TinodeStandIn.API_KEY);
      client.say("{\"hi\":{\"id\":\"1\",\"ver\":\"0.22\"}}").expect("201");
    }
  }
}
