package im.stress.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSplitterTest {
  private static final int LIMIT = 1_000;

  private static final List<String> OBJECTS =
      List.of(
          "{}",
          "{\"msgid\":5,\"msg\":\"a } brace, a { and a \\\" quote\"}",
          "{\"a\":[{\"b\":[]},{\"c\":{}}],\"d\":\"\\\\\"}",
          "{\"\\\\\\\"}\":\"[[\\u005d{\"}",
          "{ \"é€😀\" :\n[ 1.5e3 , null,true ] }");

  private final ByteBuf received = Unpooled.buffer();
  private JsonSplitter splitter = new JsonSplitter(LIMIT);

  /** What these reads hold, as a decoder that keeps what is unread would find it. */
  private List<String> split(byte[] stream, int... cuts) throws FramingException {
    List<String> objects = new ArrayList<>();
    int from = 0;
    for (int cut : cuts) {
      read(stream, from, cut, objects);
      from = cut;
    }
    read(stream, from, stream.length, objects);
    return objects;
  }

  private void read(byte[] stream, int from, int to, List<String> objects) throws FramingException {
    received.writeBytes(stream, from, to - from);
    for (int length = splitter.next(received); length >= 0; length = splitter.next(received)) {
      objects.add(received.readCharSequence(length, UTF_8).toString());
    }
    received.discardReadBytes();
  }

  private void startAnew() {
    received.clear();
    splitter = new JsonSplitter(LIMIT);
  }

  private FramingException errorOf(byte[] stream, int... cuts) {
    return catchThrowableOfType(FramingException.class, () -> split(stream, cuts));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", " \r\n\t "})
  void stream_may_be_cut_at_any_two_points(String separator) throws FramingException {
    byte[] stream = String.join(separator, OBJECTS).getBytes(UTF_8);
    for (int first = 0; first <= stream.length; first++) {
      for (int second = first; second <= stream.length; second++) {
        startAnew();
        assertThat(split(stream, first, second)).isEqualTo(OBJECTS);
        assertThat(received.isReadable()).isFalse();
      }
    }
  }

  @Test
  void any_objects_come_through_in_any_reads() throws FramingException, JsonProcessingException {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      List<String> objects = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        objects.add(new ObjectMapper().writeValueAsString(object(random, 4)));
      }
      byte[] stream = String.join(" ".repeat(random.nextInt(3)), objects).getBytes(UTF_8);
      int[] cuts = random.ints(20, 0, stream.length + 1).sorted().toArray();
      splitter = new JsonSplitter(Integer.MAX_VALUE);
      assertThat(split(stream, cuts)).isEqualTo(objects);
    }
  }

  private static Map<String, Object> object(Random random, int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      object.put(text(random), value(random, depth));
    }
    return object;
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 2 : 4)) {
      case 0 -> text(random);
      case 1 -> random.nextLong();
      case 2 -> List.of(value(random, depth - 1), value(random, depth - 1));
      default -> object(random, depth - 1);
    };
  }

  private static String text(Random random) {
    String alphabet = "{}[]\"\\,:\n\u0000é€ax";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  @Test
  void object_without_its_end_waits() throws FramingException {
    assertThat(split("{\"a\":{}".getBytes(UTF_8))).isEmpty();
    assertThat(split("}{".getBytes(UTF_8))).containsExactly("{\"a\":{}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x            | 0 | expected {, the begin of an object, got x at byte 0 of the stream",
        "{} {}x       | 5 | expected {, the begin of an object, got x at byte 5 of the stream",
        "{}{},{}      | 4 | expected {, the begin of an object, got , at byte 4 of the stream",
        "[{}]         | 0 | expected {, the begin of an object, got [ at byte 0 of the stream",
        "\"{}\"       | 0 | expected {, the begin of an object, got \" at byte 0 of the stream",
        "{}}          | 2 | expected {, the begin of an object, got } at byte 2 of the stream",
        "{\"a\":[1}   | 7 | expected ], got } at byte 7 of the stream",
        "{\"a\":1]    | 6 | expected }, got ] at byte 6 of the stream",
        "{}é          | 2 | expected {, the begin of an object, got 0xc3 at byte 2 of the stream"
      })
  void what_is_no_object_is_told_with_its_place(String text, long offset, String message) {
    byte[] stream = text.getBytes(UTF_8);
    for (int cut = 0; cut <= stream.length; cut++) {
      startAnew();
      assertThat(errorOf(stream, cut)).hasMessage(message);
      startAnew();
      assertThat(errorOf(stream, cut).offset()).isEqualTo(offset);
    }
  }

  @Test
  void limit_is_that_of_one_object_not_of_what_has_come() throws FramingException {
    String longest = "{\"a\":\"" + "x".repeat(LIMIT - 8) + "\"}";
    byte[] three = (longest + "\n" + longest + longest).getBytes(UTF_8);
    assertThat(split(three)).containsExactly(longest, longest, longest);
  }

  @Test
  void object_over_the_limit_is_refused_as_soon_as_it_is_known() {
    byte[] endless = ("{}{\"a\":\"" + "x".repeat(LIMIT)).getBytes(UTF_8);
    assertThat(errorOf(endless, 3, 500))
        .hasMessage(
            "expected an object of at most 1000 bytes, got more at byte 1002 of the stream");
  }

  @Test
  void nesting_is_bounded() throws FramingException {
    int most = JsonSplitter.MAX_DEPTH - 1;
    String deepest = "{\"a\":" + "[".repeat(most) + "]".repeat(most) + "}";
    assertThat(split(deepest.getBytes(UTF_8))).containsExactly(deepest);
    startAnew();
    assertThat(errorOf(("{\"a\":" + "[".repeat(most + 1)).getBytes(UTF_8)))
        .hasMessage("expected at most 64 levels, got one more at byte 68 of the stream");
  }

  @Test
  void no_bytes_make_it_throw_anything_else() throws FramingException {
    Random random = new Random(2);
    String alphabet = "{}[]\"\\ a\u00ff";
    for (int round = 0; round < 20_000; round++) {
      startAnew();
      StringBuilder text = new StringBuilder("{");
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        split(text.toString().getBytes(ISO_8859_1));
      } catch (FramingException e) {
        assertThat(e.offset()).isBetween(1L, (long) text.length());
      }
    }
  }
}
