package im.stress.standin;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageCodec;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import java.util.List;

/** One packet in each binary frame, in both directions; all else is the client's fault. */
final class BinaryFrames extends MessageToMessageCodec<Object, ByteBuf> {
  private final TcpPeer peer;

  BinaryFrames(TcpPeer peer) {
    this.peer = peer;
  }

  @Override
  protected void encode(ChannelHandlerContext context, ByteBuf packet, List<Object> out) {
    out.add(new BinaryWebSocketFrame(packet.retain()));
  }

  @Override
  protected void decode(ChannelHandlerContext context, Object message, List<Object> out) {
    if (message instanceof BinaryWebSocketFrame frame) {
      out.add(frame.content().retain());
    } else if (message instanceof FullHttpRequest request) {
      peer.fatal("path: expected /sub, got " + request.uri());
    } else {
      peer.fatal("frame: expected a binary one, got " + message.getClass().getSimpleName());
    }
  }
}
