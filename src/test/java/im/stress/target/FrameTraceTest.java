package im.stress.target;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.protocol.UserValues;
import im.stress.target.Trace.Way;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a trace shows of a frame, and what it hides. */
class FrameTraceTest {
  private static final String TOKEN = "se\"cret+1";

  private final List<String> lines = new ArrayList<>();

  private FrameTrace trace(Function<ByteBuf, String> readable) {
    StressSettings settings =
        SettingsLoader.load(SettingsSources.ofEnvironment(Map.of())).settings();
    Shown shown =
        new Shown(
            settings,
            new Targets(settings, "run").protocol(),
            List.of(new UserValues(0, "u0", TOKEN)));
    return new FrameTrace((message, way) -> readable.apply(message), shown::masked, lines::add);
  }

  private String message(byte[] bytes, Function<ByteBuf, String> readable) {
    ByteBuf message = Unpooled.wrappedBuffer(bytes);
    trace(readable).message("u0", Way.IN, message);
    assertThat(message.readableBytes()).isEqualTo(bytes.length);
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  private String text(String text) {
    return message(text.getBytes(UTF_8), bytes -> bytes.toString(UTF_8));
  }

  private String upgrade(String head) {
    trace(bytes -> "").upgrade("u0", Way.OUT, Unpooled.copiedBuffer(head, UTF_8));
    return lines.get(0);
  }

  @Test
  void text_is_shown_on_one_line_with_its_length() {
    assertThat(text("SEND\nto:u1\n\nhé\u001b[31m"))
        .endsWith(
            "u0 <- 20 bytes  SEND\\nto:u1\\n\\nhé\\u001b[31m\n              0000  53 45 4e 44 0a 74 6f 3a 75 31 0a 0a 68 c3 a9 1b\n              0010  5b 33 31 6d");
  }

  @Test
  void a_request_beside_the_connection_is_none_of_the_messages() {
    trace(bytes -> "type=80 length=21332")
        .text("u0", Way.OUT, Unpooled.copiedBuffer("POST /", UTF_8));

    assertThat(lines.get(0)).endsWith("u0 -> 6 bytes  POST /");
  }

  @Test
  void text_alone_has_no_hex() {
    assertThat(text("{\"a\":1}")).endsWith("u0 <- 7 bytes  {\"a\":1}");
  }

  @Test
  void bytes_that_are_no_text_stand_in_hex_below_what_they_mean() {
    assertThat(message(new byte[] {1, 2, (byte) 0xFF}, bytes -> "Ping { seq: 2 }"))
        .endsWith("3 bytes  Ping { seq: 2 }\n              0000  01 02 ff");
  }

  @Test
  void a_long_frame_is_cut_and_says_by_how_much() {
    assertThat(text("é".repeat(1_010))).endsWith(" … 20 more bytes");

    lines.clear();
    assertThat(message(new byte[300], bytes -> "zeros")).endsWith("00 … 44 more bytes");
  }

  @Test
  void a_token_is_masked_as_it_is_and_in_json_and_in_a_url_and_in_hex() {
    assertThat(text("{\"t\":\"se\\\"cret+1\",\"u\":\"/?t=se%22cret%2B1\"}"))
        .endsWith("{\"t\":\"***\",\"u\":\"/?t=***\"}");

    lines.clear();
    assertThat(message(("\u0000" + TOKEN + "!").getBytes(UTF_8), bytes -> "x"))
        .endsWith("0000  00 2a 2a 2a 21");
  }

  @Test
  void a_token_is_masked_within_base64_and_as_a_digest() {
    byte[] userAndToken = ("u0:" + TOKEN).getBytes(UTF_8);
    String standard = Base64.getEncoder().encodeToString(userAndToken);
    String url =
        Base64.getUrlEncoder().withoutPadding().encodeToString(("é" + TOKEN).getBytes(UTF_8));
    String other = Base64.getEncoder().encodeToString("u0:other secret".getBytes(UTF_8));

    assertThat(text("[\"" + standard + "\",\"" + url + "\",\"" + other + "\"]"))
        .endsWith("[\"***\",\"***\",\"" + other + "\"]");
    lines.clear();
    assertThat(text("x" + standard + " of u0")).endsWith("*** of u0");
    lines.clear();
    // md5sum and sha256sum of the token
    assertThat(
            text(
                "9f31894eab95cd133b118ff1343e819f bc5e2a288218ea7153679c4edcc9eb9a8d6201b39fafbc6f026dc9057e5f5757"))
        .endsWith("*** ***");
  }

  @Test
  void a_protocol_that_cannot_read_a_frame_does_not_end_the_trace() {
    String line =
        message(
            new byte[] {1},
            bytes -> {
              throw new IllegalArgumentException("no such tag");
            });
    assertThat(line).contains("(can't be read: no such tag)").endsWith("0000  01");
  }

  @Test
  void secrets_of_an_upgrade_are_masked_and_its_other_headers_shown() {
    assertThat(
            upgrade(
                "GET /im?uid=u0&token=abc HTTP/1.1\r\nHost: gw\r\nAuthorization: Basic eA==\r\n"
                    + "X-Api-Key: k\r\nSec-WebSocket-Key: r\r\nX-Any: se\"cret+1\r\n\r\nframes"))
        .endsWith(
            String.join(
                "\n              ",
                "u0 -> GET /im?uid=***&token=*** HTTP/1.1",
                "Host: gw",
                "Authorization: ***",
                "X-Api-Key: ***",
                "Sec-WebSocket-Key: r",
                "X-Any: ***"));
  }
}
