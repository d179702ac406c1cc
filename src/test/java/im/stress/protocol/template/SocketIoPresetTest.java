package im.stress.protocol.template;

import static im.stress.protocol.template.Frames.RUN_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import im.stress.channel.Endpoint;
import im.stress.channel.Framing;
import im.stress.config.CodecSettings;
import im.stress.protocol.Chat;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.RecordingLink;
import im.stress.protocol.Traits;
import im.stress.protocol.Traits.HeartbeatKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The preset {@code socketio} says what servers of Socket.IO understand. */
class SocketIoPresetTest {
  /** Marker of message 3 of user u7 to u8, due at 77 µs. */
  private static final String CONTENT =
      "im1:" + "1234abcd" + "00000007" + "00000008" + "00000003" + "0000000000004d";

  /** Engine.IO's open packet. */
  private static final String OPEN =
      "0{'sid':'lv_VI97HAXpY6yYWAAAC','upgrades':[],'pingInterval':25000,'pingTimeout':20000,"
          + "'maxPayload':1000000}";

  private final ProtocolContext context = Frames.context(RUN_KEY, "u", 0, "secret", 50);
  private final RecordingLink link = new RecordingLink(RUN_KEY);

  private TemplateProtocol protocol(String changes) {
    return TemplateProtocol.of(
        new CodecSettings("socketio", ConfigFactory.parseString(changes)), context);
  }

  private ImSession opened(String changes, int user) throws ProtocolException {
    ImSession session = protocol(changes).open(context.user(user), link);
    session.opened();
    assertThat(link.sent()).isEmpty();
    assertThat(heard(session, OPEN)).isEmpty();
    return session;
  }

  private ImSession online(int user) throws ProtocolException {
    ImSession session = opened("", user);
    heard(session, "40{'sid':'wZX3oN0bSVIhsaknAAAI'}");
    link.sent();
    return session;
  }

  private String heard(ImSession session, String message) throws ProtocolException {
    session.frame(Frames.bytes(message.replace('\'', '"')));
    return link.events();
  }

  @Test
  void messages_are_acknowledged_and_the_heartbeats_are_the_servers() {
    assertThat(protocol("").framing()).isEqualTo(Framing.MESSAGE);
    assertThat(protocol("").traits())
        .isEqualTo(new Traits(Traits.Messages.ACKNOWLEDGED, HeartbeatKind.NONE, false));
  }

  @Test
  void engine_and_transport_are_in_the_query() {
    assertThat(protocol("").endpoint(context.user(7)))
        .isEqualTo(new Endpoint("", Map.of("EIO", "4", "transport", "websocket"), Map.of(), ""));
  }

  @Test
  void a_user_logs_in_when_the_server_has_spoken() throws ProtocolException {
    ImSession session = opened("", 7);

    assertThat(link.sent()).containsExactly("40{\"token\":\"secret\",\"uid\":\"u7\"}");
    assertThat(heard(session, "40{'sid':'wZX3oN0bSVIhsaknAAAI'}")).isEqualTo("loggedIn");
  }

  @Test
  void a_refusal_is_told_with_its_words() throws ProtocolException {
    assertThat(heard(opened("", 7), "44{'message':'Not authorized','data':{'code':'E001'}}"))
        .isEqualTo("loginRefused -1 Not authorized");
  }

  @Test
  void messages_are_numbered_and_acknowledged_by_their_number() throws ProtocolException {
    ImSession session = online(7);
    session.chat(new Chat(context).set(7, 8, 41, 3, 77));
    session.chat(new Chat(context).set(7, 8, 42, 3, 77));

    String payload = "[\"chat\",{\"to\":\"u8\",\"content\":\"" + CONTENT + "\"}]";
    assertThat(link.sent()).containsExactly("421" + payload, "422" + payload);
    assertThat(heard(session, "432[]")).isEqualTo("acked 42 0");
    assertThat(heard(session, "431[{'code':0}]")).isEqualTo("acked 41 0");
    assertThat(heard(session, "431[{'code':5}]")).isEqualTo("acked 41 5");
    assertThat(heard(session, "431['ok']")).isEqualTo("acked 41 0");
  }

  @Test
  void a_push_is_acknowledged_where_the_server_asks_for_it() throws ProtocolException {
    ImSession session = online(8);

    assertThat(heard(session, "42['push',{'from':'u7','content':'" + CONTENT + "'}]"))
        .isEqualTo("pushed 7 8 3 77");
    assertThat(link.sent()).isEmpty();
    assertThat(heard(session, "4212['push',{'from':'u7','content':'" + CONTENT + "'}]"))
        .isEqualTo("pushed 7 8 3 77");
    assertThat(link.sent()).containsExactly("4312[]");
  }

  @Test
  void a_ping_is_answered_by_a_pong_also_before_the_login_is_done() throws ProtocolException {
    ImSession session = opened("", 7);
    link.sent();

    assertThat(heard(session, "2")).isEmpty();
    assertThat(link.sent()).containsExactly("3");
    assertThat(heard(session, "40{'sid':'a'}")).isEqualTo("loggedIn");
    assertThat(heard(session, "2")).isEmpty();
    assertThat(link.sent()).containsExactly("3");
    assertThat(heard(session, "6")).isEmpty();
    assertThat(link.sent()).isEmpty();
  }

  @Test
  void a_kick_closes_the_namespace_or_all() throws ProtocolException {
    assertThat(heard(online(7), "41")).isEqualTo("kicked; fail");
    assertThat(heard(online(7), "1")).isEqualTo("kicked");
  }

  @Test
  void a_namespace_stands_behind_the_number() throws ProtocolException {
    ImSession session = opened("options.namespace = \"/im,\"", 7);
    assertThat(link.sent()).containsExactly("40/im,{\"token\":\"secret\",\"uid\":\"u7\"}");
    assertThat(heard(session, "40/im,{'sid':'a'}")).isEqualTo("loggedIn");

    session.chat(new Chat(context).set(7, 8, 41, 3, 77));
    assertThat(link.sent().get(0)).startsWith("42/im,1[\"chat\",");
    assertThat(heard(session, "43/im,1[]")).isEqualTo("acked 41 0");
    assertThat(heard(session, "42/im,['push',{'content':'x'}]")).isEqualTo("pushed UNMARKED");
    assertThat(link.sent()).isEmpty();
    assertThat(heard(session, "42/im,5['push',{'content':'x'}]")).isEqualTo("pushed UNMARKED");
    assertThat(link.sent()).containsExactly("43/im,5[]");
    assertThat(heard(session, "41/im,")).isEqualTo("kicked; fail");
  }

  @Test
  void events_have_the_names_of_the_application() throws ProtocolException {
    ImSession session = opened("options { chat = say, push = said }", 7);
    heard(session, "40{'sid':'a'}");
    link.sent();
    session.chat(new Chat(context).set(7, 8, 41, 3, 77));

    assertThat(link.sent().get(0)).startsWith("421[\"say\",");
    assertThat(heard(session, "42['said',{'content':'x'}]")).isEqualTo("pushed UNMARKED");
  }
}
