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

/** The preset {@code goim} says what goim's comet understands. */
class GoimPresetTest {
  private static final String LOGIN =
      """
      length    0000005f
      header    0010
      version   0001
      operation 00000007
      seq       00000001
      body      '{"mid":1008,"key":"","room_id":"live://1000","platform":"web","accepts":[1000]}'
      """;

  private static final String LOGIN_REPLY =
      """
      length    00000010
      header    0010
      version   0001
      operation 00000008
      seq       00000001
      """;

  /** From user 1008, index 7, to 1009, index 8: number 3 of its flow, due at 77 µs. */
  private static final String PUSH =
      """
      length    00000042
      header    0010
      version   0001
      operation 000003e8
      seq       00000000
      body      'im1:1234abcd0000000700000008000000030000000000004d'
      """;

  private static final String PUSH_OF_ANOTHER =
      """
      length    00000013
      header    0010
      version   0001
      operation 000003e8
      seq       00000000
      body      'one'
      """;

  private final ProtocolContext context = Frames.context(RUN_KEY, "", 1001, "123456", 50);
  private final RecordingLink link = new RecordingLink(RUN_KEY);

  private TemplateProtocol protocol(String changes) {
    return TemplateProtocol.of(
        new CodecSettings("goim", ConfigFactory.parseString(changes)), context);
  }

  private ImSession opened(String changes) {
    ImSession session = protocol(changes).open(context.user(7), link);
    session.opened();
    return session;
  }

  private ImSession online() throws ProtocolException {
    ImSession session = opened("");
    assertThat(heard(session, LOGIN_REPLY)).isEqualTo("loggedIn");
    link.sent();
    return session;
  }

  private String heard(ImSession session, String packet) throws ProtocolException {
    session.frame(Golden.bytes(packet));
    return link.events();
  }

  @Test
  void packets_are_told_apart_by_their_length_and_messages_are_acknowledged() {
    assertThat(protocol("").framing())
        .isEqualTo(new Framing.LengthField(0, NumberType.U32, Framing.Counts.WHOLE, 16));
    assertThat(protocol("").traits())
        .isEqualTo(new Traits(Traits.Messages.ACKNOWLEDGED, HeartbeatKind.MESSAGE, false));
  }

  @Test
  void a_user_logs_in() throws ProtocolException {
    ImSession session = opened("");

    assertThat(link.sent())
        .singleElement()
        .satisfies(sent -> assertThat(Golden.hexOf(sent)).isEqualTo(Golden.hex(LOGIN)));
    assertThat(heard(session, LOGIN_REPLY)).isEqualTo("loggedIn");
  }

  @Test
  void a_heartbeat_has_its_number_in_the_header() throws ProtocolException {
    ImSession session = online();
    session.heartbeat(5);

    assertThat(Golden.hexOf(link.sent().get(0)))
        .isEqualTo(
            Golden.hex(
                """
                length    00000010
                header    0010
                version   0001
                operation 00000002
                seq       00000005
                """));
    assertThat(
            heard(
                session,
                """
                length    00000014
                header    0010
                version   0001
                operation 00000003
                seq       00000005
                online    00000001
                """))
        .isEqualTo("heartbeatAnswered 5");
  }

  @Test
  void a_message_goes_to_logic_whose_code_is_the_ack() throws ProtocolException {
    ImSession session = opened("options.logic = \"http://10.0.0.7:3111\"");
    heard(session, LOGIN_REPLY);
    link.sent();
    session.chat(new Chat(context).set(7, 8, 4, 3, 77));

    assertThat(link.sent())
        .containsExactly(
            """
            http://10.0.0.7:3111 POST /goim/push/mids?operation=1000&mids=1009 HTTP/1.1\r
            Content-Type: text/plain\r
            \r
            im1:1234abcd0000000700000008000000030000000000004d""");
    long tag = link.tags().get(0);
    session.answered(tag, 200, Frames.bytes("{\"code\":0,\"message\":\"\"}"));
    assertThat(link.events()).isEqualTo("acked 4 0");
    session.answered(tag, 200, Frames.bytes("{\"code\":-400,\"message\":\"no\"}"));
    assertThat(link.events()).isEqualTo("refused 4 -400 no");
  }

  @Test
  void a_push_comes_bare_or_with_others_in_a_packet() throws ProtocolException {
    ImSession session = online();

    assertThat(heard(session, PUSH)).isEqualTo("pushed 7 8 3 77");
    assertThat(heard(session, PUSH_OF_ANOTHER)).isEqualTo("pushed UNMARKED");
    String batch =
        """
        length    00000065
        header    0010
        version   0001
        operation 00000009
        seq       00000000
        """;
    assertThat(heard(session, batch + PUSH_OF_ANOTHER + PUSH))
        .isEqualTo("pushed UNMARKED; pushed 7 8 3 77");
  }

  @Test
  void a_packet_that_is_longer_than_the_one_around_it_is_an_error() throws ProtocolException {
    ImSession session = online();
    String batch =
        """
        length    00000022
        header    0010
        version   0001
        operation 00000009
        seq       00000000
        inner     00000013 0010 0001 000003e8 00000000 'on'
        """;

    assertThatThrownBy(() -> heard(session, batch))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("expected a message within the message of 16 to 18 bytes, got 19");
  }

  @Test
  void answers_to_changes_of_room_and_operations_are_known() throws ProtocolException {
    ImSession session = online();

    assertThat(heard(session, LOGIN_REPLY.replace("00000008", "0000000d"))).isEmpty();
    assertThat(heard(session, LOGIN_REPLY.replace("00000008", "0000000f"))).isEmpty();
  }

  @Test
  void another_operation_room_and_platform_are_options() throws ProtocolException {
    ImSession session =
        opened("options { operation = 2000, room = \"game://1\", platform = \"a\\\"b\" }");
    assertThat(link.sent().get(0))
        .endsWith(
            "{\"mid\":1008,\"key\":\"\",\"room_id\":\"game://1\",\"platform\":\"a\\\"b\","
                + "\"accepts\":[2000]}");

    heard(session, LOGIN_REPLY);
    assertThat(heard(session, PUSH.replace("000003e8", "000007d0"))).isEqualTo("pushed 7 8 3 77");
  }
}
