package im.stress.transport;

import im.stress.channel.Connection;
import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.config.ConnectionSettings;
import im.stress.framing.FramingException;
import im.stress.model.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;

/**
 * What connections of all kinds share: the last handler of a channel, which gathers evidence of its
 * end and tells it once.
 */
abstract class OpenConnection extends ChannelInboundHandlerAdapter implements Connection {
  private final Channel channel;
  private final ConnectionListener listener;
  private final MessageReader messages;
  private ConnectionEnd end;
  private boolean told;
  private boolean unreadable;
  private boolean closing;
  private boolean silent;

  OpenConnection(Channel channel, ConnectionListener listener, MessageReader messages) {
    this.channel = channel;
    this.listener = listener;
    this.messages = messages;
  }

  final Channel channel() {
    return channel;
  }

  final ConnectionListener listener() {
    return listener;
  }

  /** Whether nothing may be sent any more. */
  final boolean isMute() {
    return silent || closing;
  }

  final boolean isSilent() {
    return silent;
  }

  final boolean isClosing() {
    return closing;
  }

  @Override
  public final long queuedBytes() {
    return channel.unsafe().outboundBuffer() == null
        ? 0
        : channel.unsafe().outboundBuffer().totalPendingWriteBytes();
  }

  /** Begins the orderly end, in whatever way; it is forced when the peer takes too long. */
  final void beginClose(ConnectionEnd evidence) {
    closing = true;
    endedBy(evidence);
    long nanos = ConnectionSettings.CLOSE_TIMEOUT.toNanos();
    channel.eventLoop().schedule(() -> channel.close(), nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public final void close() {
    if (isMute()) {
      channel.close();
    } else {
      beginClose(ConnectionEnd.of(Cause.CLOSED_BY_US, ""));
      sayGoodbye();
    }
  }

  /** Tells the peer, after all that was sent, that nothing more will come. */
  abstract void sayGoodbye();

  @Override
  public final void reset() {
    endedBy(ConnectionEnd.of(Cause.CLOSED_BY_US, "reset"));
    try {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    } catch (ChannelException alreadyClosed) {
      // Its end is about to be told.
    }
    channel.close();
  }

  @Override
  public final void silence() {
    silent = true;
    channel.config().setAutoRead(false);
  }

  /** Takes what a frame or a read holds. Bytes that are no message end the connection. */
  final void read(ByteBuf bytes) {
    if (silent || unreadable) {
      return;
    }
    try {
      messages.read(bytes, channel.alloc());
    } catch (FramingException e) {
      unreadable = true;
      endedBy(ConnectionEnd.unreadable(e.getMessage(), messages.unread(bytes)));
      reset();
    }
  }

  /** Whether the end came in the middle of a message. */
  final boolean isWithinMessage() {
    return messages.isWithinMessage();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // What could no longer be written says nothing of why: the end itself is told next.
    if (!(cause instanceof ClosedChannelException)) {
      endedBy(NetworkCause.endOf(cause));
    }
    channel.close();
  }

  @Override
  public final void channelInactive(ChannelHandlerContext context) {
    endedBy(closedByServer());
    if (!told) {
      told = true;
      listener.ended(end);
    }
  }

  /** How it is told that the peer closed without a word. */
  abstract ConnectionEnd closedByServer();

  /** The first evidence stands; what follows is its consequence. */
  final void endedBy(ConnectionEnd evidence) {
    if (end == null) {
      end = evidence;
    }
  }

  @Override
  public final void handlerRemoved(ChannelHandlerContext context) {
    messages.release();
  }
}
