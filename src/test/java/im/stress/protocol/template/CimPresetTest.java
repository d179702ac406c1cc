package im.stress.protocol.template;

import static im.stress.protocol.template.Frames.RUN_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import im.stress.channel.Framing;
import im.stress.channel.NumberType;
import im.stress.config.CodecSettings;
import im.stress.protocol.Chat;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.RecordingLink;
import im.stress.protocol.Traits;
import im.stress.protocol.Traits.HeartbeatKind;
import org.junit.jupiter.api.Test;

/** The preset {@code cim} says what the cim of farsunset understands. */
class CimPresetTest {
  /** One byte in Protobuf. */
  private static final long NOW = 100;

  private static final String BIND =
      """
      type          03
      length        4f00
      key           0a 0b 'client_bind'
      timestamp     10 64
      data.channel  1a 12 0a07'channel' 1207'android'
      data.deviceId 1a 0e 0a08'deviceId' 1202'u7'
      data.token    1a 0f 0a05'token' 1206'secret'
      data.uid      1a 09 0a03'uid' 1202'u7'
      """;

  private static final String BOUND =
      """
      type      04
      length    1500
      key       0a 0b 'client_bind'
      code      12 03 '200'
      timestamp 20 e807
      """;

  private final ProtocolContext context = Frames.context(RUN_KEY, "u", 0, "secret", 50);
  private final RecordingLink link = new RecordingLink(RUN_KEY);

  private TemplateProtocol protocol(String changes) {
    CodecSettings settings = new CodecSettings("cim", ConfigFactory.parseString(changes));
    return TemplateProtocol.compile(PresetTemplate.complete(settings), context, () -> NOW);
  }

  private ImSession opened(String changes) {
    ImSession session = protocol(changes).open(context.user(7), link);
    session.opened();
    return session;
  }

  private ImSession online() throws ProtocolException {
    ImSession session = opened("");
    heard(session, BOUND);
    link.sent();
    return session;
  }

  private String heard(ImSession session, String packet) throws ProtocolException {
    session.frame(Golden.bytes(packet));
    return link.events();
  }

  @Test
  void packets_are_told_apart_by_the_length_of_their_body_and_messages_are_acknowledged() {
    assertThat(protocol("").framing())
        .isEqualTo(new Framing.LengthField(1, NumberType.U16_LE, Framing.Counts.AFTER, 3));
    assertThat(protocol("").traits())
        .isEqualTo(new Traits(Traits.Messages.ACKNOWLEDGED, HeartbeatKind.NONE, false));
  }

  @Test
  void a_message_goes_to_the_rest_interface_whose_status_is_the_ack() throws ProtocolException {
    ImSession session = online();
    session.chat(new Chat(context).set(7, 8, 4, 3, 77));

    assertThat(link.sent())
        .containsExactly(
            "http://127.0.0.1:8080 POST /api/message/send HTTP/1.1\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
                + "sender=u7&receiver=u8&action=2"
                + "&content=im1%3A1234abcd0000000700000008000000030000000000004d");
    long tag = link.tags().get(0);
    session.answered(tag, 200, Frames.bytes("1700000000000"));
    assertThat(link.events()).isEqualTo("acked 4 0");
    session.answered(tag, 400, Frames.bytes("{}"));
    assertThat(link.events()).isEqualTo("refused 4 400");
  }

  @Test
  void a_user_binds() throws ProtocolException {
    ImSession session = opened("");

    assertThat(link.sent())
        .singleElement()
        .satisfies(sent -> assertThat(Golden.hexOf(sent)).isEqualTo(Golden.hex(BIND)));
    assertThat(heard(session, BOUND)).isEqualTo("loggedIn");
  }

  @Test
  void a_refusal_is_told_with_code_and_words() throws ProtocolException {
    assertThat(
            heard(
                opened(""),
                """
                type    04
                length  1b00
                key     0a 0b 'client_bind'
                code    12 03 '401'
                message 1a 07 'refused'
                """))
        .isEqualTo("loginRefused 401 refused");
  }

  @Test
  void a_ping_is_answered_by_a_pong() throws ProtocolException {
    ImSession session = online();

    assertThat(heard(session, "type 01\nlength 0400\nbody 'PING'")).isEmpty();
    assertThat(heard(session, "type 01\nlength 0000")).isEmpty();
    assertThat(link.sent())
        .hasSize(2)
        .allSatisfy(
            sent -> assertThat(Golden.hexOf(sent)).isEqualTo(Golden.hex("type 00\nlength 0000")));
  }

  @Test
  void a_push_is_what_a_message_has_as_content() throws ProtocolException {
    ImSession session = online();

    assertThat(
            heard(
                session,
                """
                type     02
                length   4400
                id       08 01
                action   12 01 '2'
                content  1a 32 'im1:1234abcd0000000700000008000000030000000000004d'
                sender   22 02 'u7'
                receiver 2a 02 'u8'
                time     48 e807
                """))
        .isEqualTo("pushed 7 8 3 77");
    assertThat(heard(session, "type 02\nlength 0500\ncontent 1a 03 'one'"))
        .isEqualTo("pushed UNMARKED");
  }

  @Test
  void action_999_is_a_kick() throws ProtocolException {
    assertThat(
            heard(
                online(),
                """
                type     02
                length   1200
                action   12 03 '999'
                content  1a 04 'mate'
                sender   22 01 '0'
                receiver 2a 02 'u7'
                """))
        .isEqualTo("kicked mate");
  }

  @Test
  void other_replies_are_known_and_other_types_are_not() throws ProtocolException {
    ImSession session = online();

    assertThat(heard(session, BOUND)).isEmpty();
    assertThatThrownBy(() -> heard(session, "type 07\nlength 0000"))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("no frame matcher for {\"/action\":\"\",\"header.type\":7}");
  }
}
