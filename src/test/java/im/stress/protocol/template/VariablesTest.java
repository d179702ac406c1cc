package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsException;
import org.junit.jupiter.api.Test;

/** Values of {@code vars} are there where all that they are made of is. */
class VariablesTest {
  private static final String CHAT =
      "outbound.chat = \"\"\"{\"id\":\"${id}\",\"data\":\"${message | hex}\"}\"\"\"\n";

  /** The default protocol with a value that is C2CSendReq of im-connect.proto. */
  private static TemplateProtocol protocol(String field) {
    return Frames.json(
        CHAT
            + "protobuf { file = im-connect.proto }\n"
            + "vars { message { \"protobuf:imconnect.C2CSendReq\" { "
            + field
            + " } } }");
  }

  @Test
  void one_of_values_of_a_chat_is_there_in_chats() {
    TemplateProtocol protocol = Frames.json(CHAT + "vars { message = \"${to}${content}\" }");

    assertThat(Frames.chat(protocol, 7, 8, 3, 0, 1)).contains("\"data\":\"7538696d313a");
    assertThatThrownBy(
            () ->
                Frames.json(
                    CHAT
                        + "vars { message = \"${to}${content}\" }\n"
                        + "outbound.heartbeat = \"\"\"{\"a\":\"${message}\"}\"\"\""))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("im.codec.template.outbound.heartbeat: no value ${message} here");
  }

  @Test
  void a_message_of_protobuf_may_have_values_of_a_chat_too() {
    // 6 content, 66 bytes: "u8" and 64 of content
    assertThat(Frames.chat(protocol("content = \"${to}${content}\""), 7, 8, 3, 0, 1))
        .contains("\"data\":\"32427538696d313a");
  }

  @Test
  void one_that_is_usable_nowhere_is_refused_with_its_field() {
    assertThatThrownBy(
            () ->
                Frames.json(
                    "protobuf { file = im-connect.proto }\n"
                        + "vars { m { \"protobuf:imconnect.C2CSendReq\" { nosuch = 1 } } }"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("im.codec.template.vars.m.nosuch:");
  }
}
