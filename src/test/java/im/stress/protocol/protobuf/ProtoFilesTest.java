package im.stress.protocol.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtoFilesTest {
  private static final String HEAD = "syntax = \"proto3\";\n";

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void imports_are_found_beside_the_file_and_in_further_folders() throws IOException {
    Path main =
        file(
            "a/main.proto",
            HEAD + "import \"near.proto\"; import \"far.proto\"; message A { N n = 1; F f = 2; }");
    file("a/near.proto", HEAD + "message N { int32 x = 1; }");
    file("b/far.proto", HEAD + "message F { int32 y = 1; }");

    ProtoTypes types = ProtoFiles.load(List.of(main), List.of(folder.resolve("b")));

    assertThat(types.message("A").field("f").message().words()).isEqualTo("F (y)");
    assertThat(types.message("N").words()).isEqualTo("N (x)");
  }

  @Test
  void a_type_is_found_with_its_package_and_without() {
    assertThat(Protos.TYPES.message("chat.Frame")).isSameAs(Protos.FRAME);
    assertThat(Protos.TYPES.message("Timestamp").name()).isEqualTo("google.protobuf.Timestamp");
    assertThatThrownBy(() -> Protos.TYPES.message("Frane"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown message type Frane; did you mean chat.Frame?");
    assertThatThrownBy(() -> Protos.TYPES.message("xyz"))
        .hasMessage(
            "unknown message type xyz; expected one of "
                + "chat.Frame, chat.Item, chat.Msg, chat.Msgs, chat.Numbers, common.User");
  }

  @Test
  void a_short_name_of_two_types_is_refused() throws IOException {
    Path one = file("one.proto", HEAD + "package one; message A {}");
    Path two = file("two.proto", HEAD + "package two; message A {}");

    assertThatThrownBy(() -> ProtoFiles.load(List.of(one, two), List.of()).message("A"))
        .hasMessage("message type A is one of several: expected one.A or two.A");
  }

  @Test
  void what_is_missing_is_named() throws IOException {
    Path none = folder.resolve("none.proto");
    assertThatThrownBy(() -> ProtoFiles.load(List.of(none), List.of()))
        .hasMessage("expected a .proto file, found none at " + none);
    assertThatThrownBy(() -> ProtoFiles.loadResources(List.of("preset/none.proto")))
        .hasMessage("expected a .proto file, found none on the class path at preset/none.proto");
    refused(": missing import none.proto; expected it in " + folder, "import \"none.proto\";");
  }

  @Test
  void what_is_wrong_is_told_with_its_line() throws IOException {
    refused(":3: expected ';', got 'i'", "message A { int32 a = 1", "int32 b = 2; }");
    refused(":3: unexpected end of file", "message A { int32 a = 1;");
    refused(
        ":2: unknown type B (field b); expected one of this file or of an import",
        "message A { B b = 1; }");
    refused(
        ":2: missing a zero value at the first element in proto3 (enum E)", "enum E { X = 1; }");
    String twice = " is already defined at " + folder.resolve("bad.proto") + ":2";
    assertThatThrownBy(() -> load(HEAD + "message A {}\nmessage A {}"))
        .hasMessage("A (" + folder.resolve("bad.proto") + ":3)" + twice);
  }

  @Test
  void a_message_of_two_files_is_refused() throws IOException {
    Path one = file("one.proto", HEAD + "message A {}");
    Path two = file("two.proto", HEAD + "message A {}");

    assertThatThrownBy(() -> ProtoFiles.load(List.of(one, two), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(two + ":2: A is already defined at " + one + ":2");
  }

  @Test
  void groups_and_editions_are_refused() {
    Path bad = folder.resolve("bad.proto");
    assertThatThrownBy(() -> load("syntax = \"proto2\";\nmessage A { optional group G = 1 { } }"))
        .hasMessage(bad + ":2: groups are not supported; expected a field of a message type");
    assertThatThrownBy(() -> load("edition = \"2023\";\nmessage A {}"))
        .hasMessage(
            bad + ":1: expected syntax = \"proto2\" or \"proto3\"; editions are not supported");
  }

  private ProtoTypes load(String text) throws IOException {
    return ProtoFiles.load(List.of(file("bad.proto", text)), List.of());
  }

  private void refused(String message, String... lines) {
    assertThatThrownBy(() -> load(HEAD + String.join("\n", lines) + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(folder.resolve("bad.proto") + message);
  }
}
