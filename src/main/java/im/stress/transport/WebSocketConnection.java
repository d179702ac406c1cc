package im.stress.transport;

import im.stress.channel.Connection;
import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.channel.FrameKind;
import im.stress.config.ConnectionSettings;
import im.stress.measure.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** An open WebSocket connection: the last handler of its channel. */
final class WebSocketConnection extends ChannelInboundHandlerAdapter
    implements Connection, FrameListener {
  private final Channel channel;
  private final ConnectionListener listener;
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
  WebSocketConnection(Channel channel, ConnectionListener listener, int maxQueuedBytes) {
    this.channel = channel;
    this.listener = listener;
    this.maxQueuedBytes = maxQueuedBytes;
  }

  @Override
  public ByteBuf newMessage() {
    return FrameEncoder.newPayload(channel.alloc());
  }

  @Override
  public long queuedBytes() {
    return channel.unsafe().outboundBuffer() == null
        ? 0
        : channel.unsafe().outboundBuffer().totalPendingWriteBytes();
  }

  @Override
  public void send(ByteBuf message, FrameKind kind) {
    write(kind == FrameKind.TEXT ? Opcode.TEXT : Opcode.BINARY, message);
  }

  @Override
  public void ping(long sequence) {
    write(Opcode.PING, newMessage().writeLong(sequence));
  }

  private void write(int opcode, ByteBuf payload) {
    if (silent || closing) {
      payload.release();
    } else {
      channel.writeAndFlush(frame(opcode, payload), channel.voidPromise());
    }
  }

  private static ByteBuf frame(int opcode, ByteBuf payload) {
    return FrameEncoder.encode(opcode, payload, ThreadLocalRandom.current().nextInt());
  }

  @Override
  public void close() {
    if (closing || silent) {
      channel.close();
      return;
    }
    closing = true;
    endedBy(ConnectionEnd.of(Cause.CLOSED_BY_US, ""));
    writeClose(CloseBody.NORMAL);
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
  public void received(ByteBuf message) {
    if (!silent) {
      listener.received(message);
    }
  }

  /**
   * Not every ping needs an answer (RFC 6455, section 5.5.3); a peer that doesn't read gets none.
   */
  @Override
  public void pinged(ByteBuf payload) {
    if (queuedBytes() <= maxQueuedBytes) {
      write(Opcode.PONG, newMessage().writeBytes(payload));
    }
  }

  @Override
  public void ponged(ByteBuf payload) {
    if (!silent) {
      listener.ponged(payload.readableBytes() == Long.BYTES ? payload.readLong() : -1);
    }
  }

  @Override
  public void closed(CloseBody body) {
    if (silent) {
      return;
    }
    String cause = Cause.CLOSE.with(body.code());
    endedBy(new ConnectionEnd(cause, body.code(), body.reason(), "close frame"));
    if (closing) {
      channel.close();
    } else {
      closing = true;
      writeClose(body).addListener(ChannelFutureListener.CLOSE);
      closeSoon();
    }
  }

  private ChannelFuture writeClose(CloseBody body) {
    ByteBuf payload = newMessage();
    body.write(payload);
    return channel.writeAndFlush(frame(Opcode.CLOSE, payload));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // What could no longer be written says nothing of why: the end itself is told next.
    if (!(cause instanceof ClosedChannelException)) {
      endedBy(NetworkCause.endOf(cause));
    }
    if (cause instanceof CorruptedWebSocketFrameException broken && !closing && !silent) {
      // The server is told why (RFC 6455 section 7.1.7).
      writeClose(new CloseBody(broken.closeStatus().code(), ""));
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
