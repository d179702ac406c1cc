package im.stress.protocol.template;

import static im.stress.protocol.template.Frames.RUN_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import im.stress.channel.Endpoint;
import im.stress.channel.Framing;
import im.stress.config.CodecSettings;
import im.stress.protocol.Chat;
import im.stress.protocol.GroupChat;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.RecordingLink;
import im.stress.protocol.Traits;
import im.stress.protocol.Traits.HeartbeatKind;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The preset {@code openim} says what OpenIM's msggateway understands. */
class OpenImPresetTest {
  /** Run, sender and number. */
  private static final String ID = "1234abcd" + "00000007" + "00000028";

  /** Marker of message 3 of user u7 to u8, due at 77 µs. */
  private static final String CONTENT =
      "im1:" + "1234abcd" + "00000007" + "00000008" + "00000003" + "0000000000004d";

  /** The same to group 2. */
  private static final String GROUP_CONTENT =
      "ig1:" + "1234abcd" + "00000007" + "00000002" + "00000003" + "0000000000004d";

  private static final long EPOCH_MILLIS = 1_700_000_000_123L;

  private final ProtocolContext context = Frames.context(RUN_KEY, "u", 0, "secret", 50);
  private final RecordingLink link = new RecordingLink(RUN_KEY);

  private TemplateProtocol protocol() {
    return protocol("");
  }

  private TemplateProtocol protocol(String changes) {
    CodecSettings settings = new CodecSettings("openim", ConfigFactory.parseString(changes));
    return TemplateProtocol.compile(PresetTemplate.complete(settings), context, () -> EPOCH_MILLIS);
  }

  private ImSession opened(int user) {
    ImSession session = protocol().open(context.user(user), link);
    session.opened();
    return session;
  }

  private ImSession online(int user) throws ProtocolException {
    ImSession session = opened(user);
    heard(session, "{'errCode':0,'errMsg':'','errDlt':''}");
    return session;
  }

  private String heard(ImSession session, String message, String... values)
      throws ProtocolException {
    session.frame(Frames.bytes(filled(message, values)));
    return link.events();
  }

  /** With double quotes, and the values in the order of their %s. */
  private static String filled(String message, String... values) {
    String filled = message.replace('\'', '"');
    for (String value : values) {
      filled = filled.replaceFirst("%s", value);
    }
    return filled;
  }

  /** A message of which each line is a field. */
  private static String base64(String golden) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(Golden.hex(golden)));
  }

  @Test
  void it_has_acks_and_is_kept_alive_by_ping_frames() {
    assertThat(protocol().framing()).isEqualTo(Framing.MESSAGE);
    assertThat(protocol().traits())
        .isEqualTo(
            new Traits(
                Traits.Messages.ACKNOWLEDGED,
                HeartbeatKind.PING_FRAME,
                true,
                new Traits.Groups(true, false, false, true)));
  }

  @Test
  void the_upgrade_is_the_login() {
    assertThat(protocol().endpoint(context.user(7)))
        .isEqualTo(
            new Endpoint(
                "",
                Map.of(
                    "sendID", "u7",
                    "token", "secret",
                    "platformID", "5",
                    "operationID", "connect-u7",
                    "isBackground", "false",
                    "sdkType", "js",
                    "isMsgResp", "true"),
                Map.of(),
                ""));
    opened(7);
    assertThat(link.sent()).isEmpty();
  }

  @Test
  void its_result_comes_as_a_first_frame() throws ProtocolException {
    assertThat(heard(opened(7), "{'errCode':0,'errMsg':'','errDlt':''}")).isEqualTo("loggedIn");
    assertThat(
            heard(
                opened(7),
                "{'errCode':1502,'errMsg':'TokenInvalidError','errDlt':'token is invalid'}"))
        .isEqualTo("loginRefused 1502 token is invalid");
  }

  /** As the comment of the preset says for servers that don't know isMsgResp. */
  @Test
  void the_connection_is_the_login_where_no_result_comes() {
    protocol("login = [], connect.query.isMsgResp = \"false\"")
        .open(context.user(7), link)
        .opened();

    assertThat(link.events()).isEqualTo("loggedIn");
  }

  @Test
  void a_message_is_protobuf_in_base64_in_json() throws ProtocolException {
    ImSession session = online(7);
    session.chat(new Chat(context).set(7, 8, 40, 3, 77));

    String data =
        base64(
            """
                sendID            0a 02 'u7'
                recvID            12 02 'u8'
                clientMsgID       22 18 '%s'
                senderPlatformID  30 05
                sessionType       48 01
                msgFrom           50 64
                contentType       58 65
                content           62 40 '{"content":"%s"}'
                createTime        80 01 fb d0 95 ff bc 31
                """
                .formatted(ID, CONTENT));
    assertThat(link.sent())
        .containsExactly(
            ("{\"reqIdentifier\":1003,\"sendID\":\"u7\",\"operationID\":\"%s\",\"msgIncr\":\"%s\","
                    + "\"data\":\"%s\"}")
                .formatted(ID, ID, data));
  }

  @Test
  void a_message_to_a_group_has_its_id_in_place_of_a_recipient() throws ProtocolException {
    ImSession session = online(7);
    session.groupChat(new GroupChat(context).set(7, 2, 40, 3, 77));

    String data =
        base64(
            """
                sendID            0a 02 'u7'
                groupID           1a 02 'g2'
                clientMsgID       22 18 '%s'
                senderPlatformID  30 05
                sessionType       48 03
                msgFrom           50 64
                contentType       58 65
                content           62 40 '{"content":"%s"}'
                createTime        80 01 fb d0 95 ff bc 31
                """
                .formatted(ID, GROUP_CONTENT));
    assertThat(link.sent())
        .containsExactly(
            ("{\"reqIdentifier\":1003,\"sendID\":\"u7\",\"operationID\":\"%s\",\"msgIncr\":\"%s\","
                    + "\"data\":\"%s\"}")
                .formatted(ID, ID, data));
  }

  @Test
  void an_answer_is_known_by_its_msg_incr() throws ProtocolException {
    ImSession session = online(7);
    String taken =
        base64(
            """
                serverMsgID  0a 03 's-1'
                clientMsgID  12 18 '%s'
                sendTime     18 fb d0 95 ff bc 31
                """
                .formatted(ID));

    assertThat(
            heard(
                session,
                "{'reqIdentifier':1003,'msgIncr':'%s','operationID':'%s','errCode':0,'errMsg':'',"
                    + "'data':'%s'}",
                ID,
                ID,
                taken))
        .isEqualTo("acked 40 0");
    assertThat(
            heard(
                session,
                "{'reqIdentifier':1003,'msgIncr':'%s','operationID':'%s','errCode':500,"
                    + "'errMsg':'ServerInternalError','data':null}",
                ID,
                ID))
        .isEqualTo("acked 40 500");
  }

  @Test
  void a_user_who_has_to_go_is_told() throws ProtocolException {
    assertThat(
            heard(
                online(8),
                "{'reqIdentifier':2002,'msgIncr':'','operationID':'','errCode':0,'errMsg':'',"
                    + "'data':null}"))
        .isEqualTo("kicked");
  }
}
