package im.stress.protocol.template;

import static im.stress.protocol.template.Frames.RUN_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import im.stress.config.CodecSettings;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.RecordingLink;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What the preset {@code openim} makes of OpenIM's pushes, which hold lists in a map. */
class OpenImPushTest {
  /** Marker of message 3 of user u7 to u8, due at 77 µs. */
  private static final String CONTENT =
      "im1:" + "1234abcd" + "00000007" + "00000008" + "00000003" + "0000000000004d";

  /** The same to group 2. */
  private static final String GROUP_CONTENT =
      "ig1:" + "1234abcd" + "00000007" + "00000002" + "00000003" + "0000000000004d";

  private final ProtocolContext context = Frames.context(RUN_KEY, "u", 0, "secret", 50);
  private final RecordingLink link = new RecordingLink(RUN_KEY);

  /** What user 8, who is online, makes of a message with apostrophes in place of quotes. */
  private String heard(String message) throws ProtocolException {
    CodecSettings settings = new CodecSettings("openim", ConfigFactory.empty());
    ImSession session = TemplateProtocol.of(settings, context).open(context.user(8), link);
    session.opened();
    session.frame(Frames.bytes("{'errCode':0,'errMsg':'','errDlt':''}".replace('\'', '"')));
    link.events();
    session.frame(Frames.bytes(message.replace('\'', '"')));
    return link.events();
  }

  private static String hex(String text) {
    return Golden.hexOf(text);
  }

  /** A field with the length of a message in one byte: such a short one that is. */
  private static String field(int tag, String... hex) {
    String all = String.join("", hex).replace(" ", "");
    int length = all.length() / 2;
    assertThat(length).isLessThan(0x4000);
    String size =
        length < 0x80
            ? "%02x".formatted(length)
            : "%02x%02x".formatted((length & 0x7f) | 0x80, length >> 7);
    return "%02x".formatted(tag) + size + all;
  }

  private static String message(int sessionType, int contentType, String content) {
    return field(
        0x0a, // PullMsgs: 1 Msgs
        field(0x0a, hex("u7")), // MsgData: 1 sendID
        field(0x12, hex("u8")), // 2 recvID
        field(0x2a, hex("s-1")), // 5 serverMsgID
        "48 %02x".formatted(sessionType), // 9 sessionType
        "50 64", // 10 msgFrom
        "58 %02x".formatted(contentType), // 11 contentType
        field(0x62, hex(content)), // 12 content
        "70 09"); // 14 seq
  }

  private static String entry(int tag, String conversation, String... messages) {
    return field(
        tag, // PushMessages: 0a = 1 msgs, 12 = 2 notificationMsgs
        field(0x0a, hex(conversation)), // 1 key of the map
        field(0x12, messages)); // 2 its value, a PullMsgs
  }

  private String pushed(String... entries) throws ProtocolException {
    byte[] push = HexFormat.of().parseHex(String.join("", entries));
    return heard(
        "{'reqIdentifier':2001,'msgIncr':'','operationID':'x','errCode':0,'errMsg':'','data':'%s'}"
            .formatted(Base64.getEncoder().encodeToString(push)));
  }

  @Test
  void each_text_of_a_push_is_a_message() throws ProtocolException {
    String text = "{\"content\":\"" + CONTENT + "\"}";
    String later = text.replace("00000003", "00000004");

    assertThat(pushed(entry(0x0a, "si_u7_u8", message(1, 101, text)))).isEqualTo("pushed 7 8 3 77");
    assertThat(
            pushed(
                entry(0x0a, "si_u7_u8", message(1, 101, text), message(1, 101, later)),
                entry(0x0a, "si_u8_u9", message(1, 101, text))))
        .isEqualTo("pushed 7 8 3 77; pushed 7 8 4 77; pushed 7 8 3 77");
    assertThat(
            pushed(
                entry(0x0a, "si_u7_u8", message(1, 101, text)),
                entry(0x0a, "sg_g2", message(3, 101, text.replace(CONTENT, GROUP_CONTENT)))))
        .isEqualTo("pushed 7 8 3 77; groupPushed 7 2 3 77");
  }

  @Test
  void notifications_other_contents_and_nothing_at_all_are_passed_over() throws ProtocolException {
    String receipt = "{\"seqs\":[1]}";

    assertThat(pushed(entry(0x12, "n_u8_u8", message(4, 101, "{}")))).isEmpty();
    assertThat(pushed(entry(0x0a, "si_u7_u8", message(1, 113, receipt)))).isEmpty();
    assertThat(
            heard(
                "{'reqIdentifier':2001,'msgIncr':'','operationID':'x','errCode':0,'errMsg':'',"
                    + "'data':null}"))
        .isEmpty();
    assertThat(
            heard(
                "{'reqIdentifier':2005,'msgIncr':'','operationID':'x','errCode':0,'errMsg':'',"
                    + "'data':''}"))
        .isEmpty();
  }
}
