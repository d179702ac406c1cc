package im.stress.server;

import im.stress.framing.FramingException;
import im.stress.framing.JsonSplitter;
import im.stress.framing.Splitter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** Bytes to JSON objects, for the connection's event loop. */
final class JsonStreamDecoder extends ByteToMessageDecoder {
  private final JsonSplitter splitter;

  /** Takes objects of up to so many bytes. */
  JsonStreamDecoder(int maxObjectBytes) {
    splitter = new JsonSplitter(maxObjectBytes);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws FramingException {
    int length = splitter.next(in);
    if (length != Splitter.NOT_YET) {
      out.add(in.readRetainedSlice(length));
    }
  }
}
