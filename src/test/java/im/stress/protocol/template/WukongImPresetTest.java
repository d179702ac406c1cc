package im.stress.protocol.template;

import static im.stress.protocol.template.Frames.RUN_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The preset {@code wukongim} says what WuKongIM understands of JSON-RPC. */
class WukongImPresetTest {
  /** Run, sender and number. */
  private static final String ID = "1234abcd" + "00000007" + "00000028";

  /** Marker of message 3 of user u7 to u8, due at 77 µs. */
  private static final String CONTENT =
      "im1:" + "1234abcd" + "00000007" + "00000008" + "00000003" + "0000000000004d";

  /** The same to group 2. */
  private static final String GROUP_CONTENT =
      "ig1:" + "1234abcd" + "00000007" + "00000002" + "00000003" + "0000000000004d";

  private final ProtocolContext context = Frames.context(RUN_KEY, "u", 0, "secret", 50);
  private final RecordingLink link = new RecordingLink(RUN_KEY);

  private TemplateProtocol protocol() {
    return TemplateProtocol.of(new CodecSettings("wukongim", ConfigFactory.empty()), context);
  }

  private ImSession opened(int user) {
    ImSession session = protocol().open(context.user(user), link);
    session.opened();
    return session;
  }

  private ImSession online(int user) throws ProtocolException {
    ImSession session = opened(user);
    heard(session, "{'jsonrpc':'2.0','id':'c','result':{'reasonCode':1,'nodeId':1}}");
    link.sent();
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

  /** What the SDKs send for a text. */
  private static String payload(String content) {
    String json = "{\"type\":1,\"content\":\"" + content + "\"}";
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void it_is_json_with_acks_and_answered_heartbeats() {
    assertThat(protocol().framing()).isEqualTo(Framing.MESSAGE);
    assertThat(protocol().traits())
        .isEqualTo(
            new Traits(
                Traits.Messages.ACKNOWLEDGED,
                HeartbeatKind.MESSAGE,
                false,
                new Traits.Groups(true, false, false, true)));
  }

  @Test
  void a_user_connects() throws ProtocolException {
    ImSession session = opened(7);

    assertThat(link.sent())
        .containsExactly(
            "{\"jsonrpc\":\"2.0\",\"method\":\"connect\",\"id\":\"c\",\"params\":{\"uid\":\"u7\","
                + "\"token\":\"secret\",\"deviceId\":\"im-stress-u7\",\"deviceFlag\":1,"
                + "\"version\":4}}");
    assertThat(
            heard(
                session,
                "{'jsonrpc':'2.0','id':'c','result':{'serverKey':'','salt':'','timeDiff':0,"
                    + "'reasonCode':1,'nodeId':1}}"))
        .isEqualTo("loggedIn");
    assertThat(
            heard(
                session,
                "{'jsonrpc':'2.0','method':'event','params':{'id':'1','type':'online',"
                    + "'timestamp':1,'data':''}}"))
        .isEmpty();
  }

  @Test
  void a_refused_login_has_a_reason_code_or_words() throws ProtocolException {
    assertThat(heard(opened(7), "{'jsonrpc':'2.0','id':'c','result':{'reasonCode':2,'nodeId':0}}"))
        .isEqualTo("loginRefused 2");
    assertThat(
            heard(opened(7), "{'jsonrpc':'2.0','id':'c','error':{'code':2,'message':'not today'}}"))
        .isEqualTo("loginRefused -1 not today");
  }

  @Test
  void a_message_is_sent_in_base64_and_answered() throws ProtocolException {
    ImSession session = online(7);
    session.chat(new Chat(context).set(7, 8, 40, 3, 77));

    // channelType 1 = a user
    assertThat(link.sent())
        .containsExactly(
            ("{\"jsonrpc\":\"2.0\",\"method\":\"send\",\"id\":\"%s\",\"params\":{\"clientMsgNo\":"
                    + "\"%s\",\"channelId\":\"u8\",\"channelType\":1,\"payload\":\"%s\"}}")
                .formatted(ID, ID, payload(CONTENT)));
    assertThat(
            heard(
                session,
                "{'jsonrpc':'2.0','id':'%s','result':{'messageId':'18','messageSeq':9,'reasonCode':1}}",
                ID))
        .isEqualTo("acked 40 0");
    assertThat(
            heard(
                session,
                "{'jsonrpc':'2.0','id':'%s','result':{'messageId':'0','messageSeq':0,'reasonCode':15}}",
                ID))
        .isEqualTo("acked 40 15");
    assertThat(heard(session, "{'jsonrpc':'2.0','id':'%s','error':{'code':3,'message':'no'}}", ID))
        .isEqualTo("acked 40 3");
  }

  @Test
  void a_message_is_received_and_receipted() throws ProtocolException {
    ImSession session = online(8);

    assertThat(
            heard(
                session,
                "{'jsonrpc':'2.0','method':'recv','params':{'messageId':'1800000000000000001',"
                    + "'messageSeq':9,'clientMsgNo':'%s','timestamp':1,'channelId':'u7',"
                    + "'channelType':1,'fromUid':'u7','payload':'%s'}}",
                ID,
                payload(CONTENT)))
        .isEqualTo("pushed 7 8 3 77");
    assertThat(link.sent())
        .containsExactly(
            "{\"jsonrpc\":\"2.0\",\"method\":\"recvack\",\"params\":{\"messageId\":"
                + "\"1800000000000000001\",\"messageSeq\":9}}");
  }

  @Test
  void a_group_is_a_channel_of_another_type() throws ProtocolException {
    ImSession session = online(7);
    session.groupChat(new GroupChat(context).set(7, 2, 40, 3, 77));

    assertThat(link.sent())
        .containsExactly(
            ("{\"jsonrpc\":\"2.0\",\"method\":\"send\",\"id\":\"%s\",\"params\":{\"clientMsgNo\":"
                    + "\"%s\",\"channelId\":\"g2\",\"channelType\":2,\"payload\":\"%s\"}}")
                .formatted(ID, ID, payload(GROUP_CONTENT)));
    assertThat(
            heard(
                session,
                "{'jsonrpc':'2.0','id':'%s','result':{'messageId':'0','messageSeq':0,'reasonCode':15}}",
                ID))
        .isEqualTo("acked 40 15");
    assertThat(
            heard(
                session,
                "{'jsonrpc':'2.0','method':'recv','params':{'messageId':'5','messageSeq':2,"
                    + "'channelId':'g2','channelType':2,'fromUid':'u7','payload':'%s'}}",
                payload(GROUP_CONTENT)))
        .isEqualTo("groupPushed 7 2 3 77");
    assertThat(link.sent())
        .containsExactly(
            "{\"jsonrpc\":\"2.0\",\"method\":\"recvack\",\"params\":{\"messageId\":\"5\","
                + "\"messageSeq\":2}}");
  }

  @Test
  void pings_are_answered_by_the_document_or_by_the_source() throws ProtocolException {
    ImSession session = online(7);
    session.heartbeat(5);

    assertThat(link.sent())
        .containsExactly("{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":\"p\"}");
    assertThat(heard(session, "{'method':'pong'}")).isEqualTo("heartbeatAnswered -1");
    assertThat(heard(session, "{'jsonrpc':'2.0','id':'p'}")).isEqualTo("heartbeatAnswered -1");
  }

  @Test
  void a_disconnect_is_announced() throws ProtocolException {
    assertThat(
            heard(
                online(7),
                "{'jsonrpc':'2.0','method':'disconnect','params':{'reasonCode':12,"
                    + "'reason':'kicked'}}"))
        .isEqualTo("kicked kicked");
  }
}
