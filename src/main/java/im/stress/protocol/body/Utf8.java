package im.stress.protocol.body;

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
public final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /**
   * Does nothing when the bytes from {@code start} to {@code end} are UTF-8 (RFC 3629).
   *
   * @throws ProtocolException at the first byte that isn't
   */
  public static void requireValid(byte[] bytes, int start, int end) throws ProtocolException {
    if (isAscii(bytes, start, end)
        || ByteBufUtil.isText(
            Unpooled.wrappedBuffer(bytes), start, end - start, StandardCharsets.UTF_8)) {
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, start, end - start);
    StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(end - start), true);
    int at = in.position();
    throw new ProtocolException(
        "expected UTF-8, got byte 0x%02x".formatted(bytes[at] & 0xff), at - start);
  }

  private static boolean isAscii(byte[] bytes, int start, int end) {
    long seen = 0;
    int index = start;
    for (; index <= end - Long.BYTES; index += Long.BYTES) {
      seen |= (long) LONGS.get(bytes, index);
    }
    for (; index < end; index++) {
      seen |= bytes[index];
    }
    return (seen & HIGH_BITS) == 0;
  }
}
