package im.stress.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.channel.Connection;
import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.channel.Framing;
import im.stress.channel.NumberType;
import im.stress.framing.FramingException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageReaderTest {
  private static final int LIMIT = 60;

  /** No line feed within one of them: each is a line as well. */
  private static final List<String> MESSAGES =
      List.of(
          "{\"type\":\"push\",\"content\":\"a } and a \\\" quote\"}",
          "{}",
          "{\"a\":[{\"b\":\"é€😀\"}],\"c\":\"\\\\\"}",
          "{\"type\":\"pong\"}");

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

  /** What a reader tells of a stream that comes in these reads. */
  private List<String> told(Framing framing, byte[] stream, int... cuts) throws FramingException {
    Told told = new Told();
    MessageReader reader = MessageReader.of(framing, LIMIT, told);
    try {
      int from = 0;
      for (int cut : cuts) {
        read(reader, stream, from, cut);
        from = cut;
      }
      read(reader, stream, from, stream.length);
    } finally {
      reader.release();
    }
    return told.messages;
  }

  private void read(MessageReader reader, byte[] stream, int from, int to) throws FramingException {
    ByteBuf bytes = allocator.buffer().writeBytes(stream, from, to - from);
    try {
      reader.read(bytes, allocator);
      assertThat(bytes.refCnt()).isEqualTo(1);
    } finally {
      bytes.release();
    }
  }

  private static List<Framing> framingsOfText() {
    return List.of(Framing.JSON, Framing.LINES);
  }

  private static byte[] stream() {
    return (String.join("\n", MESSAGES) + "\n").getBytes(UTF_8);
  }

  @ParameterizedTest
  @MethodSource("framingsOfText")
  void a_stream_may_be_cut_anywhere(Framing framing) throws FramingException {
    byte[] stream = stream();
    for (int first = 0; first <= stream.length; first++) {
      for (int second = first; second <= stream.length; second++) {
        assertThat(told(framing, stream, first, second)).isEqualTo(MESSAGES);
      }
    }
    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  @Test
  void what_can_not_be_divided_is_there_to_be_told_whole() throws FramingException {
    MessageReader reader = MessageReader.of(Framing.JSON, 10, new Told());
    ByteBuf begin = allocator.buffer().writeBytes("{\"a\":".getBytes(UTF_8));
    ByteBuf more = allocator.buffer().writeBytes("\"0123456789".getBytes(UTF_8));
    reader.read(begin, allocator);

    assertThatThrownBy(() -> reader.read(more, allocator)).isInstanceOf(FramingException.class);

    assertThat(reader.unread(more).toString(UTF_8)).startsWith("{\"a\":\"0");
    reader.release();
    begin.release();
    more.release();
  }

  @Test
  void objects_need_nothing_between_them() throws FramingException {
    byte[] stream = String.join("", MESSAGES).getBytes(UTF_8);
    for (int cut = 0; cut <= stream.length; cut++) {
      assertThat(told(Framing.JSON, stream, cut)).isEqualTo(MESSAGES);
    }
  }

  @Test
  void a_frame_is_one_message_whatever_is_in_it() throws FramingException {
    byte[] stream = stream();
    assertThat(told(Framing.MESSAGE, stream, 5))
        .containsExactly(
            new String(stream, 0, 5, UTF_8), new String(stream, 5, stream.length - 5, UTF_8));
  }

  @ParameterizedTest
  @MethodSource("framingsOfText")
  void a_message_over_the_limit_is_refused_before_its_end_comes(Framing framing) {
    String start = "{\"x\":\"" + "y".repeat(LIMIT);
    assertThatExceptionOfType(FramingException.class)
        .isThrownBy(() -> told(framing, start.getBytes(UTF_8), 10, 30))
        .withMessageContaining("at most " + LIMIT + " bytes, got more at byte " + LIMIT);
    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  @Test
  void a_prefix_is_not_told_and_an_empty_message_is() throws FramingException {
    byte[] stream = {1, 'a', 0, 2, 'b', 'c'};
    for (int cut = 0; cut <= stream.length; cut++) {
      assertThat(told(new Framing.Varint(), stream, cut)).containsExactly("a", "", "bc");
    }
  }

  @Test
  void a_header_is_told_with_its_message() throws FramingException {
    Framing framing = new Framing.LengthField(1, NumberType.U16, Framing.Counts.AFTER, 3);
    byte[] stream = {'x', 0, 2, 'h', 'i', 'y', 0, 0};
    for (int cut = 0; cut <= stream.length; cut++) {
      assertThat(told(framing, stream, cut)).containsExactly("x\u0000\u0002hi", "y\u0000\u0000");
    }
  }

  @Test
  void a_message_at_the_limit_is_told() throws FramingException {
    String object = "{\"x\":\"" + "y".repeat(LIMIT - 8) + "\"}";
    for (Framing framing : List.of(Framing.JSON, Framing.LINES)) {
      assertThat(told(framing, (object + "\n" + object + "\n").getBytes(UTF_8), 3))
          .containsExactly(object, object);
    }
  }

  @Test
  void what_was_whole_before_an_error_is_told() {
    Told told = new Told();
    MessageReader reader = MessageReader.of(Framing.JSON, LIMIT, told);

    assertThatExceptionOfType(FramingException.class)
        .isThrownBy(() -> reader.read(Unpooled.copiedBuffer("{}{}x", UTF_8), allocator))
        .satisfies(e -> assertThat(e.offset()).isEqualTo(4));
    assertThat(told.messages).containsExactly("{}", "{}");
  }

  private static final class Told implements ConnectionListener {
    private final List<String> messages = new ArrayList<>();

    @Override
    public void received(ByteBuf message) {
      messages.add(message.toString(UTF_8));
    }

    @Override
    public void opened(Connection connection) {}

    @Override
    public void ponged(long sequence) {}

    @Override
    public void ended(ConnectionEnd end) {}
  }
}
