package im.stress.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a client: idle time, standstills, limits and its end, which is counted once.
 * How messages travel on it is up to its subclass, what they mean up to its {@link Session}. All
 * methods are for the connection's own event loop, but {@link #execute}.
 */
abstract class Connection extends ChannelInboundHandlerAdapter implements Client {
  /** How {@link ServerStats#closes()} names the end without a close frame. */
  static final String NO_CLOSE_FRAME = Integer.toString(CloseCodes.NO_CLOSE_FRAME);

  /** How {@link ServerStats#closes()} names a connection with too many unsent bytes. */
  private static final String SLOW_CONSUMER = "slow-consumer";

  /** How long a client may take to read our last words before the socket is closed. */
  private static final long CLOSE_ANSWER_SECONDS = 2;

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final ServerContext server;
  private final Duration idleTimeout;
  private final Session session;
  private Channel channel;
  private IdleTimer idleTimer;
  private Standstill standstill;
  private boolean ended;

  /**
   * A connection on which messages may come from now on.
   *
   * @param idleTimeout it ends when nothing came for so long; zero = never
   */
  Connection(Service service, Duration idleTimeout) {
    this.server = service.server();
    this.idleTimeout = idleTimeout;
    this.session = new Session(service, this);
  }

  /** Takes something that came in, outside of standstills, and releases it. */
  abstract void receive(Object message);

  /** A message as it is written to the channel. */
  abstract Object framed(String message);

  /** Writes what is to be said before a close, and flushes. */
  abstract void sayGoodbye(int code, String reason);

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
    server.counts().connectionsOpened.increment();
    Runnable onIdle = () -> cut(NO_CLOSE_FRAME);
    idleTimer = new IdleTimer(channel.eventLoop(), idleTimeout.toNanos(), server.stall(), onIdle);
    standstill = new Standstill(server.stall(), channel, this::receive);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    long now = System.nanoTime();
    long stalledNanos = server.stall().remainingNanos(now);
    idleTimer.readAt(now + stalledNanos);
    standstill.take(message, stalledNanos);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(NO_CLOSE_FRAME);
    idleTimer.stop();
    standstill.drop();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.error("connection closed because of an error in the server", cause);
    }
    channel.close();
  }

  /** What the connection means. */
  Session session() {
    return session;
  }

  /** The socket. */
  Channel channel() {
    return channel;
  }

  /** Whether its end has begun. */
  boolean hasEnded() {
    return ended;
  }

  @Override
  public boolean isOpen() {
    return !ended && channel.isActive();
  }

  @Override
  public void execute(Runnable task) {
    if (channel.eventLoop().inEventLoop()) {
      task.run();
    } else {
      channel.eventLoop().execute(task);
    }
  }

  @Override
  public void later(long nanos, Runnable task) {
    standstill.later(nanos, task);
  }

  @Override
  public void write(String message) {
    if (!ended) {
      send(framed(message));
    }
  }

  /** Sends something that is framed already, and gives it away. */
  void send(Object framed) {
    channel.writeAndFlush(framed, channel.voidPromise());
    if (!channel.isWritable()) {
      // Past the handler that stands first in the pipeline and saves flushes.
      channel.pipeline().firstContext().flush();
      if (!channel.isWritable()) {
        cut(SLOW_CONSUMER);
      }
    }
  }

  @Override
  public void refuse(int code, String reason) {
    if (!ended) {
      server.counts().framesMalformed.increment();
    }
    close(code, reason);
  }

  @Override
  public void close(int code, String reason) {
    if (ended) {
      return;
    }
    end(Integer.toString(code));
    sayGoodbye(code, reason);
    channel.eventLoop().schedule(() -> channel.close(), CLOSE_ANSWER_SECONDS, TimeUnit.SECONDS);
  }

  /** Closes the socket without a word, as an idle timeout of many gateways does. */
  void cut(String countedAs) {
    end(countedAs);
    channel.close();
  }

  @Override
  public void reset() {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    cut(NO_CLOSE_FRAME);
  }

  /** From here on the user is offline; the first reason counts. */
  void end(String countedAs) {
    if (!ended) {
      ended = true;
      session.leave();
      server.counts().closed(countedAs);
    }
  }
}
