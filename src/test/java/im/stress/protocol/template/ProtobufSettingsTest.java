package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in protocols whose bodies are Protobuf. */
class ProtobufSettingsTest {
  private static final String MESSAGES =
      """
      body = protobuf
      protobuf { file = "FILE", send = Frame, receive = Frame }
      login = []
      heartbeat-kind = none
      outbound = { join-group = null, group-chat = null, chat { text = "${content}" } }
      inbound = null
      inbound.push = { match { "/kind" = CHAT }, fields { content = "/text" } }
      """;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write_file() throws IOException {
    file =
        Files.writeString(
            folder.resolve("chat.proto"),
            """
            syntax = "proto3";
            enum Kind { NONE = 0; CHAT = 1; }
            message Item { string id = 1; int32 at = 2; }
            message Frame { Kind kind = 1; string text = 2; repeated Item items = 3; bytes raw = 4; Item item = 5; }
            """);
  }

  private String filled(String text) {
    return text.replace("FILE", file.toString()).replace("FOLDER", folder.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "body = protobuf | protobuf.file: expected a .proto file: bodies are Protobuf; got nothing",
        "body = protobuf, protobuf.file = no.proto | protobuf.file: expected a .proto file, found none at no.proto",
        "body = protobuf, protobuf { file = FILE } | protobuf.send: expected the name of a message type, got nothing",
        "body = protobuf, protobuf { file = FILE, send = Frame } | protobuf.receive: expected the name of a message type, got nothing",
        "body = protobuf, protobuf { file = FILE, send = Frme } | protobuf.send: unknown message type Frme; did you mean Frame?",
        "body = protobuf, protobuf { file = FILE, path = [FOLDER/no] } | protobuf.file: expected a folder of .proto files, found none at FOLDER/no",
        "body = protobuf, protobuf { file = FILE, path = [7] } | protobuf.path: expected a list of texts, with 7 in it",
        "protobuf { fle = a } | protobuf.fle: unknown; expected one of file, path, send, receive; did you mean file?",
        "MESSAGES, outbound.chat.txt = a | outbound.chat.txt: unknown; expected a field of Frame (kind, text, items, raw, item); did you mean text?",
        "MESSAGES, outbound.chat.kind = TALK | outbound.chat.kind: expected ",
        "MESSAGES, outbound.chat.items = a | outbound.chat.items: expected a list [ … ] for ",
        "MESSAGES, outbound.chat.item = a | outbound.chat.item: expected ",
        "MESSAGES, outbound.chat.item.at = x | outbound.chat.item.at: expected ",
        "MESSAGES, outbound.chat.text = ^${nobody}^ | outbound.chat.text: no value ${nobody} here",
        "MESSAGES, outbound.chat.text = ^a^ | outbound.chat: expected ${content} in it",
        "MESSAGES, inbound.kick { match { \"/kind\" = TALK } } | inbound.kick.match.\"/kind\": expected ",
        "MESSAGES, inbound.kick { match { \"/knd\" = CHAT } } | inbound.kick.match.\"/knd\": expected a field of Frame (kind, text, items, raw, item), got \"knd\"",
        "MESSAGES, inbound.kick { match { \"/text/a\" = 1 } } | inbound.kick.match.\"/text/a\": expected nothing below text, which is ",
        "MESSAGES, inbound.kick { match { \"/item\" = 1 } } | inbound.kick.match.\"/item\": expected a pointer to a text, number or truth to compare with 1, got a message at \"/item\"",
        "MESSAGES, inbound.kick { match { \"/items/x/id\" = a } } | inbound.kick.match.\"/items/x/id\": expected the position of an element of items, such as 0, got \"x\"",
        "MESSAGES, inbound.kick { match { \"/text\" = 1 } } | inbound.kick.match.\"/text\": expected ",
        "MESSAGES, inbound.kick { match { \"/raw ¦ protobuf:Itm ¦ /id\" = a } } | inbound.kick.match.\"/raw ¦ protobuf:Itm ¦ /id\": unknown message type Itm; did you mean Item?",
        "MESSAGES, inbound.kick { match { \"/raw ¦ protobuf:Item ¦ /nr\" = a } } | inbound.kick.match.\"/raw ¦ protobuf:Item ¦ /nr\": expected a field of Item (id, at), got \"nr\"",
        "MESSAGES, inbound.kick { match { \"/text\" = present } } | inbound.kick.match.\"/text\": expected another condition than present or absent: text is always there in proto3: compare with \"\", or declare it optional",
        "MESSAGES, inbound.kick { match { \"/kind\" = [absent, CHAT] } } | inbound.kick.match.\"/kind\": expected another condition than present or absent: kind is always there in proto3: compare with NONE, or declare it optional",
        "MESSAGES, inbound.kick { match { \"/items\" = present } } | inbound.kick.match.\"/items\": expected another condition than present or absent: the list or map items is always there: ask whether it is empty",
        "MESSAGES, inbound.push { match { \"/kind\" = CHAT }, each = \"/items/*\", only { \"/at\" = absent }, fields { content = \"/id\" } } | inbound.push.only.\"/at\": expected another condition than present or absent: at is always there in proto3: compare with 0, or declare it optional",
        "MESSAGES, inbound.push { match { \"/kind\" = CHAT }, each = \"/items/*/at\", fields { content = \"/text\" } } | inbound.push.each: expected elements that are messages, strings or bytes",
        "MESSAGES, inbound.push { each = \"/items/*\" } | inbound.push.fields.content: expected a field of Item (id, at), got \"text\"",
        "MESSAGES, vars.item { \"protobuf:Itm\" {} } | vars.item: unknown message type Itm; did you mean Item?",
        "MESSAGES, vars.item { id = a } | vars.item: expected text or { \"protobuf:TYPE\" { field = value … } }",
        "vars.item { \"protobuf:Item\" {} }, protobuf.file = FILE, outbound.heartbeat = ^{\"a\":\"${item}\"}^ | outbound.heartbeat: expected text, got the bytes of ${item}: pipe it through hex or base64",
      })
  void error_names_the_key_and_what_was_expected(String hocon, String message) {
    Refused.with(
        filled(hocon.replace("MESSAGES,", MESSAGES)),
        "im.codec.template." + filled(message).strip());
  }

  @Test
  void error_of_a_proto_file_names_its_line() throws IOException {
    Files.writeString(file, "syntax = \"proto3\";\nmessage Frame { strin text = 1; }\n");
    Refused.with(
        filled(MESSAGES),
        "im.codec.template.protobuf.file: " + file + ":2: unknown type strin (field text)");

    Files.writeString(file, "syntax = \"proto3\";\nimport \"user.proto\";\n");
    Refused.with(
        filled(MESSAGES),
        "im.codec.template.protobuf.file: "
            + file
            + ": missing import user.proto; expected it in "
            + folder);
  }

  @Test
  void what_may_be_absent_may_be_asked_for() {
    String kick =
        """
        inbound.kick = [
          { match { "/item" = absent } }
          { match { "/item/at" = present } }
          { match { "/items/0" = present } }
          { match { "/raw | protobuf:Item | /at" = present } }
        ]
        """;
    assertThatCode(() -> Frames.json(filled(MESSAGES) + kick)).doesNotThrowAnyException();
  }
}
