package im.stress.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of each message, from the numbers of the protocol's description. */
class ImConnectBackendTest {
  /** Field 1 with wire type 2: its tag, 16 bytes, a UUID. */
  private static final String CLIENT_MSG_ID = "0a 10 000102030405060708090a0b0c0d0e0f";

  private static final String CHAT =
      "08 01" // type: C2C_SEND
          + "12 33" // payload: 51 bytes
          + CLIENT_MSG_ID
          + "19 0700000000000000" // from: 7
          + "21 0800000000000000" // to: 8
          + "28 01" // format: text
          + "32 02 6869" // content: hi
          + "39 006c50c4a0010000"; // time: 1790000000000

  private static final String RECEIPT =
      "08 02" // type: C2C_ACK
          + "12 2f" // payload: 47 bytes
          + CLIENT_MSG_ID
          + "11 0100000000000000" // msgId: 1
          + "19 0800000000000000" // from: 8
          + "21 0700000000000000" // to: 7
          + "28 03"; // status: received, unread

  private final Backend backend = new ImConnectBackend();

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  /** As the server writes it: each character is a byte. */
  private static String text(String hex) {
    return new String(bytes(hex), ISO_8859_1);
  }

  private Request read(String hex) throws MalformedRequest {
    return backend.read(Unpooled.wrappedBuffer(bytes(hex)));
  }

  private static HttpHeaders headers(String token, String uid) {
    return new DefaultHttpHeaders().add("token", token).add("uid", uid);
  }

  @Test
  void chat_is_read_acknowledged_and_pushed_with_the_servers_id() throws MalformedRequest {
    Request.Chat chat = (Request.Chat) read(CHAT);

    assertThat(chat.to()).isEqualTo("8");
    assertThat(chat.toGroup()).isFalse();
    assertThat(backend.receiptId(chat)).hasValue("1");
    assertThat(backend.ack("7", chat))
        .hasValue(
            text(
                "08 02" // type: C2C_ACK
                    + "12 26" // payload: 38 bytes
                    + CLIENT_MSG_ID
                    + "11 0100000000000000" // msgId: 1
                    + "21 0700000000000000" // to: 7, the sender; from: 0, not written
                    + "28 01")); // status: received by the server; code: 0, not written
    assertThat(backend.push("7", chat))
        .isEqualTo(
            text(
                "08 05" // type: C2C_MSG_PUSH
                    + "12 3c" // payload: 60 bytes
                    + CLIENT_MSG_ID
                    + "11 0100000000000000" // msgId: 1
                    + "19 0700000000000000" // from: 7
                    + "21 0800000000000000" // to: 8
                    + "28 01" // format: text
                    + "32 02 6869" // content: hi
                    + "39 006c50c4a0010000")); // time: as sent
  }

  @Test
  void sender_is_who_logged_in_whatever_the_message_says() throws MalformedRequest {
    Request.Chat chat = (Request.Chat) read(CHAT);

    assertThat(backend.push("18446744073709551615", chat)).contains(text("19 ffffffffffffffff"));
    assertThat(backend.ack("9", chat).orElseThrow()).contains(text("21 0900000000000000"));
  }

  @Test
  void each_message_gets_a_number_of_its_own() throws MalformedRequest {
    assertThat(((Request.Chat) read(CHAT)).id()).isEqualTo("1");
    assertThat(((Request.Chat) read(CHAT)).id()).isEqualTo("2");
  }

  @Test
  void receipt_is_passed_on_between_those_who_are_logged_in() throws MalformedRequest {
    Request.Receipt receipt = (Request.Receipt) read(RECEIPT);

    assertThat(receipt.id()).isEqualTo("1");
    assertThat(backend.receipt("7", "8", receipt)).hasValue(text(RECEIPT));
    assertThat(backend.receipt("9", "8", receipt))
        .hasValue(text(RECEIPT.replace("21 07", "21 09")));
    assertThat(read(RECEIPT.replace("28 03", "28 04"))).isInstanceOf(Request.Receipt.class);
    assertThat(read(RECEIPT.replace("28 03", "28 01"))).isEqualTo(new Request.Nothing());
  }

  @Test
  void message_to_a_group_is_answered_that_there_are_none() throws MalformedRequest {
    assertThat(read("08 07 12 00")) // type: GROUP_SEND
        .isEqualTo(
            new Request.Unserved(
                text(
                    "08 09" // type: GROUP_ACK
                        + "18 f503" // code: 501
                        + "22 0e 6e6f2067726f7570732068657265"))); // msg: no groups here
  }

  @Test
  void other_types_of_the_protocol_change_nothing_and_more_are_unknown() throws MalformedRequest {
    assertThat(read("08 03")).isEqualTo(new Request.Nothing());
    assertThat(read("08 0c")).isEqualTo(new Request.Nothing());
    assertThat(read("08 0d")).isEqualTo(new Request.Unknown("type 13"));
    assertThat(read("")).isEqualTo(new Request.Unknown("type 0"));
  }

  @Test
  void order_and_unknown_fields_do_not_matter() throws MalformedRequest {
    String turned = CHAT.substring(5) + "08 01 7a 01 00 78 05"; // type last; fields 15, twice

    assertThat(read(turned))
        .isEqualTo(new ImConnectBackend().read(Unpooled.wrappedBuffer(bytes(CHAT))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ff", // half a tag
        "00", // field 0
        "08", // no value
        "08 01 12 05 0a", // a payload that is cut off
        "08 01 12 02 0a 05", // an id that is cut off within its payload
        "0c", // the end of a group that has no start
        "08 01 12 12 0a 0f 000102030405060708090a0b0c0d0e 00", // 15 bytes of clientMsgId
        "08 01", // no clientMsgId
        "7b226964223a317d" // {"id":1}
      })
  void anything_else_is_malformed(String hex) {
    assertThatThrownBy(() -> read(hex)).isInstanceOf(MalformedRequest.class);
  }

  @Test
  void content_that_is_not_utf_8_is_malformed() {
    assertThatThrownBy(() -> read(CHAT.replace("6869", "ff69")))
        .isInstanceOf(MalformedRequest.class)
        .hasMessage("malformed Protobuf in a frame of 55 bytes");
  }

  @Test
  void id_of_another_length_says_what_was_expected() {
    assertThatThrownBy(() -> read("08 01 12 03 0a 01 00"))
        .hasMessage("expected 16 bytes of clientMsgId, got 1");
  }

  @Test
  void garbage_can_not_be_read() {
    byte[] garbage = backend.garbage().getBytes(ISO_8859_1);
    assertThatThrownBy(() -> backend.read(Unpooled.wrappedBuffer(garbage)))
        .isInstanceOf(MalformedRequest.class);
  }

  @ParameterizedTest
  @CsvSource({"7,7", "0,0", "007,7", "18446744073709551615,18446744073709551615"})
  void user_is_the_unsigned_number_of_the_handshake(String uid, String user) {
    assertThat(backend.userOf(headers("t", uid))).isEqualTo(Optional.of(user));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u7", "-1", "+7", "7 ", "1.5", "18446744073709551616"})
  void anybody_else_is_refused(String uid) {
    assertThat(backend.userOf(headers("t", uid))).isEmpty();
  }

  @Test
  void handshake_without_a_token_or_a_user_is_refused() {
    assertThat(backend.userOf(headers("", "7"))).isEmpty();
    assertThat(backend.userOf(new DefaultHttpHeaders().add("uid", "7"))).isEmpty();
    assertThat(backend.userOf(new DefaultHttpHeaders().add("token", "t"))).isEmpty();
  }
}
