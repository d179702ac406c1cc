package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A conversation with the stand-in of crossoverJie's cim, byte by byte. */
class CrossoverCimStandInIT {
  /** Length 7, reqMsg (1) of 2 bytes, requestId (2) 1007 = 0x3ef; cmd 0 isn't written. */
  private static final String LOGIN = "07 0a02'u7' 10ef07";

  private final CrossoverCimStandIn server = CrossoverCimStandIn.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private RawTcp login() throws IOException {
    RawTcp client = new RawTcp(server.port());
    client.send(LOGIN);
    await().until(() -> server.logins() == 1);
    return client;
  }

  @Test
  void a_login_has_no_answer_and_a_ping_has_one() throws Exception {
    try (RawTcp client = login()) {
      // length 11, reqMsg (1) of 4 bytes, requestId (2) 1007, cmd (3) PING = 2
      client.send("0b 0a04'ping' 10ef07 1802");

      // length 8, reqMsg (1) of 4 bytes, no requestId, cmd (3) PING = 2
      client.expect("08 0a04'pong' 1802");
      assertThat(server.heartbeatsAnswered()).isEqualTo(1);
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void a_message_in_two_segments_is_one() throws Exception {
    try (RawTcp client = login()) {
      client.send("0b 0a04'pi'");
      client.send("'ng' 10ef07 1802");

      client.expect("08 0a04'pong' 1802");
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void pushes_come_alone_or_as_a_batch() throws Exception {
    try (RawTcp client = login()) {
      server.dropPush(2);

      server.push("hi", 1007, 1008);
      server.push("dropped", 1007);
      server.pushBatch(List.of("a", "b"), 1007);

      // length 32: reqMsg (1) of 2 bytes, requestId (2) 1007, cmd (3) MESSAGE = 1,
      // properties (4) of 21 bytes: key (1) of 13 bytes, value (2) of 4
      client.expect("20 0a02'hi' 10ef07 1801 2215 0a0d'receiveUserId' 1204'1007'");
      // length 34: no reqMsg, requestId, cmd, properties, twice batchReqMsg (5) of 1 byte
      client.expect("22 10ef07 1801 2215 0a0d'receiveUserId' 1204'1007' 2a01'a' 2a01'b'");
      assertThat(server.pushes()).isEqualTo(2);
    }
  }

  @Test
  void a_refused_login_is_closed() throws Exception {
    server.refuseLogins("");
    try (RawTcp client = new RawTcp(server.port())) {
      client.send(LOGIN);

      client.expectEnd();
      assertThat(server.logins()).isZero();
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void what_a_client_does_wrong_is_noted() throws Exception {
    try (RawTcp client = new RawTcp(server.port())) {
      // a ping before the login
      client.send("0b 0a04'ping' 10ef07 1802");
      client.expectEnd();
    }
    try (RawTcp client = login()) {
      // a message, which should go over HTTP; a ping of somebody else; then tag 0, which no message
      // has
      client.send("09 0a02'hi' 10ef07 1801");
      client.send("0b 0a04'ping' 10f007 1802");
      client.send("01 00");
      client.expect("08 0a04'pong' 1802");
      client.expectEnd();
    }
    assertThat(server.violations())
        .containsExactly(
            "before login: command: expected 0 (login) first, got 2",
            "1007: command: expected 0 or 2, got 1",
            "1007: heartbeat: expected ping 1007, got ping 1008",
            "1007: not a Request: Protocol message contained an invalid tag (zero).");
  }
}
