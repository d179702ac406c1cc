package im.stress.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.config.ServerSettings.TcpFraming;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client of the TCP chat server may rely on when no fault is asked for. */
class TcpIT {
  private ImServer server;

  @BeforeEach
  void start() {
    server = TestServer.withTcp(TcpFraming.JSON, false);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private TcpClient login(long id) throws IOException {
    return TcpClient.login(server, id);
  }

  @Test
  void login_is_answered_and_counted() throws IOException {
    try (TcpClient client = login(1001)) {
      assertThat(client.hasInput()).isFalse();
      assertThat(server.stats().logins()).isEqualTo(1);
      assertThat(server.stats().connectionsOpened()).isEqualTo(1);
      assertThat(server.stats().connectionsOpen()).isEqualTo(1);
    }
  }

  @Test
  void who_is_online_can_not_log_in_a_second_time() throws IOException {
    try (TcpClient first = login(1001);
        TcpClient second = TcpClient.connect(server)) {
      second.sendLogin(1001);
      assertThat(second.object())
          .isEqualTo("{\"msgid\":2,\"errno\":2,\"id\":1001,\"errmsg\":\"already online\"}");
      assertThat(server.stats().loginsRejected()).isEqualTo(1);
      assertThat(first.objectsUntilEcho()).isEmpty();

      first.close();
      await().until(() -> server.stats().connectionsOpen() == 1);
      second.sendLogin(1001);
      assertThat(second.object()).contains("\"errno\":0");
    }
  }

  @Test
  void message_is_passed_on_as_it_came_and_not_acknowledged() throws IOException {
    try (TcpClient sender = login(1001);
        TcpClient recipient = login(1002)) {
      String chat = "{ \"msg\":\"é € 😀\",\"to\":1002, \"msgid\":5,\"x\":[],\"time\":\"now\"}";
      sender.send(chat);
      assertThat(recipient.bytes(chat.getBytes(UTF_8).length)).isEqualTo(chat);
      assertThat(sender.objectsUntilEcho()).isEmpty();
      assertThat(server.stats().messages()).isEqualTo(2);
      assertThat(server.stats().pushes()).isEqualTo(2);
      assertThat(server.stats().acks()).isZero();
    }
  }

  @Test
  void messages_may_be_glued_together_or_cut_anywhere() throws IOException {
    try (TcpClient sender = login(1001);
        TcpClient recipient = login(1002)) {
      sender.send(sender.chat(1002, "a") + sender.chat(1002, "b") + "\r\n" + "{\"msgid\":5,\"id\"");
      assertThat(recipient.object()).contains("\"a\"");
      assertThat(recipient.object()).contains("\"b\"");
      sender.send(":1001,\"to\":1002,\"msg\":\"c }\"}\n{");
      sender.send("\"msgid\":5,\"to\":1002,\"msg\":\"d\"}");
      assertThat(recipient.object() + recipient.object()).contains("\"c }\"");
      assertThat(recipient.object()).contains("\"d\"");
    }
  }

  @Test
  void objects_are_glued_together_or_have_lines_of_their_own() throws IOException {
    try (ImServer lines = TestServer.withTcp(TcpFraming.LINES, false);
        TcpClient glued = login(1001);
        TcpClient separate = TcpClient.login(lines, 1001)) {
      separate.bytes(1);
      String first = glued.chat(1001, "a");
      String second = "{\"msgid\":5,\"to\":1001,\"msg\":\"b\"\n}";
      glued.send(first + "\n" + second);
      separate.send(first + second);
      assertThat(glued.bytes(first.length() + second.length())).isEqualTo(first + second);
      assertThat(separate.bytes(first.length() + second.length() + 2))
          .isEqualTo(first + "\n" + second.replace('\n', ' ') + "\n");
    }
  }

  @Test
  void message_to_somebody_offline_is_counted_as_offline() throws IOException {
    try (TcpClient sender = login(1001)) {
      sender.sendChat(1002, "a");
      assertThat(sender.objectsUntilEcho()).isEmpty();
      assertThat(server.stats().pushesOffline()).isEqualTo(1);
    }
  }

  @Test
  void users_of_the_other_port_are_others() throws IOException {
    try (TcpClient sender = login(1001);
        RawClient other = RawClient.login(server, "1002")) {
      sender.sendChat(1002, "a");
      assertThat(sender.objectsUntilEcho()).isEmpty();
      assertThat(other.textsUntilPong()).isEmpty();
      assertThat(server.stats().pushesOffline()).isEqualTo(1);
    }
  }

  @Test
  void group_message_is_passed_on_to_every_other_member() throws IOException {
    try (TcpClient sender = login(1001);
        TcpClient second = login(1002);
        TcpClient third = login(1003);
        TcpClient stranger = login(1004)) {
      for (TcpClient member : new TcpClient[] {sender, second, third}) {
        member.join(7);
        assertThat(member.objectsUntilEcho()).isEmpty();
      }
      sender.sendGroupChat(7, "to all");
      String push = "{\"msgid\":9,\"id\":1001,\"groupid\":7,\"msg\":\"to all\"}";
      assertThat(sender.objectsUntilEcho()).isEmpty();
      assertThat(second.objectsUntilEcho()).containsExactly(push);
      assertThat(third.objectsUntilEcho()).containsExactly(push);
      assertThat(stranger.objectsUntilEcho()).isEmpty();
      assertThat(server.stats().groupJoins()).isEqualTo(3);
      assertThat(server.stats().groupMessages()).isEqualTo(1);
      assertThat(server.stats().groupPushes()).isEqualTo(2);
      assertThat(server.stats().groupAcks()).isZero();
    }
  }

  @Test
  void friends_and_new_groups_are_taken_without_an_answer() throws IOException {
    try (TcpClient client = login(1001)) {
      client.send("{\"msgid\":6,\"id\":1001,\"friendid\":1002}");
      client.send("{\"msgid\":7,\"id\":1001,\"groupname\":\"g\",\"groupdesc\":\"\"}");
      assertThat(client.objectsUntilEcho()).isEmpty();
    }
  }

  @Test
  void unknown_user_is_refused_until_registered() throws IOException {
    try (ImServer closed = TestServer.withTcp(TcpFraming.JSON, true);
        TcpClient client = TcpClient.connect(closed)) {
      client.sendLogin(1001);
      assertThat(client.object()).startsWith("{\"msgid\":2,\"errno\":1,\"id\":1001,");
      client.send("{\"msgid\":3,\"name\":\"Li\",\"password\":\"123456\"}");
      assertThat(client.object()).isEqualTo("{\"msgid\":4,\"errno\":0,\"id\":1001}");
      client.send("{\"msgid\":3,\"name\":\"Li\",\"password\":\"other\"}");
      assertThat(client.object()).isEqualTo("{\"msgid\":4,\"errno\":1}");
      client.send("{\"msgid\":1,\"id\":1001,\"password\":\"wrong\"}");
      assertThat(client.object()).contains("\"errno\":1");
      client.sendLogin(1001);
      assertThat(client.object()).contains("\"errno\":0");
      assertThat(closed.stats().loginsRejected()).isEqualTo(2);
      assertThat(closed.stats().logins()).isEqualTo(1);
    }
  }

  @Test
  void message_before_login_closes() throws IOException {
    try (TcpClient client = TcpClient.connect(server)) {
      client.sendChat(1001, "a");
      client.awaitEnd();
      assertThat(server.stats().closes()).isEqualTo(Map.of("1008", 1L));
    }
  }

  @Test
  void garbage_closes_and_what_came_before_it_is_taken() throws IOException {
    try (TcpClient client = login(1001)) {
      client.send(client.chat(1001, "a") + "nonsense" + client.chat(1001, "b"));
      assertThat(client.object()).contains("\"a\"");
      client.awaitEnd();
      assertThat(server.stats().framesMalformed()).isEqualTo(1);
      assertThat(server.stats().messages()).isEqualTo(1);
      assertThat(server.stats().closes()).isEqualTo(Map.of("1007", 1L));
    }
  }

  @Test
  void object_that_is_no_message_closes() throws IOException {
    try (TcpClient noJson = login(1001);
        TcpClient noNumber = login(1002);
        TcpClient unknown = login(1003)) {
      noJson.send("{x}");
      noJson.awaitEnd();
      noNumber.send("{\"msgid\":5,\"to\":\"1002\",\"msg\":\"a\"}");
      noNumber.awaitEnd();
      unknown.send("{\"msgid\":99}");
      unknown.awaitEnd();
      assertThat(server.stats().framesMalformed()).isEqualTo(3);
      assertThat(server.stats().closes()).isEqualTo(Map.of("1007", 2L, "1003", 1L));
    }
  }

  @Test
  void object_over_the_limit_closes() throws IOException {
    try (TcpClient client = login(1001)) {
      String longest = "x".repeat(TestServer.MAX_FRAME_BYTES - client.chat(1001, "").length());
      client.sendChat(1001, longest);
      assertThat(client.object()).hasSize(TestServer.MAX_FRAME_BYTES);
      client.sendChat(1001, longest + "x");
      client.awaitEnd();
      assertThat(server.stats().framesMalformed()).isEqualTo(1);
    }
  }

  @Test
  void socket_closed_by_the_client_counts_as_1006() throws IOException {
    login(1001).close();
    await().untilAsserted(() -> assertThat(server.stats().closes()).isEqualTo(Map.of("1006", 1L)));
  }

  @Test
  void stop_closes_the_connection() throws IOException {
    try (TcpClient client = login(1001)) {
      server.close();
      client.awaitEnd();
      assertThat(server.stats().closes()).isEqualTo(Map.of("1001", 1L));
    }
  }
}
