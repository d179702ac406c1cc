package im.stress.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket connection after its handshake: frames in and out, idle time, limits and its end,
 * which is counted once. What the frames mean is up to its {@link Session}. All methods are for the
 * connection's own event loop, but {@link #execute}.
 */
final class Connection extends ChannelInboundHandlerAdapter {
  /** How {@link ServerStats#closes()} names a connection with too many unsent bytes. */
  private static final String SLOW_CONSUMER = "slow-consumer";

  /** How long a client may take to answer our close frame before the socket is closed. */
  private static final long CLOSE_ANSWER_SECONDS = 2;

  /**
   * So many frames don't wait for the end of the round: after a standstill, a round is all that all
   * clients have sent meanwhile. In calm, a round has one or two for each connection.
   */
  private static final int FLUSH_FRAMES = 8;

  private static final String NO_CLOSE_FRAME = Integer.toString(CloseCodes.NO_CLOSE_FRAME);
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final ServerContext server;
  private final LoopScope loop;
  private final Session session;
  private Channel channel;
  private IdleTimer idleTimer;
  private Standstill standstill;
  private int unflushed;
  private boolean ended;

  /** A connection whose handshake was just completed. */
  Connection(ServerContext server, LoopScope loop) {
    this.server = server;
    this.loop = loop;
    this.session = new Session(server, this);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
    server.counts().connectionsOpened.increment();
    long idleNanos = server.settings().idleTimeout().toNanos();
    Runnable onIdle = () -> cut(NO_CLOSE_FRAME);
    idleTimer = new IdleTimer(channel.eventLoop(), idleNanos, server.stall(), onIdle);
    standstill = new Standstill(server.stall(), channel, this::receive);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof WebSocketFrame frame)) {
      ReferenceCountUtil.release(message);
      return;
    }
    long now = System.nanoTime();
    long stalledNanos = server.stall().remainingNanos(now);
    idleTimer.readAt(now + stalledNanos);
    standstill.take(frame, stalledNanos);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (unflushed >= FLUSH_FRAMES) {
      channel.flush();
    }
  }

  private void receive(WebSocketFrame frame) {
    try {
      if (frame instanceof CloseWebSocketFrame close) {
        closedByClient(close.statusCode());
      } else if (!ended) {
        receiveData(frame);
      }
    } finally {
      frame.release();
    }
  }

  private void receiveData(WebSocketFrame frame) {
    if (frame instanceof TextWebSocketFrame) {
      session.text(frame.content());
    } else if (frame instanceof PingWebSocketFrame) {
      session.pingFrame(frame.content());
    } else if (frame instanceof BinaryWebSocketFrame) {
      refuse(CloseCodes.UNSUPPORTED_DATA, "expected text frames, got a binary one");
    }
  }

  private void closedByClient(int code) {
    boolean answersOurs = ended;
    end(Integer.toString(code < 0 ? CloseCodes.NO_CODE : code));
    if (answersOurs) {
      channel.close();
    } else if (!session.silent()) {
      ByteBuf answer = loop.writer().close(code < 0 ? CloseCodes.NORMAL : code, "");
      channel.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(NO_CLOSE_FRAME);
    idleTimer.stop();
    standstill.drop();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      refuse(corrupted.closeStatus().code(), cause.getMessage());
    } else if (cause instanceof TooLongFrameException) {
      refuse(CloseCodes.TOO_BIG, cause.getMessage());
    } else {
      if (!(cause instanceof IOException)) {
        LOG.error("connection closed because of an error in the server", cause);
      }
      channel.close();
    }
  }

  /** Whether the end of this connection has not begun. */
  boolean isOpen() {
    return !ended && channel.isActive();
  }

  /** What the connections of this event loop share. */
  LoopScope loop() {
    return loop;
  }

  /** Runs on the connection's event loop: at once when called there, else soon. Any thread. */
  void execute(Runnable task) {
    if (channel.eventLoop().inEventLoop()) {
      task.run();
    } else {
      channel.eventLoop().execute(task);
    }
  }

  /** Runs later on this loop; not within a standstill, but right after it. */
  void later(long nanos, Runnable task) {
    standstill.later(nanos, task);
  }

  /** Writes a frame, and gives the buffer away; a connection that doesn't drain is cut off. */
  void write(ByteBuf frame) {
    if (ended) {
      frame.release();
      return;
    }
    channel.write(frame, channel.voidPromise());
    unflushed++;
    if (unflushed == 1) {
      loop.flushLater(this);
    }
    if (!channel.isWritable()) {
      channel.flush();
      if (!channel.isWritable()) {
        cut(SLOW_CONSUMER);
      }
    }
  }

  /** Sends what was written. */
  void flushNow() {
    unflushed = 0;
    channel.flush();
  }

  /** Closes because of a frame that can't be taken. */
  void refuse(int code, String reason) {
    if (!ended) {
      server.counts().framesMalformed.increment();
    }
    close(code, reason);
  }

  /** Says why, and closes; the socket is closed when the client has answered, or soon after. */
  void close(int code, String reason) {
    if (ended) {
      return;
    }
    end(Integer.toString(code));
    channel.writeAndFlush(loop.writer().close(code, reason), channel.voidPromise());
    channel.eventLoop().schedule(() -> channel.close(), CLOSE_ANSWER_SECONDS, TimeUnit.SECONDS);
  }

  /** Closes the socket without a close frame, as an idle timeout of many gateways does. */
  void cut(String countedAs) {
    end(countedAs);
    channel.close();
  }

  /** Ends the connection by a TCP reset. */
  void reset() {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    cut(NO_CLOSE_FRAME);
  }

  private void end(String countedAs) {
    if (!ended) {
      ended = true;
      session.leave();
      server.counts().closed(countedAs);
    }
  }
}
