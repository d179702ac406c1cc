package im.stress.transport;

import im.stress.config.ConnectionSettings;
import im.stress.model.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;

/** An open WebSocket connection: the last handler of its channel. */
final class WebSocketConnection extends ChannelInboundHandlerAdapter implements Connection {
  private final Channel channel;
  private final ConnectionListener listener;
  private final boolean textFrames;
  private final int maxQueuedBytes;
  private ConnectionEnd end;
  private boolean told;
  private boolean closing;
  private boolean silent;

  /**
   * Takes over an open channel.
   *
   * @param maxQueuedBytes with more unsent bytes than this, pings are not answered
   */
  WebSocketConnection(
      Channel channel, ConnectionListener listener, boolean textFrames, int maxQueuedBytes) {
    this.channel = channel;
    this.listener = listener;
    this.textFrames = textFrames;
    this.maxQueuedBytes = maxQueuedBytes;
  }

  @Override
  public ByteBufAllocator allocator() {
    return channel.alloc();
  }

  @Override
  public long queuedBytes() {
    return channel.unsafe().outboundBuffer() == null
        ? 0
        : channel.unsafe().outboundBuffer().totalPendingWriteBytes();
  }

  @Override
  public void send(ByteBuf message) {
    write(textFrames ? new TextWebSocketFrame(message) : new BinaryWebSocketFrame(message));
  }

  @Override
  public void ping(long sequence) {
    write(new PingWebSocketFrame(channel.alloc().buffer(Long.BYTES).writeLong(sequence)));
  }

  private void write(WebSocketFrame frame) {
    if (silent || closing) {
      frame.release();
    } else {
      channel.writeAndFlush(frame, channel.voidPromise());
    }
  }

  @Override
  public void close() {
    if (closing || silent) {
      channel.close();
      return;
    }
    closing = true;
    endedBy(ConnectionEnd.of(Cause.CLOSED_BY_US, ""));
    channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
    closeSoon();
  }

  private void closeSoon() {
    long nanos = ConnectionSettings.CLOSE_TIMEOUT.toNanos();
    channel.eventLoop().schedule(() -> channel.close(), nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void reset() {
    endedBy(ConnectionEnd.of(Cause.CLOSED_BY_US, "reset"));
    try {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    } catch (ChannelException alreadyClosed) {
      // Its end is about to be told.
    }
    channel.close();
  }

  @Override
  public void silence() {
    silent = true;
    channel.config().setAutoRead(false);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof WebSocketFrame frame && !silent) {
        read(frame);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(WebSocketFrame frame) {
    if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
      listener.received(frame.content());
    } else if (frame instanceof PingWebSocketFrame) {
      answerPing(frame.content());
    } else if (frame instanceof PongWebSocketFrame) {
      ByteBuf content = frame.content();
      listener.ponged(content.readableBytes() == Long.BYTES ? content.readLong() : -1);
    } else if (frame instanceof CloseWebSocketFrame close) {
      closedByServer(close);
    }
  }

  /**
   * Not every ping needs an answer (RFC 6455, section 5.5.3); a peer that doesn't read gets none.
   */
  private void answerPing(ByteBuf content) {
    if (queuedBytes() <= maxQueuedBytes) {
      write(new PongWebSocketFrame(content.retain()));
    }
  }

  private void closedByServer(CloseWebSocketFrame close) {
    // 1005: no code was in the frame (RFC 6455 section 7.4.1).
    int code = close.statusCode() < 0 ? 1005 : close.statusCode();
    endedBy(new ConnectionEnd(Cause.CLOSE.with(code), code, close.reasonText(), "close frame"));
    if (closing) {
      channel.close();
    } else {
      closing = true;
      channel.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
      closeSoon();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // What could no longer be written says nothing of why: the end itself is told next.
    if (!(cause instanceof ClosedChannelException)) {
      endedBy(ConnectionEnd.of(cause));
    }
    channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    endedBy(
        new ConnectionEnd(
            Cause.CLOSED_BY_SERVER.key(),
            ConnectionEnd.ABNORMAL_CLOSURE,
            "",
            "closed without a close frame"));
    if (!told) {
      told = true;
      listener.ended(end);
    }
  }

  /** The first evidence stands; what follows is its consequence. */
  private void endedBy(ConnectionEnd evidence) {
    if (end == null) {
      end = evidence;
    }
  }
}
