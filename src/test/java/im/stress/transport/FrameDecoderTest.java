package im.stress.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.CharsetUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Netty's encoder of a server writes is told as it was meant, however it is cut. */
class FrameDecoderTest {
  private static final int LIMIT = 70_000;

  private final List<String> told = new ArrayList<>();
  private final EmbeddedChannel channel = newChannel();

  private EmbeddedChannel newChannel() {
    return new EmbeddedChannel(new FrameDecoder(LIMIT, new Told(), null));
  }

  private final class Told implements FrameListener {
    @Override
    public void received(ByteBuf message) {
      told.add("received " + message.toString(CharsetUtil.UTF_8));
    }

    @Override
    public void pinged(ByteBuf payload) {
      told.add("pinged " + payload.toString(CharsetUtil.UTF_8));
    }

    @Override
    public void ponged(ByteBuf payload) {
      told.add("ponged " + payload.toString(CharsetUtil.UTF_8));
      payload.skipBytes(payload.readableBytes() / 2); // as much as a listener likes
    }

    @Override
    public void closed(CloseBody body) {
      told.add("closed " + body.code() + " " + body.reason());
    }
  }

  private static byte[] written(WebSocketFrame... frames) {
    EmbeddedChannel server = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
    server.writeOutbound((Object[]) frames);
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf part = server.readOutbound(); part != null; part = server.readOutbound()) {
      all.writeBytes(part);
      part.release();
    }
    return ByteBufUtil.getBytes(all);
  }

  private static byte[] stream() {
    return written(
        new TextWebSocketFrame("one"),
        new PingWebSocketFrame(Unpooled.copiedBuffer("p", StandardCharsets.UTF_8)),
        new TextWebSocketFrame(false, 0, "tw"),
        new PongWebSocketFrame(Unpooled.copiedBuffer("pong", StandardCharsets.UTF_8)),
        new ContinuationWebSocketFrame(false, 0, ""),
        new ContinuationWebSocketFrame(true, 0, "o"),
        new TextWebSocketFrame(""),
        new BinaryWebSocketFrame(Unpooled.copiedBuffer("x".repeat(126), StandardCharsets.UTF_8)),
        new CloseWebSocketFrame(1_001, "bye"));
  }

  private void assertStreamWasTold() {
    assertThat(told)
        .containsExactly(
            "received one",
            "pinged p",
            "ponged pong",
            "received two",
            "received ",
            "received " + "x".repeat(126),
            "closed 1001 bye");
  }

  private void feed(byte[] bytes, int from, int to) {
    channel.writeInbound(channel.alloc().buffer().writeBytes(bytes, from, to - from));
  }

  private void feed(int... bytes) {
    ByteBuf frame = channel.alloc().buffer();
    for (int value : bytes) {
      frame.writeByte(value);
    }
    channel.writeInbound(frame);
  }

  @Test
  void a_stream_in_one_read_is_told_in_order() {
    byte[] stream = stream();
    feed(stream, 0, stream.length);
    assertStreamWasTold();
  }

  @Test
  void a_stream_that_is_cut_anywhere_is_told_the_same() {
    byte[] stream = stream();
    for (int cut = 1; cut < stream.length; cut++) {
      told.clear();
      EmbeddedChannel fresh = newChannel();
      fresh.writeInbound(Unpooled.copiedBuffer(stream, 0, cut));
      fresh.writeInbound(Unpooled.copiedBuffer(stream, cut, stream.length - cut));
      assertStreamWasTold();
    }
  }

  @Test
  void a_stream_in_single_bytes_is_told_the_same() {
    byte[] stream = stream();
    for (int at = 0; at < stream.length; at++) {
      feed(stream, at, at + 1);
    }
    assertStreamWasTold();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 125, 126, 65_535, 65_536, LIMIT})
  void a_message_of_any_length_up_to_the_limit_is_told(int length) {
    byte[] frame = written(new TextWebSocketFrame("x".repeat(length)));
    feed(frame, 0, frame.length);
    assertThat(told).containsExactly("received " + "x".repeat(length));
  }

  @Test
  void reads_that_never_end_with_a_frame_do_not_fill_the_memory() {
    byte[] frame = written(new TextWebSocketFrame("x".repeat(1_000)));
    ByteBuf first = Unpooled.buffer(1_000).writeBytes(frame, 0, 500);
    channel.writeInbound(first);
    for (int i = 0; i < 1_000; i++) {
      ByteBuf read = channel.alloc().buffer().writeBytes(frame, 500, frame.length - 500);
      channel.writeInbound(read.writeBytes(frame, 0, 500));
    }
    assertThat(told).hasSize(1_000);
    assertThat(first.refCnt()).isOne();
    assertThat(first.capacity()).isLessThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c900", "010161c00162"})
  void only_the_first_frame_of_a_message_can_be_compressed(String hex) {
    MessageCompression compression = new MessageCompression(false, LIMIT);
    EmbeddedChannel compressing =
        new EmbeddedChannel(new FrameDecoder(LIMIT, new Told(), compression));

    assertThatThrownBy(
            () -> compressing.writeInbound(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex))))
        .hasMessageContaining("RSV1: expected none");
    compressing.finishAndReleaseAll();
  }

  static Stream<Arguments> violations() {
    return Stream.of(
        violation(1_002, "RSV bits", 0xC1, 0),
        violation(1_002, "mask", 0x81, 0x81, 1, 2, 3, 4, 'a'),
        violation(1_002, "reserved opcode 3", 0x83, 0),
        violation(1_002, "reserved opcode 11", 0x8B, 0),
        violation(1_002, "continuation frame", 0x80, 0),
        violation(1_002, "start of a message", 0x01, 1, 'a', 0x81, 1, 'b'),
        violation(1_002, "fragmented control", 0x09, 0),
        violation(1_002, "at most 125", 0x89, 126, 0, 126),
        violation(1_002, "shortest form", 0x81, 126, 0, 125),
        violation(1_002, "shortest form", 0x81, 127, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF),
        violation(1_002, "top bit", 0x81, 127, 0x80, 0, 0, 0, 0, 0, 0, 0),
        violation(1_002, "1 byte", 0x88, 1, 3),
        violation(1_002, "got 1005", 0x88, 2, 0x03, 0xED),
        violation(1_002, "got 999", 0x88, 2, 0x03, 0xE7),
        violation(1_007, "UTF-8", 0x88, 3, 0x03, 0xE8, 0xFF),
        violation(1_009, "70000", 0x81, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x71),
        violation(1_009, "70000", 0x81, 127, 0x7F, 255, 255, 255, 255, 255, 255, 255),
        violation(1_009, "70000", 0x01, 1, 'a', 0x80, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x70));
  }

  private static Arguments violation(int closeCode, String words, int... bytes) {
    return Arguments.of(closeCode, words, bytes);
  }

  @ParameterizedTest
  @MethodSource("violations")
  void a_frame_against_the_rules_is_the_last_and_has_its_close_code(
      int closeCode, String words, int... bytes) {
    CorruptedWebSocketFrameException failure =
        catchThrowableOfType(CorruptedWebSocketFrameException.class, () -> feed(bytes));

    assertThat(failure.closeStatus().code()).isEqualTo(closeCode);
    assertThat(failure).hasMessageContaining(words);
    feed(0x81, 1, 'b');
    assertThat(told).isEmpty();
  }

  @Test
  void a_ping_within_a_message_at_the_limit_is_told() {
    byte[] stream =
        written(
            new TextWebSocketFrame(false, 0, "x".repeat(LIMIT)),
            new PingWebSocketFrame(Unpooled.copiedBuffer("p", StandardCharsets.UTF_8)),
            new ContinuationWebSocketFrame(true, 0, ""));
    feed(stream, 0, stream.length);
    assertThat(told).containsExactly("pinged p", "received " + "x".repeat(LIMIT));
  }

  @Test
  void nothing_is_told_after_a_close_frame() {
    feed(0x88, 0, 0x81, 1, 'a');
    feed(0x81, 1, 'b');
    assertThat(told).containsExactly("closed 1005 ");
  }

  @Test
  void a_connection_that_ends_inside_a_message_leaves_no_buffer() {
    ByteBuf half = channel.alloc().buffer().writeBytes(new byte[] {0x01, 1, 'a', 0x00, 2, 'b'});
    channel.writeInbound(half);
    assertThat(half.refCnt()).isOne();

    channel.close();

    assertThat(half.refCnt()).isZero();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }
}
