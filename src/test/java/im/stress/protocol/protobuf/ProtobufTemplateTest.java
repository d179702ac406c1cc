package im.stress.protocol.protobuf;

import static im.stress.protocol.protobuf.Protos.FRAME;
import static im.stress.protocol.protobuf.Protos.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import im.stress.protocol.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class ProtobufTemplateTest {

  private static ProtobufTemplate<String> template(String tree) {
    return ProtobufTemplate.compile(
        Protos.TYPES, FRAME, ConfigFactory.parseString(tree).root(), Protos::compile);
  }

  private static byte[] written(String tree, String variable) {
    ByteBuf out = Unpooled.buffer();
    template(tree).write(variable, out);
    byte[] bytes = new byte[out.readableBytes()];
    out.readBytes(bytes);
    return bytes;
  }

  @Test
  void fields_are_written_in_the_order_of_their_numbers() {
    String tree =
        """
        crc = 2147483649
        type = "{}"
        payload { "protobuf:Item" { id = "{}", read = true } }
        user { name = bob, id = -1 }
        items = [ { id = x }, {} ]
        codes = [ 1, 300 ]
        loose = [ -2, "2" ]
        names { 4 = a }
        msgs = [ { key = "{}", value {} } ]
        seq = 0
        """;

    assertThat(written(tree, "CHAT"))
        .isEqualTo(
            bytes(
                0x08, 1, // 1 type, CHAT
                0x12, 8, // 2 payload, length 8
                0x0a, 4, "CHAT", 0x10, 1, // 1 id, 2 read
                0x1a, 16, // 3 user, length 16
                0x0a, 3, "bob", // 1 name
                0x10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01, // 2 id, -1
                0x22, 3, 0x0a, 1, "x", // 4 items[0]
                0x22, 0, // 4 items[1], empty
                0x2a, 8, 0x0a, 4, "CHAT", 0x12, 0, // 5 msgs, entry with key and empty value
                0x32, 3, 0x01, 0xac, 0x02, // 6 codes, packed
                0x38, 0x03, 0x38, 0x04, // 7 loose, zigzag -2 and 2
                0x40, 0x00, // 8 seq is optional: 0 is written
                0x5a, 5, 0x08, 4, 0x12, 1, "a", // 11 names
                0xa5, 0x06, 0x01, 0x00, 0x00, 0x80)); // 100 crc
  }

  @Test
  void defaults_of_fields_without_presence_are_not_written() {
    assertThat(written("type = UNKNOWN, payload = \"\", crc = \"{}\"", "0")).isEmpty();
  }

  @Test
  void a_tree_of_constants_is_made_once() {
    assertThat(template("user { name = bob }, type = CHAT").isConstant()).isTrue();
    assertThat(template("user { name = \"{}\" }").isConstant()).isFalse();
  }

  @Test
  void variable_numbers_are_read_when_they_are_sent() throws ProtocolException {
    String tree = "number = \"{}\"";
    assertThat(Protos.read(FRAME, "/number", written(tree, "18446744073709551615")))
        .hasToString("18446744073709551615");
    assertThatThrownBy(() -> written(tree, "-1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected a whole number from 0 to 18446744073709551615 for number (uint64),"
                + " got \"-1\"");
    assertThatThrownBy(() -> written("user { name = a, id = \"{}\" }", "u7"))
        .hasMessageContaining("for id (int64), got \"u7\"");
    assertThat(written("type = \"{}\"", "2")).isEqualTo(bytes(0x08, 2));
  }

  @Test
  void a_tree_that_makes_no_message_is_refused() {
    refused(
        "user.nam",
        "user.nam: unknown; expected a field of common.User (name, id, level)"
            + "; did you mean name?",
        "user { nam = x, name = y }");
    refused("user.name", "user.name: missing; common.User requires it", "user { id = 1 }");
    refused("type", "type: expected CHAT for type (chat.Type), got \"CHAD\"", "type = CHAD");
    refused(
        "seq",
        "seq: expected a whole number from -2147483648 to 2147483647 for seq (int32),"
            + " got \"3000000000\"",
        "seq = 3000000000");
    refused(
        "items[1].read",
        "items[1].read: expected a value for bool, got 1",
        "items = [ {}, { read = 1 } ]");
    refused(
        "items", "items: expected a list [ … ] for a list of chat.Item, got a block", "items {}");
    refused("user", "user: expected a block { … } for common.User, got x", "user = x");
    refused(
        "payload",
        "payload: expected a value for bytes, or a block { \"protobuf:TYPE\" { … } },"
            + " got a block",
        "payload { id = 1 }");
    refused(
        "payload.\"protobuf:Itemm\"",
        "payload.\"protobuf:Itemm\": unknown message type Itemm;" + " did you mean chat.Item?",
        "payload { \"protobuf:Itemm\" {} }");
    refused(
        "names.x",
        "names.x: expected a whole number from -2147483648 to 2147483647 for key"
            + " (int32), got \"x\"",
        "names { x = a }");
    refused("msgs[0]", "msgs[0]: expected { key = …, value = … }, got a block", "msgs = [{}]");
    refused("words", "words: expected a good one at words", "words = bad");
  }

  private static void refused(String path, String message, String tree) {
    assertThatThrownBy(() -> template("\n" + tree))
        .isInstanceOfSatisfying(
            TreeException.class,
            e -> {
              assertThat(e).hasMessage(message);
              assertThat(e.path()).isEqualTo(path);
              assertThat(e.value().origin().lineNumber()).isEqualTo(2);
              assertThat(e.path() + ": " + e.words()).isEqualTo(message);
            });
  }
}
