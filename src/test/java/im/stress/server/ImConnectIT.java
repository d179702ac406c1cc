package im.stress.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client of {@code im-connect} may rely on, and what ends its connection. */
class ImConnectIT {
  /** Of C2C_SEND with a content of more than 127 bytes: tags and lengths, ids, format and time. */
  private static final int BYTES_AROUND_CONTENT = 2 + 3 + 18 + 9 + 9 + 2 + 3 + 9;

  private ImServer server = start();

  private static ImServer start(String... faults) {
    return TestServer.imConnect(Duration.ZERO, ImConnectBackend.REPEAT_DELAYS, faults);
  }

  private void restart(String... faults) {
    server.close();
    server = start(faults);
  }

  private ImConnectClient login(long uid) throws IOException {
    return ImConnectClient.login(server, uid);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void assertRefused(String... headers) {
    assertThatThrownBy(() -> ImConnectClient.handshake(server, headers))
        .isInstanceOf(IOException.class)
        .hasMessage("stream ended after ");
  }

  @Test
  void handshake_is_the_login() throws IOException {
    try (ImConnectClient client = login(7)) {
      assertThat(client.raw().statusLine()).contains("101");
      client.expectNothingBeforePong();
      assertThat(server.stats().logins()).isEqualTo(1);
      assertThat(server.stats().connectionsOpen()).isEqualTo(1);
      assertThat(server.stats().heartbeats()).isEqualTo(1);
    }
  }

  @Test
  void refusal_is_a_close_before_the_upgrade_without_a_byte() {
    assertRefused("uid: 7");
    assertRefused("token:", "uid: 7");
    assertRefused("token: t");
    assertRefused("token: t", "uid: u7");
    assertRefused("token: t", "uid: 18446744073709551616");
    assertThat(server.stats().loginsRejected()).isEqualTo(5);
    assertThat(server.stats().connectionsOpened()).isZero();
  }

  @Test
  void rejected_login_is_such_a_refusal() {
    restart("reject-login=1");
    assertRefused("token: t", "uid: 7");
    assertThat(server.stats().loginsRejected()).isEqualTo(1);
    assertThat(server.stats().logins()).isZero();
  }

  @Test
  void user_beyond_the_limit_is_refused() throws IOException {
    List<ImConnectClient> clients = new ArrayList<>();
    try {
      for (int uid = 1; uid <= TestServer.MAX_USERS; uid++) {
        clients.add(login(uid));
      }
      assertRefused("token: t", "uid: 1000");
      clients.add(login(1));
    } finally {
      for (ImConnectClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void newer_login_pushes_the_older_out() throws IOException {
    try (ImConnectClient older = login(7);
        ImConnectClient newer = login(7)) {
      assertThat(older.raw().closeFrame()).isEqualTo("4001 logged in elsewhere");
      newer.expectNothingBeforePong();
    }
  }

  @Test
  void message_is_acknowledged_and_pushed_with_the_same_id() throws IOException {
    try (ImConnectClient sender = login(7);
        ImConnectClient recipient = login(8)) {
      sender.chat("m1", 8, "hé");

      ImConnectAck ack = sender.ack();
      ByteString id = ImConnectClient.clientMsgId("m1");
      assertThat(ack).isEqualTo(new ImConnectAck(id, ack.msgId(), 0, 7, ImConnectAck.BY_SERVER));
      assertThat(ack.msgId()).isPositive();
      assertThat(recipient.push())
          .isEqualTo(new ImConnectMessage(id, ack.msgId(), 7, 8, 1, "hé", 42));
      assertThat(server.stats().messages()).isEqualTo(1);
      assertThat(server.stats().acks()).isEqualTo(1);
      assertThat(server.stats().pushes()).isEqualTo(1);
    }
  }

  @Test
  void message_to_nobody_is_acknowledged_and_counted() throws IOException {
    try (ImConnectClient sender = login(7)) {
      sender.chat("m1", 8, "c");
      sender.ack();
      sender.expectNothingBeforePong();
      assertThat(server.stats().pushesOffline()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {ImConnectAck.UNREAD, ImConnectAck.READ})
  void receipt_is_passed_on_to_the_sender_once(int status) throws IOException {
    try (ImConnectClient sender = login(7);
        ImConnectClient recipient = login(8)) {
      sender.chat("m1", 8, "c");
      long msgId = sender.ack().msgId();
      ImConnectMessage push = recipient.push();
      recipient.confirm(push, status);
      recipient.confirm(push, status);
      recipient.expectNothingBeforePong();

      ByteString id = ImConnectClient.clientMsgId("m1");
      assertThat(sender.ack()).isEqualTo(new ImConnectAck(id, msgId, 8, 7, status));
      sender.expectNothingBeforePong();
      assertThat(server.stats().receipts()).isEqualTo(2);
    }
  }

  @Test
  void push_without_a_receipt_is_repeated_and_one_with_it_is_not() throws IOException {
    Duration second = Duration.ofSeconds(1);
    try (ImServer soon = TestServer.imConnect(Duration.ZERO, List.of(second, second));
        ImConnectClient sender = ImConnectClient.login(soon, 7);
        ImConnectClient recipient = ImConnectClient.login(soon, 8)) {
      sender.chat("m1", 8, "confirmed");
      recipient.confirm(recipient.push(), ImConnectAck.UNREAD);
      sender.chat("m2", 8, "not confirmed");
      ImConnectMessage push = recipient.push();

      assertThat(push.content()).isEqualTo("not confirmed");
      assertThat(recipient.push()).isEqualTo(push);
      assertThat(recipient.push()).isEqualTo(push);
      recipient.expectNothingBeforePong();
      assertThat(soon.stats().pushes()).isEqualTo(2);
      assertThat(soon.stats().pushesRepeated()).isEqualTo(2);
      assertThat(soon.stats().receipts()).isEqualTo(1);
    }
  }

  @Test
  void repeats_come_5_30_and_300_seconds_apart() {
    assertThat(ImConnectBackend.REPEAT_DELAYS)
        .extracting(Duration::toSeconds)
        .containsExactly(5L, 30L, 300L);
  }

  @Test
  void there_are_no_groups_and_the_sender_is_told() throws IOException {
    try (ImConnectClient client = login(7)) {
      client.send(ImConnectEnvelope.GROUP_SEND, ByteString.EMPTY);
      assertThat(client.envelope())
          .isEqualTo(
              new ImConnectEnvelope(
                  ImConnectEnvelope.GROUP_ACK, ByteString.EMPTY, 501, "no groups here"));
    }
  }

  @Test
  void text_frame_closes() throws IOException {
    try (ImConnectClient client = login(7)) {
      client.raw().send("{\"type\":\"ping\"}");
      assertThat(client.raw().closeFrame())
          .isEqualTo("1003 expected binary frames, got a text one");
      assertThat(server.stats().framesMalformed()).isEqualTo(1);
    }
  }

  @Test
  void frame_of_10240_bytes_is_taken_and_a_larger_one_closes() throws IOException {
    try (ImConnectClient client = login(7)) {
      String content = "c".repeat(10_240 - BYTES_AROUND_CONTENT);
      client.chat("m1", 8, content);
      client.ack();
      client.chat("m2", 8, content + "c");
      assertThat(client.raw().closeFrame()).startsWith("1009 ");
    }
  }

  @Test
  void garbage_closes() throws IOException {
    try (ImConnectClient client = login(7)) {
      client.raw().sendFrame(0x80 | RawClient.BINARY, "garbage".getBytes(UTF_8));
      assertThat(client.raw().closeFrame())
          .isEqualTo("1007 malformed Protobuf in a frame of 7 bytes");
    }
  }

  @Test
  void unknown_type_closes() throws IOException {
    try (ImConnectClient client = login(7)) {
      client.send(99, ByteString.EMPTY);
      assertThat(client.raw().closeFrame()).isEqualTo("1003 unknown type 99");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {RawClient.PING, RawClient.PONG, RawClient.BINARY})
  void any_frame_keeps_alive_and_silence_ends(int opcode) throws IOException {
    try (ImServer idle = TestServer.imConnect(Duration.ofSeconds(1), List.of());
        ImConnectClient silent = ImConnectClient.login(idle, 7);
        ImConnectClient lively = ImConnectClient.login(idle, 8)) {
      byte[] ignored = ImConnectEnvelope.ok(3, ByteString.EMPTY).write().toByteArray();
      await()
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                lively.raw().sendFrame(0x80 | opcode, ignored);
                return idle.stats().connectionsOpen() == 1;
              });
      silent.raw().awaitEnd();
      assertThat(idle.stats().closes()).isEqualTo(Map.of("1006", 1L));
    }
  }

  @Test
  void faults_of_pushes_strike_and_are_counted() throws IOException {
    restart("duplicate-push=1", "garbage-push=1");
    try (ImConnectClient sender = login(7);
        ImConnectClient recipient = login(8)) {
      sender.chat("m1", 8, "c");
      ImConnectMessage push = recipient.push();
      assertThat(recipient.push()).isEqualTo(push);
      assertThatThrownBy(recipient::envelope)
          .isInstanceOf(com.google.protobuf.InvalidProtocolBufferException.class);
      recipient.expectNothingBeforePong();
      assertThat(server.stats().pushesDuplicated()).isEqualTo(1);
      assertThat(server.stats().framesGarbage()).isEqualTo(1);
    }
  }

  @Test
  void faults_of_routes_and_acks_strike_and_are_counted() throws IOException {
    restart("misroute-push=1", "drop-ack=1");
    try (ImConnectClient sender = login(7);
        ImConnectClient recipient = login(8);
        ImConnectClient other = login(9)) {
      sender.chat("m1", 8, "c");
      assertThat(other.push().to()).isEqualTo(8);
      sender.expectNothingBeforePong();
      recipient.expectNothingBeforePong();
      assertThat(server.stats().pushesMisrouted()).isEqualTo(1);
      assertThat(server.stats().acksDropped()).isEqualTo(1);
    }
  }

  @Test
  void pushed_out_user_gets_a_close_frame() throws IOException {
    restart("kick-after=100ms");
    try (ImConnectClient client = login(7)) {
      assertThat(client.raw().closeFrame()).isEqualTo("4001 kicked by fault");
    }
  }

  @Test
  void counts_are_told_over_http() throws IOException, InterruptedException {
    URI stats = URI.create("http://127.0.0.1:" + server.port() + "/stats");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(stats).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).contains("\"receipts\":0", "\"pushesRepeated\":0", "\"logins\":0");
  }
}
