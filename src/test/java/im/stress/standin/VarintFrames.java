package im.stress.standin;

import com.google.protobuf.CodedOutputStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageCodec;
import io.netty.handler.codec.CorruptedFrameException;
import java.io.IOException;
import java.util.List;

/** Packets after their length as a varint, as Protobuf writes it. */
final class VarintFrames extends ByteToMessageCodec<ByteBuf> {
  /** No message of a test is longer. */
  private static final int MAX_BYTES = 65_536;

  /** Of a length: five times seven bits hold an int. */
  private static final int MAX_LENGTH_BYTES = 5;

  @Override
  protected void encode(ChannelHandlerContext context, ByteBuf packet, ByteBuf out)
      throws IOException {
    CodedOutputStream length = CodedOutputStream.newInstance(new ByteBufOutputStream(out), 8);
    length.writeUInt32NoTag(packet.readableBytes());
    length.flush();
    out.writeBytes(packet);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    int start = in.readerIndex();
    int length = 0;
    for (int i = 0; in.isReadable(); i++) {
      int next = in.readUnsignedByte();
      length |= (next & 0x7F) << (7 * i);
      if (next < 0x80) {
        packet(in, start, length, out);
        return;
      }
      if (i + 1 == MAX_LENGTH_BYTES) {
        throw new CorruptedFrameException("length: expected 5 bytes or fewer");
      }
    }
    in.readerIndex(start);
  }

  private static void packet(ByteBuf in, int start, int length, List<Object> out) {
    if (length <= 0 || length > MAX_BYTES) {
      throw new CorruptedFrameException("length: expected 1 to " + MAX_BYTES + ", got " + length);
    }
    if (in.readableBytes() < length) {
      in.readerIndex(start);
    } else {
      out.add(in.readRetainedSlice(length));
    }
  }
}
