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
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The preset {@code phoenix} says what Phoenix channels understand. */
class PhoenixPresetTest {
  /** Marker of message 3 of user u7 to u8, due at 77 µs. */
  private static final String CONTENT =
      "im1:" + "1234abcd" + "00000007" + "00000008" + "00000003" + "0000000000004d";

  private final ProtocolContext context = Frames.context(RUN_KEY, "u", 0, "secret", 50);
  private final RecordingLink link = new RecordingLink(RUN_KEY);

  private TemplateProtocol protocol(String changes) {
    return TemplateProtocol.of(
        new CodecSettings("phoenix", ConfigFactory.parseString(changes)), context);
  }

  private ImSession opened(int user) {
    ImSession session = protocol("").open(context.user(user), link);
    session.opened();
    return session;
  }

  private ImSession online(int user) throws ProtocolException {
    ImSession session = opened(user);
    heard(session, "['1','1','inbox:u%s','phx_reply',{'response':{},'status':'ok'}]", "" + user);
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

  @Test
  void it_has_answered_heartbeats_and_broadcasts_that_come_back() {
    assertThat(protocol("").framing()).isEqualTo(Framing.MESSAGE);
    assertThat(protocol("").traits())
        .isEqualTo(
            new Traits(
                Traits.Messages.ACKNOWLEDGED,
                HeartbeatKind.MESSAGE,
                true,
                new Traits.Groups(true, true, true, true)));
  }

  @Test
  void serializer_and_token_are_parameters_of_the_socket() {
    assertThat(protocol("").endpoint(context.user(7)))
        .isEqualTo(new Endpoint("", Map.of("token", "secret", "vsn", "2.0.0"), Map.of(), ""));
  }

  @Test
  void a_user_joins_its_inbox() throws ProtocolException {
    ImSession session = opened(7);

    // join_ref, ref, topic, event, payload
    assertThat(link.sent()).containsExactly("[\"1\",\"1\",\"inbox:u7\",\"phx_join\",{}]");
    assertThat(heard(session, "['1','1','inbox:u7','phx_reply',{'response':{},'status':'ok'}]"))
        .isEqualTo("loggedIn");
    assertThat(heard(session, "['1',null,'inbox:u7','presence_state',{}]")).isEmpty();
    assertThat(heard(session, "['1',null,'inbox:u7','presence_diff',{'joins':{},'leaves':{}}]"))
        .isEmpty();
  }

  @Test
  void a_refused_join_is_told_in_the_words_of_the_application() throws ProtocolException {
    String refusal =
        "['1','1','inbox:u7','phx_reply',{'response':{'reason':'unauthorized'},'status':'error'}]";

    assertThat(heard(opened(7), refusal)).isEqualTo("loginRefused -1 unauthorized");
  }

  @Test
  void messages_are_numbered_on_their_connection() throws ProtocolException {
    ImSession session = online(7);
    session.chat(new Chat(context).set(7, 8, 40, 3, 77));
    session.chat(new Chat(context).set(7, 9, 41, 4, 77));

    assertThat(link.sent())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo(
                        "[\"1\",\"2\",\"inbox:u7\",\"chat\",{\"to\":\"u8\",\"content\":\""
                            + CONTENT
                            + "\"}]"),
            second ->
                assertThat(second).startsWith("[\"1\",\"3\",\"inbox:u7\",\"chat\",{\"to\":\"u9\""));
    assertThat(heard(session, "['1','3','inbox:u7','phx_reply',{'response':{},'status':'ok'}]"))
        .isEqualTo("acked 41 0");
    assertThat(
            heard(
                session,
                "['1','2','inbox:u7','phx_reply',{'response':{'reason':'no'},'status':'error'}]"))
        .isEqualTo("acked 40 -1");
  }

  @Test
  void a_message_is_pushed_to_the_inbox() throws ProtocolException {
    assertThat(
            heard(online(8), "[null,null,'inbox:u8','push',{'from':'u7','content':'%s'}]", CONTENT))
        .isEqualTo("pushed 7 8 3 77");
  }

