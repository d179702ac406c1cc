package im.stress.transport;

import im.stress.channel.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/** Tells how many bytes pass: the first handler of a channel, so that it sees what the wire has. */
final class TrafficMeter extends ChannelDuplexHandler {
  private final Traffic listener;

  TrafficMeter(Traffic listener) {
    this.listener = listener;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      listener.bytesReceived(bytes.readableBytes());
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes) {
      listener.bytesSent(bytes.readableBytes());
    }
    context.write(message, promise);
  }
}
