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

class RequestReaderTest {
  private final RequestReader reader = new RequestReader();

  private Request read(String json) throws MalformedRequest {
    return reader.read(Unpooled.copiedBuffer(json, UTF_8));
  }

  @Test
  void each_message_is_read() throws MalformedRequest {
    assertThat(read("{\"type\":\"login\",\"uid\":\"u7\",\"token\":\"t\"}"))
        .isEqualTo(new Request.Login("u7"));
    assertThat(read("{\"type\":\"ping\",\"seq\":12}"))
        .isEqualTo(new Request.Ping(OptionalLong.of(12)));
    assertThat(
            read(
                "{\"type\":\"chat\",\"id\":\"i\",\"from\":\"u7\",\"to\":\"u8\",\"content\":\"c\"}"))
        .isEqualTo(new Request.Chat("i", "u8", "c"));
    assertThat(read("{\"type\":\"join\"}")).isEqualTo(new Request.Unknown("join"));
  }

  @Test
  void order_spaces_and_unknown_fields_do_not_matter() throws MalformedRequest {
    assertThat(read(" { \"x\" : {\"type\":[1,{}]} , \"uid\":\"u\\u0041\", \"type\":\"login\" } "))
        .isEqualTo(new Request.Login("uA"));
  }

  @Test
  void fields_of_the_message_before_are_forgotten() throws MalformedRequest {
    read("{\"type\":\"login\",\"uid\":\"u7\"}");
    assertThatThrownBy(() -> read("{\"type\":\"login\"}")).hasMessage("expected the field \"uid\"");
  }

  @Test
  void long_content_is_read() throws MalformedRequest {
    String content = "é".repeat(50_000);
    assertThat(
            read("{\"type\":\"chat\",\"id\":\"i\",\"to\":\"u\",\"content\":\"" + content + "\"}"))
        .isEqualTo(new Request.Chat("i", "u", content));
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
        "{\"type\":\"chat\",\"to\":\"u\",\"content\":\"c\"}"
      })
  void anything_else_is_malformed(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedRequest.class);
  }

  @Test
  void bytes_that_are_not_utf_8_are_malformed() {
    byte[] bytes = "{\"type\":\"login\",\"uid\":\"\u00ff\u00fe\"}".getBytes(ISO_8859_1);
    assertThatThrownBy(() -> reader.read(Unpooled.wrappedBuffer(bytes)))
        .isInstanceOf(MalformedRequest.class);
  }
}
