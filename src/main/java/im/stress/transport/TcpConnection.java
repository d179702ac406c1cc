package im.stress.transport;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.channel.FrameKind;
import im.stress.channel.Framing;
import im.stress.model.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import javax.net.ssl.SSLException;

/** A TCP connection, with or without TLS: messages are parts of one stream. */
final class TcpConnection extends OpenConnection {
  /** Room for a chat message of the default size; buffers grow where that is too little. */
  private static final int INITIAL_BYTES = 256;

  private final MessageWriter writer;
  private boolean opened;

  /**
   * For a new channel.
   *
   * @param framing of a stream
   */
  TcpConnection(
      Channel channel, ConnectionListener listener, Framing framing, int maxMessageBytes) {
    super(channel, listener, MessageReader.of(framing, maxMessageBytes, listener));
    this.writer = MessageWriter.of(framing);
  }

  private boolean isEncrypted() {
    return channel().pipeline().get(SslHandler.class) != null;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (!isEncrypted()) {
      open();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!(event instanceof SslHandshakeCompletionEvent tls)) {
      return;
    }
    if (tls.isSuccess()) {
      open();
    } else if (tls.cause() instanceof SSLException failure) {
      endedBy(NetworkCause.endOf(failure));
      context.close();
    }
  }

  private void open() {
    opened = true;
    listener().opened(this);
  }

  @Override
  public ByteBuf newMessage() {
    return channel().alloc().buffer(INITIAL_BYTES).setIndex(writer.room(), writer.room());
  }

  @Override
  public void send(ByteBuf message, FrameKind kind) {
    if (isMute()) {
      message.release();
      return;
    }
    writer.complete(message);
    channel().writeAndFlush(message, channel().voidPromise());
  }

  /** {@inheritDoc} Never asked for: the settings are refused before. */
  @Override
  public void ping(long sequence) {
    throw new IllegalStateException("TCP has no ping frames");
  }

  @Override
  void sayGoodbye() {
    channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> endOutput());
  }

  /** Leaves our half open, for what the server still has to say; TLS closes both at once. */
  private void endOutput() {
    if (channel() instanceof DuplexChannel duplex && !isEncrypted()) {
      duplex.shutdownOutput();
    } else {
      channel().close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof ByteBuf bytes) {
        read(bytes);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  ConnectionEnd closedByServer() {
    String when = opened ? "" : " during the TLS handshake";
    return ConnectionEnd.of(
        Cause.CLOSED_BY_SERVER,
        "closed" + (isWithinMessage() ? " in the middle of a message" : when));
  }
}
