package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.standin.ChatServerForkStandIn.Dialect;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Conversations with the stand-in of the forks of the TCP JSON chat server. */
class ChatServerForkStandInIT {
  private static final String FRIENDS =
      "\"friends\":[\"{\\\"id\\\":1000,\\\"name\\\":\\\"u1000\\\",\\\"state\\\":\\\"offline\\\"}\"]";

  private ChatServerForkStandIn server;

  @AfterEach
  void stop() {
    server.close();
  }

  private void start(Dialect dialect) {
    server = ChatServerForkStandIn.start(dialect);
  }

  private RawTcp login(long id) throws IOException {
    RawTcp client = new RawTcp(server.port());
    client.sendText(loginOf(id));
    client.expectText(
        "{\"msgid\":2,\"errno\":0,\"id\":%d,\"name\":\"u%1$d\",%s}".formatted(id, FRIENDS));
    return client;
  }

  private static String loginOf(long id) {
    return "{\"msgid\":1,\"id\":%d,\"password\":\"token-of-%1$d\"}".formatted(id);
  }

  private void expectRefusal(String login, int errno) throws IOException {
    try (RawTcp client = new RawTcp(server.port())) {
      client.sendText(login);
      client.expectText("{\"msgid\":2,\"errno\":%d,\"errmsg\":\"".formatted(errno));
    }
  }

  @Test
  void a_message_is_forwarded_as_it_came() throws Exception {
    start(Dialect.TOID);
    String chat = "{\"msgid\":6,\"id\":1007,\"toid\":1008,\"msg\":\"hi\",\"time\":\"now\"}";
    try (RawTcp sender = login(1007);
        RawTcp recipient = login(1008)) {
      server.dropPush(1);

      sender.sendText(chat.replace("hi", "dropped"));
      await().until(() -> server.messages() == 1);
      sender.sendText(chat);

      recipient.expectText(chat);
      assertThat(server.pushes()).isEqualTo(1);
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void other_forks_have_other_names() throws Exception {
    start(Dialect.MSG_ID);
    try (RawTcp client = new RawTcp(server.port())) {
      client.sendText("{\"msgId\":1,\"id\":1007,\"pwd\":\"token-of-1007\"}");
      client.expectText("{\"msgId\":2,\"errno\":0,\"id\":1007,\"name\":\"u1007\"," + FRIENDS + "}");
      String chat = "{\"msgId\":6,\"id\":1007,\"toId\":1007,\"msg\":\"to myself\"}";
      client.sendText(chat);
      client.expectText(chat);
    }
    assertThat(server.violations()).isEmpty();
  }

  @Test
  void a_message_for_an_absent_user_comes_with_its_login() throws Exception {
    start(Dialect.TO);
    try (RawTcp sender = login(1007)) {
      sender.sendText("{\"msgid\":6,\"id\":1007,\"to\":1008}");
      await().until(() -> server.messages() == 1);
    }
    try (RawTcp recipient = new RawTcp(server.port())) {
      recipient.sendText(loginOf(1008));
      recipient.expectText(
          "{\"msgid\":2,\"errno\":0,\"id\":1008,\"name\":\"u1008\",\"offlinemsg\":"
              + "[\"{\\\"msgid\\\":6,\\\"id\\\":1007,\\\"to\\\":1008}\"],");
    }
    assertThat(server.pushes()).isZero();
  }

  @Test
  void two_messages_in_one_segment_end_the_connection() throws Exception {
    start(Dialect.TOID);
    try (RawTcp client = login(1007)) {
      client.sendText("{\"msgid\":9,\"id\":1007,\"groupid\":1}{\"msgid\":3,\"id\":1007}");

      client.expectEnd();
    }
    assertThat(server.violations())
        .containsExactly(
            "1007: read: expected one JSON object, got "
                + "{\"msgid\":9,\"id\":1007,\"groupid\":1}{\"msgid\":3,\"id\":1007}");
  }

  @Test
  void wrong_users_have_errno_1_and_users_that_are_online_errno_2() throws Exception {
    start(Dialect.TOID);
    expectRefusal("{\"msgid\":1,\"id\":1007,\"password\":\"token-of-1008\"}", 1);
    try (RawTcp client = login(1007)) {
      expectRefusal(loginOf(1007), 2);
      server.forgetDisconnects();
    }
    await().untilAsserted(() -> expectRefusal(loginOf(1007), 2));
    server.refuseLogins("");
    expectRefusal(loginOf(1008), 1);
    assertThat(server.logins()).isEqualTo(1);
    assertThat(server.violations()).isEmpty();
  }

  @Test
  void a_user_who_logged_out_may_come_again() throws Exception {
    start(Dialect.TOID);
    server.forgetDisconnects();
    try (RawTcp client = login(1007)) {
      client.sendText("{\"msgid\":3,\"id\":1007}");

      await().untilAsserted(() -> login(1007).close());
    }
    assertThat(server.logins()).isEqualTo(2);
    assertThat(server.violations()).isEmpty();
  }

  @Test
  void a_registration_is_answered_with_a_new_id() throws Exception {
    start(Dialect.TOID);
    try (RawTcp client = new RawTcp(server.port())) {
      client.sendText("{\"msgid\":4,\"name\":\"n\",\"password\":\"p\"}");

      client.expectText("{\"msgid\":5,\"errno\":0,\"id\":9000001}");
    }
    assertThat(server.violations()).isEmpty();
  }

  @Test
  void a_group_message_goes_to_the_other_members() throws Exception {
    start(Dialect.TOID);
    String chat = "{\"msgid\":10,\"id\":1007,\"groupid\":5,\"msg\":\"all\"}";
    try (RawTcp sender = login(1007);
        RawTcp member = login(1008)) {
      sender.sendText("{\"msgid\":9,\"id\":1007,\"groupid\":5}");
      member.sendText("{\"msgid\":9,\"id\":1008,\"groupid\":5}");
      await().until(() -> server.members(5).size() == 2);
      sender.sendText(chat);

      member.expectText(chat);
      assertThat(server.pushes()).isEqualTo(1);
    }
    assertThat(server.violations()).isEmpty();
  }

  @Test
  void what_a_client_does_wrong_is_noted() throws Exception {
    start(Dialect.TOID);
    String early = "{\"msgid\":6,\"id\":1007,\"toid\":1008}";
    try (RawTcp client = new RawTcp(server.port())) {
      client.sendText(early);
      await().until(() -> server.violations().size() == 1);
    }
    try (RawTcp client = login(1007)) {
      client.sendText("{\"msgid\":6,\"id\":1007,\"to\":1008}");
      await().until(() -> server.violations().size() == 2);
      client.sendText("{\"msgid\":6,\"id\":1009,\"toid\":1008}");
      await().until(() -> server.violations().size() == 3);
    }
    assertThat(server.violations())
        .containsExactly(
            "before login: msgid: expected 1 (login) first, got " + early,
            "1007: toid: expected a number, got {\"msgid\":6,\"id\":1007,\"to\":1008}",
            "1007: id: expected 1007, got {\"msgid\":6,\"id\":1009,\"toid\":1008}");
  }
}
