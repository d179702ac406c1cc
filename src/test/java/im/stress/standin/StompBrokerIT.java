package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The STOMP broker, heard by a client that knows nothing of STOMP. */
class StompBrokerIT {
  private static StompBroker broker;

  @BeforeAll
  static void start() {
    broker = StompBroker.start();
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  private static TestClient connect() {
    TestClient client = TestClient.connect(broker.port(), "/ws", "v12.stomp");
    assertThat(client.subprotocol()).isEqualTo("v12.stomp");
    return client;
  }

  private static void sendConnect(TestClient client, String user, String password, String beat) {
    client.say(
        """
        CONNECT
        accept-version:1.2
        host:/
        login:%s
        passcode:%s
        heart-beat:%s

        \0"""
            .formatted(user, password, beat));
  }

  private static TestClient login(String user) {
    TestClient client = connect();
    sendConnect(client, user, "token-of-" + user, "0,0");
    assertThat(client.next()).startsWith("CONNECTED\n").contains("\nversion:1.2\n");
    return client;
  }

  @Test
  void a_wrong_password_is_refused_with_an_error() throws Exception {
    try (TestClient client = connect()) {
      long before = broker.refusals();

      sendConnect(client, "u9", "token-of-u8", "0,0");

      assertThat(client.next()).startsWith("ERROR\n").contains("\nmessage:");
      assertThat(broker.refusals()).isGreaterThan(before);
      assertThat(broker.users()).doesNotContain("u9");
    }
  }

  @Test
  void subscription_and_message_are_receipted_and_the_message_is_pushed() throws Exception {
    try (TestClient recipient = login("u8");
        TestClient sender = login("u7")) {
      recipient.say("SUBSCRIBE\nid:0\ndestination:/topic/u8\nreceipt:s1\n\n\0");
      assertThat(recipient.next()).startsWith("RECEIPT\nreceipt-id:s1\n");

      sender.say("SEND\ndestination:/topic/u8\nreceipt:m1\n\nhello\0");

      assertThat(sender.next()).startsWith("RECEIPT\nreceipt-id:m1\n");
      assertThat(recipient.next())
          .startsWith("MESSAGE\n")
          .contains("\nsubscription:0\n", "\ndestination:/topic/u8\n")
          .contains("\n\nhello\0");
      assertThat(broker.messages()).isEqualTo(1);
      await().until(() -> broker.pushes() == 1);
      assertThat(broker.users()).contains("u7", "u8");
    }
  }

  @Test
  void heartbeats_come_as_agreed() throws Exception {
    try (TestClient client = connect()) {
      sendConnect(client, "u6", "token-of-u6", "500,500");

      assertThat(client.next()).startsWith("CONNECTED\n").contains("\nheart-beat:500,");
      assertThat(client.next()).isEqualTo("\n");
      client.say("\n");
      assertThat(client.next()).isEqualTo("\n");
    }
  }
}
