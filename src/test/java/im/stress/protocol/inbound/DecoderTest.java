package im.stress.protocol.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.protocol.body.BodyValue;
import im.stress.protocol.body.MessageBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
  private static final long SEED = 4648;
  private final Random random = new Random(SEED);

  /** What comes out of a text that stands among others; null = nothing. */
  private static byte[] decoded(Decoder decoder, String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    byte[] among = new byte[encoded.length + 5];
    Arrays.fill(among, (byte) 'A');
    System.arraycopy(encoded, 0, among, 2, encoded.length);
    BodyValue value = new BodyValue("/x");
    value.setText(among, 2, 2 + encoded.length, 0);
    return decoder.decode(value)
        ? Arrays.copyOfRange(decoder.array(), decoder.start(), decoder.end())
        : null;
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void base64_is_what_the_jdk_encodes() {
    Decoder decoder = Decoders.named("base64").get();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = randomBytes(random.nextInt(300));
      assertThat(decoded(decoder, Base64.getEncoder().encodeToString(bytes))).isEqualTo(bytes);
      assertThat(decoded(decoder, Base64.getEncoder().withoutPadding().encodeToString(bytes)))
          .isEqualTo(bytes);
      assertThat(decoded(decoder, Base64.getUrlEncoder().encodeToString(bytes))).isEqualTo(bytes);
    }
  }

  @Test
  void values_larger_than_the_room_that_is_kept_are_decoded() {
    byte[] bytes = randomBytes(MessageBytes.KEPT_BYTES + 1);
    assertThat(decoded(Decoders.named("base64").get(), Base64.getEncoder().encodeToString(bytes)))
        .isEqualTo(bytes);
    assertThat(decoded(Decoders.named("hex").get(), HexFormat.of().formatHex(bytes)))
        .isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "AAAAA", "AA===", "A=A=", "A=", "AA A", "AAA\n", "AA,A", "AA\u00e9"})
  void what_is_no_base64_is_refused(String text) {
    assertThatThrownBy(() -> decoded(Decoders.named("base64").get(), text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hex_is_what_the_jdk_formats_in_either_case() {
    Decoder decoder = Decoders.named("hex").get();
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = randomBytes(random.nextInt(300));
      assertThat(decoded(decoder, HexFormat.of().formatHex(bytes))).isEqualTo(bytes);
      assertThat(decoded(decoder, HexFormat.of().withUpperCase().formatHex(bytes)))
          .isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "000", "0g", "g0", " 0", "0x", "\u0661\u0661", "+1"})
  void what_is_no_hex_is_refused(String text) {
    assertThatThrownBy(() -> decoded(Decoders.named("hex").get(), text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "after:=, a=b=c, b=c",
    "before:=, a=b=c, a",
    "after:=, a=, ''",
    "before:=, =a, ''",
    "after:==, a=b,",
    "before:x, abc,",
    "after:x, '',",
    "after:, abc, abc",
    "before:\u00e4b, a\u00e4b, a",
    "after:aab, aaab1, 1"
  })
  void text_before_or_after_a_mark(String name, String text, String expected) {
    byte[] found = decoded(Decoders.named(name).get(), text);
    assertThat(found == null ? null : new String(found, StandardCharsets.UTF_8))
        .isEqualTo(expected);
  }
}
