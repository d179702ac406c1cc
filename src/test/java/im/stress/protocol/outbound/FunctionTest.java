package im.stress.protocol.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionTest {
  private static final long SEED = 4648;
  private final Random random = new Random(SEED);

  private static String applied(Function function, byte[] bytes) {
    ByteBuf out = Unpooled.buffer();
    Value argument = (outgoing, in) -> in.writeBytes(bytes);
    function.of(argument).write(new Outgoing(), out);
    return new String(ByteBufUtil.getBytes(out), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    // RFC 1321, appendix A.5
    "md5, '', d41d8cd98f00b204e9800998ecf8427e",
    "md5, abc, 900150983cd24fb0d6963f7d28e17f72",
    // FIPS 180-2, appendix B.1
    "sha256, '', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "sha256, abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    // RFC 4648, section 10
    "base64, '', ''",
    "base64, f, Zg==",
    "base64, fooba, Zm9vYmE=",
    "base64, foobar, Zm9vYmFy",
    "base64url, f\u00fc\u00ff, ZsO8w78",
    "hex, f\u00fc, 66c3bc",
    "urlencode, aZ09-._~, aZ09-._~",
    "urlencode, ' +/?&=%\u00fc', %20%2B%2F%3F%26%3D%25%C3%BC",
    "json, 'a\"\\b', 'a\\\"\\\\b'"
  })
  void known_values(String name, String text, String expected) {
    Function function = Function.named(name).orElseThrow();
    assertThat(applied(function, text.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
    assertThat(applied(function, text.getBytes(StandardCharsets.UTF_8)))
        .as("the second time")
        .isEqualTo(expected);
  }

  @Test
  void base64_is_what_the_jdk_encodes() {
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertThat(applied(Function.BASE64, bytes))
          .isEqualTo(Base64.getEncoder().encodeToString(bytes));
      assertThat(applied(Function.BASE64URL, bytes))
          .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
  }

  @Test
  void any_text_comes_back_from_url_and_json() throws IOException {
    for (int i = 0; i < 5_000; i++) {
      String text =
          random
              .ints(random.nextInt(20), 0, 0x2ff)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(URLDecoder.decode(applied(Function.URLENCODE, bytes), StandardCharsets.UTF_8))
          .isEqualTo(text);
      assertThat(read("\"" + applied(Function.JSON, bytes) + "\"")).isEqualTo(text);
    }
  }

  private static String read(String json) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      return parser.getText();
    }
  }
}
