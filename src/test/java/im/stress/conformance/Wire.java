package im.stress.conformance;

import im.stress.channel.Framing;
import im.stress.framing.Varint;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/** Messages as they stand on the wire, in the framing of a protocol. */
public final class Wire {
  private final Framing framing;

  /** In this framing. */
  public Wire(Framing framing) {
    this.framing = framing;
  }

  boolean isStream() {
    return framing.isStream();
  }

  /** The bytes of a message, with what the transport puts around it. */
  public byte[] bytesOf(byte[] message) {
    ByteBuf out = Unpooled.buffer().writeZero(Varint.MAX_BYTES).skipBytes(Varint.MAX_BYTES);
    out.writeBytes(message);
    if (framing instanceof Framing.Delimited by) {
      out.writeByte(by.delimiter());
    } else if (framing instanceof Framing.Varint) {
      Varint.prepend(out);
    }
    return ByteBufUtil.getBytes(out);
  }

  /** Of any bytes some that the framing lets through as one message, where that can be had. */
  byte[] asOneMessage(byte[] any) {
    if (!(framing instanceof Framing.LengthField field)) {
      return any;
    }
    byte[] message = Arrays.copyOf(any, Math.max(any.length, field.headerBytes()));
    int length =
        field.counts() == Framing.Counts.WHOLE
            ? message.length
            : message.length - field.headerBytes();
    field.type().set(length, Unpooled.wrappedBuffer(message), field.offset());
    return message;
  }
}
