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

/** The preset {@code stomp} says what brokers of STOMP 1.2 understand. */
class StompPresetTest {
  /** Marker of message 3 of user u7 to u8, due at 77 µs. */
  private static final String CONTENT =
      "im1:" + "1234abcd" + "00000007" + "00000008" + "00000003" + "0000000000004d";

  private static final String CONNECTED =
      "CONNECTED\nversion:1.2\nheart-beat:20000,20000\nsession:s-1\nserver:RabbitMQ/3.13.7\n\n\0";

  private static final String SUBSCRIBED = "RECEIPT\nreceipt-id:subscribed\n\n\0";

  private final ProtocolContext context = Frames.context(RUN_KEY, "u", 0, "secret", 50);
  private final RecordingLink link = new RecordingLink(RUN_KEY);

  private TemplateProtocol protocol(String changes) {
    return TemplateProtocol.of(
        new CodecSettings("stomp", ConfigFactory.parseString(changes)), context);
  }

  private ImSession opened(String changes, int user) {
    ImSession session = protocol(changes).open(context.user(user), link);
    session.opened();
    return session;
  }

  private ImSession online(String changes, int user) throws ProtocolException {
    ImSession session = opened(changes, user);
    heard(session, CONNECTED);
    assertThat(heard(session, SUBSCRIBED)).isEqualTo("loggedIn");
    link.sent();
    return session;
  }

  private String heard(ImSession session, String message) throws ProtocolException {
    session.frame(Frames.bytes(message));
    return link.events();
  }

  @Test
  void messages_are_acknowledged_and_heartbeats_are_sent_both_ways() {
    assertThat(protocol("").framing()).isEqualTo(Framing.MESSAGE);
    assertThat(protocol("").traits())
        .isEqualTo(
            new Traits(Traits.Messages.ACKNOWLEDGED, HeartbeatKind.MESSAGE_UNANSWERED, false));
  }

  @Test
  void the_version_is_a_subprotocol() {
    assertThat(protocol("").endpoint(context.user(7)))
        .isEqualTo(new Endpoint("", Map.of(), Map.of(), "v12.stomp"));
  }

  @Test
  void a_user_connects_and_then_subscribes() throws ProtocolException {
    ImSession session = opened("", 7);
    assertThat(link.sent())
        .containsExactly(
            """
            CONNECT
            accept-version:1.2
            host:/
            login:u7
            passcode:secret
            heart-beat:20000,20000

            \0""");

    assertThat(heard(session, CONNECTED)).isEmpty();
    assertThat(link.sent())
        .containsExactly(
            """
            SUBSCRIBE
            id:0
            destination:/topic/u7
            receipt:subscribed

            \0""");
    assertThat(heard(session, SUBSCRIBED)).isEqualTo("loggedIn");
  }

  @Test
  void a_refused_login_or_subscription_is_told_with_its_words() throws ProtocolException {
    assertThat(
            heard(
                opened("", 7),
                "ERROR\nmessage:Bad CONNECT\ncontent-type:text/plain\nversion:1.0,1.1,1.2\n"
                    + "content-length:32\n\nAccess refused for user 'u7'\n\0"))
        .isEqualTo("loginRefused -1 Bad CONNECT");

    ImSession session = opened("", 7);
    heard(session, CONNECTED);
    assertThat(heard(session, "ERROR\nreceipt-id:subscribed\nmessage:access_refused\n\n\0"))
        .isEqualTo("loginRefused -1 access_refused");
  }

  @Test
  void a_message_asks_for_a_receipt() throws ProtocolException {
    ImSession session = online("", 7);
    session.chat(new Chat(context).set(7, 8, 5, 3, 77));

    String sent = link.sent().get(0);
    assertThat(sent)
        .matches("SEND\ndestination:/topic/u8\nreceipt:[0-9a-f]{24}\n\n" + CONTENT + "\0");
    String id = sent.replaceAll("(?s).*receipt:(\\w+)\n.*", "$1");
    assertThat(heard(session, "RECEIPT\nreceipt-id:" + id + "\n\n\0")).isEqualTo("acked 5 0");
    assertThat(heard(session, "RECEIPT\nserver:x\nreceipt-id:" + id + "\n\n\0\n"))
        .isEqualTo("acked 5 0");
  }

  @Test
  void a_push_is_what_stands_behind_the_headers() throws ProtocolException {
    assertThat(
            heard(
                online("", 8),
                "MESSAGE\nsubscription:0\ndestination:/topic/u8\nmessage-id:T_0@@s@@1\n"
                    + "redelivered:false\ncontent-length:50\n\n"
                    + CONTENT
                    + "\0"))
        .isEqualTo("pushed 7 8 3 77");
  }

  @Test
  void a_heartbeat_is_a_line_feed_both_ways() throws ProtocolException {
    ImSession session = online("", 7);
    session.heartbeat(0);

    assertThat(link.sent()).containsExactly("\n");
    assertThat(heard(session, "\n")).isEmpty();
    assertThat(link.sent()).isEmpty();
  }

  @Test
  void an_error_is_the_end() throws ProtocolException {
    assertThat(heard(online("", 7), "ERROR\ncontent-type:text/plain\nmessage:closing\n\nwhy\0"))
        .isEqualTo("kicked closing");
  }

  @Test
  void destination_host_and_heartbeats_are_options() throws ProtocolException {
    String changes = "options { destination = \"/queue/\", host = im, heart-beat = \"4000,0\" }";
    opened(changes, 7);
    assertThat(link.sent().get(0)).contains("\nhost:im\n").contains("\nheart-beat:4000,0\n");

    ImSession session = online(changes, 7);
    session.chat(new Chat(context).set(7, 8, 5, 3, 77));
    assertThat(link.sent().get(0)).contains("\ndestination:/queue/u8\n");
  }
}
