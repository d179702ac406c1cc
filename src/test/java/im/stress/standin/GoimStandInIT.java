package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.protocol.template.Golden;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A conversation with goim's stand-in, byte by byte. */
class GoimStandInIT {
  private static final String LOGIN_BODY =
      "'{\"mid\":1007,\"key\":\"\",\"room_id\":\"live://1000\",\"platform\":\"web\","
          + "\"accepts\":[1000]}'";

  /** Length 95 = 16 + 79, header 16, version 1, operation 7, seq 1. */
  private static final String LOGIN = "0000005f 0010 0001 00000007 00000001" + LOGIN_BODY;

  /** Length 16, header 16, version 1, operation 8, seq 1 as in the login. */
  private static final String LOGIN_REPLY = "00000010 0010 0001 00000008 00000001";

  private final GoimStandIn server = GoimStandIn.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private RawTcp login() throws IOException {
    RawTcp client = new RawTcp(server.port());
    client.send(LOGIN);
    client.expect(LOGIN_REPLY);
    return client;
  }

  @Test
  void a_client_over_tcp_logs_in_subscribes_and_beats() throws Exception {
    try (RawTcp client = login()) {
      // length, header, version, operation 2, seq 2
      client.send("00000010 0010 0001 00000002 00000002");
      // length 20, header, version, operation 3, seq 2, number online
      client.expect("00000014 0010 0001 00000003 00000002", "00000001");
      // length 27, header, version, operation 12, seq 3, room
      client.send("0000001b 0010 0001 0000000c 00000003 'live://2000'");
      client.expect("0000001b 0010 0001 0000000d 00000003 'live://2000'");
      // length 25, header, version, operation 14, seq 4, operations
      client.send("00000019 0010 0001 0000000e 00000004 '1001,1002'");
      client.expect("00000019 0010 0001 0000000f 00000004 '1001,1002'");
      // length 18, header, version, operation 4, seq 5, what only logic sees; answered without body
      client.send("00000012 0010 0001 00000004 00000005 'hi'");
      client.expect("00000010 0010 0001 00000004 00000005");

      assertThat(server.logins()).isEqualTo(1);
      assertThat(server.heartbeatsAnswered()).isEqualTo(1);
      assertThat(server.messages()).isEqualTo(1);
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void what_logic_is_sent_is_pushed_and_its_status_is_always_good() throws Exception {
    server.errorOnSend(2);
    try (RawTcp client = login()) {
      String path = "/goim/push/mids?operation=1000&mids=1007";
      assertThat(RestClient.post(server.logicPort(), path, "one"))
          .isEqualTo("200 {\"code\":0,\"message\":\"\"}");
      client.expect("00000013 0010 0001 000003e8 00000000 'one'");
      assertThat(RestClient.post(server.logicPort(), path, "two"))
          .isEqualTo("200 {\"code\":-400,\"message\":\"\"}");
      assertThat(server.pushes()).isEqualTo(1);
      assertThat(server.violations()).isEmpty();
      assertThat(RestClient.post(server.logicPort(), "/goim", "")).startsWith("404 ");
      assertThat(server.violations()).hasSize(1);
    }
  }

  @Test
  void pushes_over_tcp_stand_bare() throws Exception {
    try (RawTcp client = login()) {
      server.pushAll(1000, List.of("one", "three"), 1007, 1008);
      server.pushAll(1001, List.of("not accepted"), 1007);
      server.push("four", 1007);

      // length 19, header, version, operation 1000, seq 0, content; then the next
      client.expect("00000013 0010 0001 000003e8 00000000 'one'");
      client.expect("00000015 0010 0001 000003e8 00000000 'three'");
      client.expect("00000014 0010 0001 000003e8 00000000 'four'");
      assertThat(server.pushes()).isEqualTo(3);
    }
  }

  @Test
  void pushes_over_websocket_are_packets_in_a_packet() throws Exception {
    try (TestClient client = TestClient.connect(server.webSocketPort(), "/sub")) {
      client.sayBytes(Golden.parse(LOGIN));
      assertThat(client.next()).isEqualTo("binary " + hex(LOGIN_REPLY));
      server.dropPush(2);

      server.pushAll(1000, List.of("one", "two", "three"), 1007);

      // length 56 = 16 + 19 + 21, header, version, operation 9, seq 0; then two packets as over TCP
      assertThat(client.next())
          .isEqualTo(
              "binary "
                  + hex(
                      "00000038 0010 0001 00000009 00000000"
                          + "00000013 0010 0001 000003e8 00000000 'one'"
                          + "00000015 0010 0001 000003e8 00000000 'three'"));
      assertThat(server.pushes()).isEqualTo(2);
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void a_refused_login_is_closed_without_an_answer() throws Exception {
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
      // a heartbeat before the login; then version 2
      client.send("00000010 0010 0001 00000002 00000000");
      client.send("00000010 0010 0002 00000007 00000000");
      client.expectEnd();
    }
    try (RawTcp client = login()) {
      // a heartbeat with a body; operation 9, which is the server's; then header 12
      client.send("00000011 0010 0001 00000002 00000000 'x'");
      client.send("00000010 0010 0001 00000009 00000000");
      client.send("00000010 000c 0001 00000004 00000000");
      client.expect("00000014 0010 0001 00000003 00000000", "00000001");
      client.expectEnd();
    }
    assertThat(server.violations())
        .containsExactly(
            "before login: operation: expected 7 (login) first, got 2",
            "before login: version: expected 1, got 2",
            "1007: heartbeat: expected no body, got x",
            "1007: operation: expected one of a client, got 9",
            "1007: header length: expected 16, got 12");
  }

  @Test
  void a_frame_holds_one_packet_and_is_binary() throws Exception {
    try (TestClient client = TestClient.connect(server.webSocketPort(), "/sub")) {
      client.sayBytes(Golden.parse(LOGIN + "00"));
    }
    await().until(() -> server.violations().size() == 1);
    try (TestClient client = TestClient.connect(server.webSocketPort(), "/sub")) {
      client.say("{}");
    }
    await().until(() -> server.violations().size() == 2);
    assertThat(server.violations())
        .containsExactly(
            "before login: packet length: expected 96 as it came, got 95",
            "before login: frame: expected a binary one, got TextWebSocketFrame");
  }

  private static String hex(String golden) {
    return HexFormat.of().formatHex(Golden.parse(golden));
  }
}