  @Test
  void heartbeats_are_known_by_their_number() throws ProtocolException {
    ImSession session = online(7);
    session.heartbeat(5);

    assertThat(link.sent()).containsExactly("[null,\"h5\",\"phoenix\",\"heartbeat\",{}]");
    assertThat(heard(session, "[null,'h5','phoenix','phx_reply',{'response':{},'status':'ok'}]"))
        .isEqualTo("heartbeatAnswered 5");
  }

  @Test
  void rooms_are_joined_and_broadcast_to_their_senders_too() throws ProtocolException {
    ImSession session = online(7);
    session.joinGroup(2);
    session.groupChat(new GroupChat(context).set(7, 2, 40, 3, 77));

    assertThat(link.sent())
        .satisfiesExactly(
            join -> assertThat(join).isEqualTo("[\"jg2\",\"jg2\",\"room:g2\",\"phx_join\",{}]"),
            chat ->
                assertThat(chat)
                    .matches(
                        "\\[\"jg2\",\"2\",\"room:g2\",\"chat\",\\{\"content\":\"ig1:[0-9a-f]{46}\"}]"));
    assertThat(heard(session, "['jg2','jg2','room:g2','phx_reply',{'response':{},'status':'ok'}]"))
        .isEqualTo("joinedGroup 0");
    assertThat(
            heard(session, "['jg3','jg3','room:g3','phx_reply',{'response':{},'status':'error'}]"))
        .isEqualTo("joinedGroup -1");
    assertThat(heard(session, "['jg2','2','room:g2','phx_reply',{'response':{},'status':'ok'}]"))
        .isEqualTo("acked 40 0");
    assertThat(
            heard(
                session,
                "[null,null,'room:g2','push',{'from':'u7','content':'%s'}]",
                CONTENT.replaceFirst("im1", "ig1").replace("00000008", "00000002")))
        .isEqualTo("groupPushed 7 2 3 77");
  }

  @Test
  void the_end_of_the_channel_is_told() throws ProtocolException {
    assertThat(heard(online(7), "['1','1','inbox:u7','phx_close',{}]"))
        .isEqualTo("kicked phx_close; fail phx_close");
    assertThat(heard(online(7), "['1','1','inbox:u7','phx_error',{}]"))
        .isEqualTo("kicked phx_error; fail phx_error");
  }

  @Test
  void an_application_with_other_topics_and_events_is_four_options() throws ProtocolException {
    TemplateProtocol other =
        protocol("options { inbox = \"user:\", room = \"r:\", chat = new_msg, push = msg }");
    ImSession session = other.open(context.user(7), link);
    session.opened();
    session.chat(new Chat(context).set(7, 8, 0, 3, 77));

    assertThat(link.sent())
        .satisfiesExactly(
            join -> assertThat(join).isEqualTo("[\"1\",\"1\",\"user:u7\",\"phx_join\",{}]"),
            chat -> assertThat(chat).startsWith("[\"1\",\"2\",\"user:u7\",\"new_msg\",{\"to\""));
    assertThat(heard(session, "['1','1','user:u7','phx_reply',{'response':{},'status':'ok'}]"))
        .isEqualTo("loggedIn");
    assertThat(heard(session, "[null,null,'user:u7','msg',{'content':'%s'}]", CONTENT))
        .isEqualTo("pushed 7 8 3 77");
  }

  @Test
  void where_the_content_of_a_push_is_can_be_set_alone() throws ProtocolException {
    ImSession session = protocol("options.content = /4/body/text").open(context.user(8), link);
    session.opened();
    heard(session, "['1','1','inbox:u8','phx_reply',{'response':{},'status':'ok'}]");

    assertThat(heard(session, "['1',null,'inbox:u8','push',{'body':{'text':'%s'}}]", CONTENT))
        .isEqualTo("pushed 7 8 3 77");
    assertThat(heard(session, "[null,null,'room:g2','push',{'body':{'text':'hi'}}]"))
        .isEqualTo("pushed UNMARKED");
  }
}
