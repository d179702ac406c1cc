package im.stress.protocol.protobuf;

import static im.stress.protocol.protobuf.Protos.FRAME;
import static im.stress.protocol.protobuf.Protos.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyElements;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtobufFormatTest {
  private final ProtobufFormat format = new ProtobufFormat(FRAME);

  @Test
  void a_pointer_to_nothing_is_refused() {
    refused("expected a field of chat.Item (id, read), got \"x\"", "/items/0/x", null);
    refused("expected nothing below type, which is chat.Type, got \"x\"", "/type/x", null);
    refused(
        "expected the position of an element of items, such as 0, got \"id\"", "/items/id", null);
    refused("expected a number for key (int32), got \"x\"", "/names/x", null);
    refused("expected the position of an element of items, such as 0, got \"*\"", "/items/*", null);
  }

  @Test
  void a_value_that_cannot_be_there_is_refused() {
    refused("expected a number for seq (int32), got \"5\"", "/seq", "5");
    refused(
        "expected a whole number from -2147483648 to 2147483647 for seq (int32), got \"1.5\"",
        "/seq",
        1.5);
    refused(
        "expected a whole number from 0 to 4294967295 for crc (fixed32), got \"-1\"", "/crc", -1);
    refused("expected CHAT_ACK for type (chat.Type), got \"CHATACK\"", "/type", "CHATACK");
    refused(
        "expected one of UNKNOWN, CHAT, CHAT_ACK for type (chat.Type), got \"x\"", "/type", "x");
    refused("expected true or false for read (bool), got 1", "/items/0/read", 1);
    refused("expected a text in quotes for words (string), got 200", "/words", 200);
    refused(
        "expected a pointer to a text, number or truth to compare with 1, got a message at"
            + " \"/user\"",
        "/user",
        1);
  }

  @Test
  void what_can_be_there_is_taken() {
    format.require("", null);
    format.require("/items", null);
    format.require("/items/3/id", "x");
    format.require("/msgs/a~1b/Msgs/0/at", 7);
    format.require("/type", "CHAT");
    format.require("/seq", -5);
    format.require("/items/0/read", true);
  }

  private void refused(String words, String pointer, Object wanted) {
    assertThatThrownBy(() -> format.require(pointer, wanted))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(words);
  }

  @Test
  void elements_are_messages_of_lists_and_maps() throws ProtocolException {
    Object[] body = {
      0x2a, 14, // msgs, length 14
      0x0a, 1, "a", // key
      0x12, 9, // value, length 9
      0x0a, 3, 0x0a, 1, "x", // Msgs[0]
      0x0a, 2, 0x10, 1, // Msgs[1]
      0x2a, 8, 0x12, 6, 0x0a, 4, 0x0a, 2, "yz", // msgs with the key "", one message
    };

    assertThat(elements("/msgs/*/Msgs/*", body)).containsExactly("\n\1x", "\20\1", "\n\2yz");
    assertThat(elements("/msgs/a/Msgs/1", body)).containsExactly("\20\1");
    assertThat(elements("/msgs/*/Msgs/0", body)).containsExactly("\n\1x", "\n\2yz");
    assertThat(((ProtobufFormat) format.elements("/msgs/*/Msgs/*").format()).type().name())
        .isEqualTo("chat.Msg");
  }

  @Test
  void elements_are_texts() throws ProtocolException {
    assertThat(elements("/tags/*", 0x62, 1, "a", 0x08, 1, 0x62, 0)).containsExactly("a", "");
    assertThat(elements("/names/*", 0x5a, 5, 0x08, 4, 0x12, 1, "b", 0x5a, 0))
        .containsExactly("b", "");
    format.elements("/tags/*").format().require("", "a");
    assertThatThrownBy(() -> format.elements("/tags/*").format().require("/x", null))
        .hasMessage("expected nothing below an element that is string, got \"/x\"");
  }

  @Test
  void elements_that_are_no_bodies_are_refused() {
    assertThatThrownBy(() -> format.elements("/codes/*"))
        .hasMessage(
            "expected elements that are messages, strings or bytes, got int32 at \"/codes/*\"");
    assertThatThrownBy(() -> format.elements("/items"))
        .hasMessageContaining("got a list of chat.Item (\"/items/*\"?)");
  }

  private List<String> elements(String pointer, Object... body) throws ProtocolException {
    List<String> found = new ArrayList<>();
    BodyElements.Walker walker =
        format
            .elements(pointer)
            .newWalker(
                (bytes, start, end) ->
                    found.add(new String(bytes, start, end - start, StandardCharsets.UTF_8)));
    byte[] bytes = bytes(body);
    walker.walk(bytes, 0, bytes.length);
    return found;
  }
}
