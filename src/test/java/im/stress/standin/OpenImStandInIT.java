package im.stress.standin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Conversations with {@link OpenImStandIn}, with the field numbers of sdkws.proto. */
class OpenImStandInIT {
  private static String target(String uid, String more) {
    return "/?sendID=%s&token=%s&platformID=5&operationID=X&isBackground=false&sdkType=js%s"
        .formatted(uid, StandInUsers.openImTokenOf(uid, 5), more);
  }

  private static TestClient online(OpenImStandIn server, String uid) {
    TestClient client = TestClient.connect(server, target(uid, ""));
    assertThat(data(client.next()).hasField(1)).as("messages in a notification").isFalse();
    return client;
  }

  private static void send(TestClient client, String number, String from, String to) {
    UnknownFieldSet message =
        UnknownFieldSet.newBuilder()
            .addField(1, text(from))
            .addField(2, text(to))
            .addField(4, text("id" + number))
            .addField(6, number(5))
            .addField(9, number(1))
            .addField(10, number(100))
            .addField(11, number(101))
            .addField(12, text("{\"content\":\"c" + number + "\"}"))
            .addField(16, number(1_700_000_000_000L))
            .build();
    client.sayBinary(
        ("{\"reqIdentifier\":1003,\"sendID\":\"%s\",\"operationID\":\"X\",\"msgIncr\":\"%s\","
                + "\"data\":\"%s\"}")
            .formatted(from, number, Base64.getEncoder().encodeToString(message.toByteArray())));
  }

