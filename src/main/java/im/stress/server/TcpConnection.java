package im.stress.server;

import im.stress.config.ServerSettings.TcpFraming;
import im.stress.framing.FramingException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;

/**
 * A TCP connection on which a message is a JSON object. It may be idle for ever, since its protocol
 * has no heartbeats, and it is closed without a word, since its protocol has none for that.
 */
final class TcpConnection extends Connection {
  private final TcpFraming framing;

  /** A connection that was just accepted. */
  TcpConnection(Service service) {
    super(service, Duration.ZERO);
    this.framing = service.server().settings().tcp().framing();
  }

  @Override
  void receive(Object message) {
    ByteBuf object = (ByteBuf) message;
    try {
      if (!hasEnded()) {
        session().message(object);
      }
    } finally {
      object.release();
    }
  }

  /** A newline within an object is white space: within a string, JSON escapes it. */
  @Override
  Object framed(String message) {
    String text = framing == TcpFraming.LINES ? message.replace('\n', ' ') + '\n' : message;
    return ByteBufUtil.writeUtf8(channel().alloc(), text);
  }

  @Override
  void sayGoodbye(int code, String reason) {
    channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause.getCause() instanceof FramingException) {
      refuse(CloseCodes.INVALID_PAYLOAD, cause.getCause().getMessage());
    } else {
      super.exceptionCaught(context, cause);
    }
  }
}
