package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Socket.IO server, heard by a client that knows nothing of Socket.IO. */
class SocketIoServerIT {
  private static final String PATH = "/socket.io/?EIO=4&transport=websocket";

  /** Short, so that the test needn't wait for a ping. */
  private static final int PING_MILLIS = 200;

  private SocketIoServer server;

  @BeforeEach
  void start() {
    server = SocketIoServer.start(PING_MILLIS);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Connected, with Engine.IO's open packet read. */
  private TestClient connect() {
    TestClient client = TestClient.connect(server.port(), PATH);
    assertThat(client.next()).matches("0\\{\"sid\":\"[^\"]+\".*\"pingInterval\":200,.*}");
    return client;
  }

  private TestClient login(String uid) {
    TestClient client = connect();
    client.say("40{\"token\":\"token-of-%s\",\"uid\":\"%1$s\"}".formatted(uid));
    assertThat(next(client)).matches("40\\{\"sid\":\"[^\"]+\"}");
    return client;
  }

  /** The next packet; pings in between are answered. */
  private static String next(TestClient client) {
    String packet = client.next();
    while (packet.equals("2")) {
      client.say("3");
      packet = client.next();
    }
    return packet;
  }

  @Test
  void a_wrong_token_is_refused_with_a_reason() throws Exception {
    try (TestClient client = connect()) {
      client.say("40{\"token\":\"token-of-u8\",\"uid\":\"u7\"}");

      assertThat(next(client)).isEqualTo("44{\"message\":\"wrong token\"}");
      assertThat(server.refusals()).isEqualTo(1);
      assertThat(server.logins()).isZero();
    }
  }

  @Test
  void a_message_is_acknowledged_and_pushed() throws Exception {
    try (TestClient sender = login("u7");
        TestClient recipient = login("u8")) {
      sender.say("4215[\"chat\",{\"to\":\"u8\",\"content\":\"hello\"}]");

      assertThat(next(sender)).isEqualTo("4315[{\"code\":0}]");
      assertThat(next(recipient)).isEqualTo("42[\"push\",{\"from\":\"u7\",\"content\":\"hello\"}]");
      assertThat(server.messages()).isEqualTo(1);
      assertThat(server.pushes()).isEqualTo(1);
      assertThat(server.logins()).isEqualTo(2);
    }
  }

  @Test
  void every_second_push_wants_an_ack() throws Exception {
    try (TestClient sender = login("u7");
        TestClient recipient = login("u8")) {
      sender.say("421[\"chat\",{\"to\":\"u8\",\"content\":\"first\"}]");
      sender.say("422[\"chat\",{\"to\":\"u8\",\"content\":\"second\"}]");

      assertThat(next(recipient)).startsWith("42[");
      String second = next(recipient);
      assertThat(second).matches("42\\d+\\[\"push\",.*second.*");
      recipient.say("43" + second.substring(2, second.indexOf('[')) + "[]");
      await().until(() -> server.pushAcks() == 1);
    }
  }

  @Test
  void a_kicked_client_is_told() throws Exception {
    try (TestClient client = login("u7")) {
      server.kick("u7");

      assertThat(next(client)).isEqualTo("41");
    }
  }

  @Test
  void the_server_pings_and_hears_the_pong() throws Exception {
    try (TestClient client = login("u7")) {
      assertThat(client.next()).isEqualTo("2");
      client.say("3");

      await().until(() -> server.heartbeatsAnswered() > 0);
      client.say("41");
      await().until(() -> server.online().isEmpty());
    }
  }
}
