package im.stress.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBackendTest {
  private final Backend backend = new JsonBackend();

  private Request read(String json) throws MalformedRequest {
    return backend.read(Unpooled.copiedBuffer(json, UTF_8));
  }

  @Test
  void each_message_is_read() throws MalformedRequest {
    assertThat(read("{\"type\":\"login\",\"uid\":\"u7\",\"token\":\"t\"}"))
        .isEqualTo(new Request.Login("u7", ""));
    assertThat(read("{\"type\":\"ping\",\"seq\":12}"))
        .isEqualTo(new Request.Ping(OptionalLong.of(12)));
    assertThat(
            read(
                "{\"type\":\"chat\",\"id\":\"i\",\"from\":\"u7\",\"to\":\"u8\",\"content\":\"c\"}"))
        .isEqualTo(new Request.Chat("i", "u8", false, "c"));
    assertThat(read("{\"type\":\"join\",\"uid\":\"u7\",\"group\":\"g1\"}"))
        .isEqualTo(new Request.Join("g1"));
    assertThat(read("{\"type\":\"group_chat\",\"id\":\"i\",\"group\":\"g1\",\"content\":\"c\"}"))
        .isEqualTo(new Request.Chat("i", "g1", true, "c"));
    assertThat(read("{\"type\":\"dance\"}")).isEqualTo(new Request.Unknown("type \"dance\""));
  }

  @Test
  void order_spaces_and_unknown_fields_do_not_matter() throws MalformedRequest {
    assertThat(read(" { \"x\" : {\"type\":[1,{}]} , \"uid\":\"u\\u0041\", \"type\":\"login\" } "))
        .isEqualTo(new Request.Login("uA", ""));
  }

  @Test
  void long_content_is_read() throws MalformedRequest {
    String content = "é".repeat(50_000);
    assertThat(
            read("{\"type\":\"chat\",\"id\":\"i\",\"to\":\"u\",\"content\":\"" + content + "\"}"))
        .isEqualTo(new Request.Chat("i", "u", false, content));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "x",
        "{}",
        "{\"type\":1}",
        "{\"type\":null}",
        "{\"type\":\"ping\"}{}",
        "{\"type\":\"ping\"} x",
        "{\"type\":\"ping\",\"seq\":1.5}",
        "{\"type\":\"ping\",\"seq\":\"1\"}",
        "{\"type\":\"ping\",\"seq\":99999999999999999999}",
        "{\"type\":\"login\",\"uid\":7}",
        "{\"type\":\"chat\",\"id\":\"i\",\"to\":\"u\"}",
        "{\"type\":\"chat\",\"id\":\"i\",\"content\":\"c\"}",
        "{\"type\":\"chat\",\"to\":\"u\",\"content\":\"c\"}",
        "{\"type\":\"join\",\"uid\":\"u\"}",
        "{\"type\":\"group_chat\",\"id\":\"i\",\"to\":\"u\",\"content\":\"c\"}"
      })
  void anything_else_is_malformed(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedRequest.class);
  }

  @Test
  void bytes_that_are_not_utf_8_are_malformed() {
    byte[] bytes = "{\"type\":\"login\",\"uid\":\"\u00ff\u00fe\"}".getBytes(ISO_8859_1);
    assertThatThrownBy(() -> backend.read(Unpooled.wrappedBuffer(bytes)))
        .isInstanceOf(MalformedRequest.class);
  }

  @Test
  void any_text_is_written_so_that_it_can_be_read_again() throws MalformedRequest {
    StringBuilder all = new StringBuilder("\ud83d\ude00 \ud800 \udc00\ud800");
    for (char c = 0; c < 0x900; c++) {
      all.append(c);
    }
    all.append("\u0fff\u1000\ud7ff\ue000\uffff");
    Request.Chat chat = new Request.Chat("i", "u8", false, all.toString());

    String push = backend.push("u7", chat);

    assertThat(read(push.replace("\"push\"", "\"chat\""))).isEqualTo(chat);
  }

  @Test
  void garbage_can_not_be_read() {
    assertThatThrownBy(() -> read(backend.garbage())).isInstanceOf(MalformedRequest.class);
  }
}
