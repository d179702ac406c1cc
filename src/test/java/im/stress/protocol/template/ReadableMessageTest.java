package im.stress.protocol.template;

import static im.stress.protocol.template.Frames.RUN_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import im.stress.config.CodecSettings;
import im.stress.protocol.Chat;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.RecordingLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a trace shows of messages with Protobuf in them: fields by their names, both ways. */
class ReadableMessageTest {
  /** Marker of message 3 of user 7 to user 8, due at 77 µs. */
  private static final String CONTENT = "im1:1234abcd0000000700000008000000030000000000004d";

  private final ProtocolContext context = Frames.context(RUN_KEY, "", 1, "secret", 50);
  private final RecordingLink link = new RecordingLink(RUN_KEY);
  private TemplateProtocol protocol;
  private ImSession session;

  private void open(String preset) {
    open(preset, "");
  }

  private void open(String preset, String changes) {
    CodecSettings settings = new CodecSettings(preset, ConfigFactory.parseString(changes));
    protocol = TemplateProtocol.compile(PresetTemplate.complete(settings), context, () -> 100);
    session = protocol.open(context.user(7), link);
    session.opened();
  }

  private String chat() {
    session.chat(new Chat(context).set(7, 8, 40, 3, 77));
    return sent();
  }

  /** Of the message that was sent last. */
  private String sent() {
    List<byte[]> all = link.sentBytes();
    return protocol.readable(Unpooled.wrappedBuffer(all.get(all.size() - 1)), true);
  }

  private String came(ByteBuf message) {
    String readable = protocol.readable(message, false);
    assertThat(message.readerIndex()).isZero();
    return readable;
  }

  private static String base64(String lines) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(Golden.hex(lines)));
  }

  @Test
  void a_message_inside_a_field_is_shown_both_ways() {
    open("im-connect");
    String push =
        """
        type         08 05
        payload      12 0c
        msgId        11 0900000000000000
        content      32 01 'a'
        """;

    assertThat(chat())
        .isEqualTo(
            "type: C2C_SEND payload: <99 bytes>; /payload = imconnect.C2CSendReq { clientMsgId: <16 bytes>"
                + " from: 8 to: 9 format: 1 content: \"%s\" time: 100 }",
            CONTENT);
    assertThat(came(Golden.bytes(push)))
        .isEqualTo(
            "type: C2C_MSG_PUSH payload: <12 bytes>; /payload = imconnect.C2CMsgPush { msgId: 9 content: \"a\" }");
  }

  @Test
  void an_answer_is_read_by_its_own_type() throws ProtocolException {
    open("im-connect");
    chat();
    session.frame(
        Golden.bytes(
            """
            type         08 05
            payload      12 1c
            clientMsgId  0a 01 'i'
            msgId        11 0900000000000000
            from         19 0900000000000000
            format       28 01
            content      32 03 'abc'
            """));

    assertThat(sent())
        .startsWith("type: C2C_ACK payload: <")
        .contains(
            "; /payload = imconnect.C2CAckReq { clientMsgId: <1 byte> msgId: 9 from: 8 to: 9 status: 3");
  }

  @Test
  void a_body_of_bytes_is_shown_by_its_type_also_in_the_login() {
    open("cim");

    assertThat(sent())
        .isEqualTo(
            "type=3 length=77 <77 bytes>; body = cim.SentBody { key: \"client_bind\" timestamp: 100"
                + " data: { key: \"channel\" value: \"android\" }"
                + " data: { key: \"deviceId\" value: \"8\" }"
                + " data: { key: \"token\" value: \"secret\" }"
                + " data: { key: \"uid\" value: \"8\" } }");
    assertThat(
            came(
                Golden.bytes(
                    """
                    type      04
                    length    1500
                    key       0a 0b 'client_bind'
                    code      12 03 '200'
                    timestamp 20 e807
                    """)))
        .isEqualTo(
            "type=4 length=21 <21 bytes>; body = cim.ReplyBody { key: \"client_bind\" code: \"200\""
                + " timestamp: 1000 }");
    assertThat(came(Golden.bytes("type 01\nlength 0000"))).isEqualTo("type=1 length=0 ");
  }

  @Test
  void a_message_in_base64_is_shown_behind_the_json() {
    open("openim");

    assertThat(chat())
        .startsWith("{\"reqIdentifier\":1003,\"sendID\":\"8\"")
        .contains("\"}; /data | base64 = ")
        .endsWith(
            "MsgData { sendID: \"8\" recvID: \"9\" clientMsgID: \"1234abcd0000000700000028\""
                + " senderPlatformID: 5 sessionType: 1 msgFrom: 100 contentType: 101"
                + " content: <64 bytes> createTime: 100 }");
    String data =
        base64(
            """
            msgs    0a 12
            key     0a 02 'si'
            value   12 0c
            Msgs    0a 0a
            sendID  0a 02 'u7'
            content 62 04 'text'
            """);
    assertThat(came(Frames.bytes("{\"reqIdentifier\":2001,\"data\":\"" + data + "\"}")))
        .contains("\"}; /data | base64 = ")
        .contains("PushMessages { msgs: { key: \"si\" value: { Msgs: { sendID: \"u7\"");
  }

  @Test
  void a_message_in_a_message_is_shown_after_the_one_around_it() {
    open(
        "im-connect",
        """
        outbound.chat.payload."protobuf:C2CSendReq" {
          format = 0
          content { "protobuf:C2CAckReq" { clientMsgId = "${content}", status = 4 } }
        }
        """);

    assertThat(chat())
        .contains("; /payload = imconnect.C2CSendReq { clientMsgId: <16 bytes> from: 8 to: 9")
        .endsWith(
            "; /payload | protobuf:C2CSendReq | /content = imconnect.C2CAckReq"
                + " { clientMsgId: <50 bytes> status: 4 }");
  }

  @Test
  void text_and_json_without_protobuf_are_shown_as_they_are() {
    open("json");

    assertThat(sent()).isEqualTo("{\"type\":\"login\",\"uid\":\"8\",\"token\":\"secret\"}");
    assertThat(came(Frames.bytes("{\"type\":\"unknown\"}"))).isEqualTo("{\"type\":\"unknown\"}");
  }
}
