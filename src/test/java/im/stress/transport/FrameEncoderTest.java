package im.stress.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what Netty's decoder of a server reads. */
class FrameEncoderTest {
  private static final int KEY = 0x89ABCDEF;

  private final EmbeddedChannel server =
      new EmbeddedChannel(
          new WebSocket13FrameDecoder(
              WebSocketDecoderConfig.newBuilder().maxFramePayloadLength(100_000).build()));

  private static ByteBuf payload(byte[] content) {
    return FrameEncoder.newPayload(ByteBufAllocator.DEFAULT, 0).writeBytes(content);
  }

  private static byte[] random(int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return content;
  }

  static IntStream lengths() {
    // All rests of the masking, then both sides of each change of the header's length.
    return IntStream.concat(
        IntStream.rangeClosed(0, 17), IntStream.of(125, 126, 127, 65_535, 65_536, 100_000));
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void a_frame_of_any_length_is_read_as_it_was_written(int bytes) {
    byte[] content = random(bytes);

    server.writeInbound(FrameEncoder.encode(Opcode.TEXT, payload(content), KEY));

    WebSocketFrame frame = server.readInbound();
    assertThat(frame).isInstanceOf(TextWebSocketFrame.class);
    assertThat(frame.isFinalFragment()).isTrue();
    assertThat(ByteBufUtil.getBytes(frame.content())).isEqualTo(content);
    frame.release();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, -1, 0x80000000, 0x00FF00FF})
  void any_mask_key_is_undone_by_the_server(int key) {
    byte[] content = random(23);

    server.writeInbound(FrameEncoder.encode(Opcode.PING, payload(content), key));

    PingWebSocketFrame frame = server.readInbound();
    assertThat(ByteBufUtil.getBytes(frame.content())).isEqualTo(content);
    frame.release();
  }

  @Test
  void the_example_of_rfc_6455_section_5_7_comes_out() {
    byte[] hello = {'H', 'e', 'l', 'l', 'o'};

    ByteBuf frame = FrameEncoder.encode(Opcode.TEXT, payload(hello), 0x37FA213D);

    assertThat(ByteBufUtil.hexDump(frame)).isEqualTo("818537fa213d7f9f4d5158");
    frame.release();
  }

  @Test
  void a_frame_takes_no_second_buffer() {
    ByteBuf payload = payload(random(100));

    ByteBuf frame = FrameEncoder.encode(Opcode.BINARY, payload, KEY);

    assertThat(frame).isSameAs(payload);
    frame.release();
  }
}
