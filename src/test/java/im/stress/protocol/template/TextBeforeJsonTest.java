package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.protocol.ProtocolException;
import org.junit.jupiter.api.Test;

/** Messages of a protocol with text before its JSON, which may also stand alone. */
class TextBeforeJsonTest {
  private final TemplateProtocol protocol =
      Frames.json(
          """
          prefix = true
          inbound {
            heartbeat-ack { match { prefix = pong } }
            push { match { prefix = { starts-with = m }, "/to" = you }, fields { content = "/content" } }
          }
          """);

  private String decoded(String message) throws ProtocolException {
    return Frames.decode(protocol, message);
  }

  @Test
  void text_alone_is_a_message_also_where_others_are_known_by_their_json()
      throws ProtocolException {
    assertThat(decoded("pong")).isEqualTo("heartbeatAnswered -1");
    assertThat(decoded("m{\"to\":\"you\",\"content\":\"x\"}")).isEqualTo("pushed UNMARKED");
  }

  @Test
  void unknown_text_is_told_as_it_stands() {
    assertThatThrownBy(() -> decoded("ping"))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("no frame matcher for {\"prefix\":\"ping\"}");
  }

  @Test
  void broken_json_behind_a_text_is_an_error() {
    assertThatThrownBy(() -> decoded("m{\"to\":"))
        .isInstanceOf(ProtocolException.class)
        .hasMessageStartingWith("expected ");
  }
}