  private static Field text(String value) {
    return Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(value)).build();
  }

  private static Field number(long value) {
    return Field.newBuilder().addVarint(value).build();
  }

  private static UnknownFieldSet data(String frame) {
    assertThat(frame).startsWith("binary ");
    JsonNode response = Json.read(frame.substring("binary ".length()));
    return parse(ByteString.copyFrom(Json.base64(response.path("data")).orElseThrow()));
  }

  private static UnknownFieldSet parse(ByteString bytes) {
    try {
      return UnknownFieldSet.parseFrom(bytes);
    } catch (IOException e) {
      throw new AssertionError("expected Protobuf, got " + bytes, e);
    }
  }

  private static String field(UnknownFieldSet message, int number) {
    return bytes(message, number).toString(UTF_8);
  }

  private static ByteString bytes(UnknownFieldSet message, int number) {
    return message.getField(number).getLengthDelimitedList().get(0);
  }

  /** The MsgData in a push: msgs = 1, its value = 2, Msgs = 1. */
  private static UnknownFieldSet pushed(String frame) {
    UnknownFieldSet entry = parse(bytes(data(frame), 1));
    assertThat(field(entry, 1)).isEqualTo("si_u7_u8");
    return parse(bytes(parse(bytes(entry, 2)), 1));
  }

  @Test
  void message_is_answered_and_pushed_to_all_devices_of_recipient_and_sender() {
    try (OpenImStandIn server = new OpenImStandIn(Heartbeat.NONE);
        TestClient seven = online(server, "u7");
        TestClient sevensTablet = online(server, "u7");
        TestClient eight = online(server, "u8")) {
      send(seven, "1", "u7", "u8");
      String answer =
          seven.expect(
              "binary {\"reqIdentifier\":1003,\"msgIncr\":\"1\",\"operationID\":\"X\","
                  + "\"errCode\":0,\"errMsg\":\"\",\"data\":\"");
      assertThat(field(data(answer), 2)).isEqualTo("id1");
      UnknownFieldSet push = pushed(eight.expect("binary {\"reqIdentifier\":2001"));
      assertThat(field(push, 1)).isEqualTo("u7");
      assertThat(field(push, 12)).isEqualTo("{\"content\":\"c1\"}");
      assertThat(field(pushed(sevensTablet.next()), 4)).isEqualTo("id1");
      assertThat(field(pushed(seven.next()), 4)).isEqualTo("id1");
      assertThat(server.violations()).isEmpty();
      assertThat(server.logins()).isEqualTo(3);
      assertThat(server.messages()).isEqualTo(1);
      assertThat(server.acks()).isEqualTo(1);
      assertThat(server.pushes()).isEqualTo(1);
      assertThat(server.echoes()).isEqualTo(2);
    }
  }

  @Test
  void bad_login_is_refused_with_its_error_as_json() throws IOException {
    try (OpenImStandIn server = new OpenImStandIn(Heartbeat.NONE)) {
      assertThat(TestClient.refusal(server, "/ws")).startsWith("HTTP/1.1 404");
      assertThat(TestClient.refusal(server, "/?sendID=u7"))
          .startsWith("HTTP/1.1 200")
          .contains("{\"errCode\":1602,\"errMsg\":\"ConnArgsErr\"");
      assertThat(TestClient.refusal(server, target("u7", "").replace("sendID=u7", "sendID=u8")))
          .contains("{\"errCode\":1502,\"errMsg\":\"TokenInvalidError\"");
      assertThat(server.violations()).hasSize(3);
      server.refuseLogins("closed today");
      assertThat(TestClient.refusal(server, target("u7", "")))
          .contains("{\"errCode\":1502", "closed today");
      assertThat(server.violations()).hasSize(3);
      assertThat(server.logins()).isZero();
    }
  }

  @Test
  void result_of_the_login_comes_as_a_frame_to_who_asks_for_that() throws IOException {
    try (OpenImStandIn server = new OpenImStandIn(Heartbeat.NONE);
        TestClient seven = TestClient.connect(server, target("u7", "&isMsgResp=true"))) {
      assertThat(seven.next()).isEqualTo("{\"errCode\":0,\"errMsg\":\"\",\"errDlt\":\"\"}");
      server.refuseLogins("closed today");
      assertThat(TestClient.refusal(server, target("u8", "&isMsgResp=true")))
          .contains(" 101 ", "{\"errCode\":1502", "closed today");
      await().until(() -> server.open() == 1);
      assertThat(server.logins()).isEqualTo(1);
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void frames_of_another_user_and_messages_that_are_no_message_are_noted() {
    try (OpenImStandIn server = new OpenImStandIn(Heartbeat.NONE);
        TestClient seven = online(server, "u7");
        TestClient eight = online(server, "u8")) {
      send(seven, "1", "u8", "u7");
      assertThat(seven.next()).matches("lost|close 1006");
      send(eight, "2", "u8", "nobody");
      eight.expect("\"msgIncr\":\"2\"", "\"errCode\":1001,\"errMsg\":\"ArgsError\",\"data\":null}");
      eight.say("{\"type\":\"hello\"}");
      assertThat(eight.next()).matches("lost|close 1006");
      assertThat(server.violations()).hasSize(3);
    }
  }

  @Test
  void both_kinds_of_ping_are_answered() {
    try (OpenImStandIn server = new OpenImStandIn(Heartbeat.NONE);
        TestClient seven = online(server, "u7")) {
      seven.say("{\"type\":\"ping\",\"body\":\"b\"}");
      assertThat(seven.next()).isEqualTo("{\"type\":\"pong\",\"body\":\"b\"}");
      assertThat(seven.ping().next()).isEqualTo("pong");
      assertThat(server.heartbeatsAnswered()).isEqualTo(2);
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void silent_client_is_closed() {
    try (OpenImStandIn server = new OpenImStandIn(new Heartbeat(0, 200));
        TestClient seven = online(server, "u7")) {
      await().until(() -> server.open() == 0);
      assertThat(server.violations())
          .containsExactly("u7: expected a frame within 200 ms, got none");
    }
  }

  @Test
  void web_clients_are_asked_by_ping_frames() {
    try (OpenImStandIn server = new OpenImStandIn(new Heartbeat(20, 5_000));
        TestClient seven = online(server, "u7")) {
      await().until(() -> server.heartbeatsAnswered() > 2);
      assertThat(server.violations()).isEmpty();
      send(seven, "1", "u7", "u8");
      seven.expect("\"errCode\":0");
    }
  }

  @Test
  void faults_lose_a_push_refuse_a_message_and_kick() {
    try (OpenImStandIn server = new OpenImStandIn(Heartbeat.NONE);
        TestClient seven = online(server, "u7");
        TestClient eight = online(server, "u8")) {
      server.dropPush(1);
      server.errorOnSend(2);
      for (String number : new String[] {"1", "2", "3"}) {
        send(seven, number, "u7", "u8");
      }
      seven.expect("\"msgIncr\":\"1\"", "\"errCode\":0");
      seven.expect("\"reqIdentifier\":2001");
      seven.expect("\"msgIncr\":\"2\"", "\"errCode\":500,\"errMsg\":\"ServerInternalError\"");
      seven.expect("\"msgIncr\":\"3\"", "\"errCode\":0");
      assertThat(field(pushed(eight.next()), 4)).isEqualTo("id3");
      server.kick("u8");
      eight.expect("\"reqIdentifier\":2002");
      assertThat(server.violations()).isEmpty();
    }
  }
}
