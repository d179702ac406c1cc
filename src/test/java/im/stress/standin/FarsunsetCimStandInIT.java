package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A conversation with the stand-in of farsunset's cim, byte by byte. */
class FarsunsetCimStandInIT {
  /** Key (1) of 11 bytes and timestamp (2) 1000 = 0x3e8: 16 bytes. */
  private static final String BIND = "0a0b'client_bind' 10e807";

  /** Entry (3) of the data, 9 bytes: key (1) of 3 bytes, value (2) of 2. */
  private static final String UID = "1a09 0a03'uid' 1202'u7'";

  /** Type SENT = 3, length 27 in little endian, body. */
  private static final String LOGIN = "03 1b00" + BIND + UID;

  private final FarsunsetCimStandIn server = FarsunsetCimStandIn.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private RawTcp login() throws IOException {
    RawTcp client = new RawTcp(server.port());
    client.send(LOGIN);
    // type REPLY = 4, length 18, key (1) of 11 bytes, code (2) of 3 bytes
    client.expect("04 1200 0a0b'client_bind' 1203'200'");
    return client;
  }

  @Test
  void a_bound_client_answers_pings_and_gets_messages() throws Exception {
    try (RawTcp client = login()) {
      server.ping("u7");
      // type PING = 1, length 0
      client.expect("01 0000");
      // type PONG = 0, length 0
      client.send("00 0000");
      await().until(() -> server.heartbeatsAnswered() == 1);
      server.dropPush(1);
      server.push("dropped", "u7", "u8");
      server.push("hi", "u7");

      // type MESSAGE = 2, length 21; id (1) 1, action (2), content (3), sender (4), receiver (5)
      client.expect("02 1500 0801 1201'0' 1a02'hi' 2206'system' 2a02'u7'");
      assertThat(server.logins()).isEqualTo(1);
      assertThat(server.pushes()).isEqualTo(1);
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void a_kicked_client_is_told_and_closed() throws Exception {
    try (RawTcp client = login()) {
      server.kick("u7");

      // type MESSAGE = 2, length 19; id (1) 1, action (2) 999, no content, sender (4), receiver (5)
      client.expect("02 1300 0801 1203'999' 2206'system' 2a02'u7'");
      client.expectEnd();
    }
  }

  @Test
  void a_length_of_more_than_a_byte_is_little_endian() throws Exception {
    try (RawTcp client = new RawTcp(server.port())) {
      // length 27 + 256 = 0x011b; entry (3) of 253 bytes: key (1) of 1 byte, value (2) of 247
      client.send("03 1b01", BIND, UID, "1afd01 0a01'x' 12f701'" + "v".repeat(247) + "'");

      client.expect("04 1200 0a0b'client_bind' 1203'200'");
    }
  }

  @Test
  void a_wrong_token_and_a_refused_login_have_another_code() throws Exception {
    String refused = "04 1b00 0a0b'client_bind' 1203'401' 1a07'refused'";
    try (RawTcp client = new RawTcp(server.port())) {
      // length 52: the entry (3) for the token has 23 bytes: key (1) of 5 bytes, value (2) of 14
      client.send("03 3400", BIND, UID, "1a17 0a05'token' 120e'token-of-u1234'");
      client.expect(refused);
    }
    server.refuseLogins("");
    try (RawTcp client = new RawTcp(server.port())) {
      client.send(LOGIN);
      client.expect(refused);
    }
    assertThat(server.logins()).isZero();
    assertThat(server.violations()).isEmpty();
  }

  @Test
  void what_a_client_does_wrong_is_noted() throws Exception {
    try (RawTcp client = login()) {
      // a pong that nobody asked for; another login; an unknown key; then a ping, which is the
      // server's
      client.send("00 0000");
      client.send(LOGIN);
      client.send("03 0600 0a04'chat'");
      client.send("01 0000");
      client.expectEnd();
    }
    assertThat(server.violations())
        .containsExactly(
            "u7: pong: expected after a ping only",
            "u7: login: expected one, got another",
            "u7: key: expected client_bind, got chat",
            "u7: type: expected 0 or 3, got 1");
  }
}
