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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The preset {@code im-connect} says what that service understands, byte by byte. */
class ImConnectPresetTest {
  /** User 7 is 1008, user 8 is 1009. */
  private static final String SENDER = "f003000000000000";

  private static final String RECIPIENT = "f103000000000000";

  /** Run key, then bits of a UUID of version 8, sender 7 and number 3 among them. */
  private static final String ID = "1234abcd 0000 8000 8007 000000000003";

  private static final String MARKER = "'im1:1234abcd0000000700000008000000020000000000004d'";

  private final ProtocolContext context = Frames.context(RUN_KEY, "", 1001, "secret", 50);
  private final RecordingLink link = new RecordingLink(RUN_KEY);

  private TemplateProtocol protocol(String changes) {
    CodecSettings settings = new CodecSettings("im-connect", ConfigFactory.parseString(changes));
    return TemplateProtocol.compile(PresetTemplate.complete(settings), context, () -> 258);
  }

  private ImSession online(int user, String changes) {
    ImSession session = protocol(changes).open(context.user(user), link);
    session.opened();
    assertThat(link.events()).isEqualTo("loggedIn");
    return session;
  }

  private List<String> sent() {
    return link.sentBytes().stream().map(HexFormat.of()::formatHex).toList();
  }

  private String heard(ImSession session, String lines) throws ProtocolException {
    session.frame(Golden.bytes(lines));
    return link.events();
  }

  private static String push(String content) {
    return """
        type         08 05
        payload      12 6c
        clientMsgId  0a 10 %s
        msgId        11 0900000000000000
        from         19 %s
        to           21 %s
        format       28 01
        content      32 32 %s
        time         39 0201000000000000
        """
        .formatted(ID, SENDER, RECIPIENT, content);
  }

  private static String ack(int status) {
    return """
        type         08 02
        payload      12 26
        clientMsgId  0a 10 %s
        msgId        11 0900000000000000
        to           21 %s
        status       28 0%d
        """
        .formatted(ID, SENDER, status);
  }

  @Test
  void the_upgrade_is_the_login_and_ping_frames_are_the_heartbeats() {
    assertThat(protocol("").framing()).isEqualTo(Framing.MESSAGE);
    assertThat(protocol("").traits())
        .isEqualTo(new Traits(Traits.Messages.ACKNOWLEDGED, HeartbeatKind.PING_FRAME, false));
    assertThat(protocol("").endpoint(context.user(7)))
        .isEqualTo(
            new Endpoint(
                "", Map.of("userId", "1008"), Map.of("token", "secret", "uid", "1008"), ""));
    online(7, "");
    assertThat(sent()).isEmpty();
  }

  @Test
  void a_message_has_these_bytes() {
    online(7, "").chat(new Chat(context).set(7, 8, 3, 2, 77));

    assertThat(sent())
        .containsExactly(
            Golden.hex(
                """
                type         08 01
                payload      12 63
                clientMsgId  0a 10 %s
                from         19 %s
                to           21 %s
                format       28 01
                content      32 32 %s
                time         39 0201000000000000
                """
                    .formatted(ID, SENDER, RECIPIENT, MARKER)));
  }

  @Test
  void status_1_is_the_word_of_the_server_and_those_of_the_recipient_are_none()
      throws ProtocolException {
    ImSession session = online(7, "");

    assertThat(heard(session, ack(1))).isEqualTo("acked 3 0");
    assertThat(heard(session, ack(1) + "code 18 05\n")).isEqualTo("acked 3 5");
    assertThat(heard(session, ack(3))).isEmpty();
    assertThat(heard(session, ack(4))).isEmpty();
  }

  @Test
  void a_push_is_answered_by_a_receipt() throws ProtocolException {
    ImSession session = online(8, "");

    assertThat(heard(session, push(MARKER))).isEqualTo("pushed 7 8 2 77");
    assertThat(sent())
        .containsExactly(
            Golden.hex(
                """
                type         08 02
                payload      12 2f
                clientMsgId  0a 10 %s
                msgId        11 0900000000000000
                from         19 %s
                to           21 %s
                status       28 03
                """
                    .formatted(ID, RECIPIENT, SENDER)));
  }

  @Test
  void receipts_can_be_switched_off() throws ProtocolException {
    ImSession session = online(8, "receipts = false");

    assertThat(heard(session, push(MARKER))).isEqualTo("pushed 7 8 2 77");
    assertThat(sent()).isEmpty();
  }

  /** Taking back, batches of ids, groups and friends; their payload is not looked at. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 6, 8, 9, 10, 11, 12})
  void what_users_do_not_need_is_of_no_interest(int type) throws ProtocolException {
    assertThat(heard(online(7, ""), "type 08 0%x\npayload 12 01 ff\n".formatted(type))).isEmpty();
  }
}
