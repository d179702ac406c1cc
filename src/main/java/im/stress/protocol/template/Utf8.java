package im.stress.protocol.template;

import im.stress.protocol.ProtocolException;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Strict check of UTF-8: the JSON parser lets overlong forms and surrogates pass. */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /**
   * Does nothing when the first {@code length} bytes are UTF-8 (RFC 3629).
   *
   * @throws ProtocolException at the first byte that isn't
   */
  static void requireValid(byte[] bytes, int length) throws ProtocolException {
    if (isAscii(bytes, length)
        || ByteBufUtil.isText(Unpooled.wrappedBuffer(bytes), 0, length, StandardCharsets.UTF_8)) {
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(length), true);
    int offset = in.position();
    throw new ProtocolException(
        "expected UTF-8, got byte 0x%02x".formatted(bytes[offset] & 0xff), offset);
  }

  private static boolean isAscii(byte[] bytes, int length) {
    long seen = 0;
    int index = 0;
    for (; index <= length - Long.BYTES; index += Long.BYTES) {
      seen |= (long) LONGS.get(bytes, index);
    }
    for (; index < length; index++) {
      seen |= bytes[index];
    }
    return (seen & HIGH_BITS) == 0;
  }
}
