package im.stress.codec;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Content of a message: the marker, then full stops up to the configured size. */
final class MessageContent {
  private final int runKey;
  private final byte[] padding;

  /** Takes a context whose {@code contentBytes} are {@link Marker#LENGTH} or more. */
  MessageContent(CodecContext context) {
    runKey = context.runKey();
    padding = new byte[context.contentBytes() - Marker.LENGTH];
    Arrays.fill(padding, (byte) '.');
  }

  /** Appends the content of one message; needs no escape in JSON. */
  void write(Outbound.Chat message, ByteBuf out) {
    Marker.write(runKey, message, out);
    out.writeBytes(padding);
  }
}
