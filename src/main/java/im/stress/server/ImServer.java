package im.stress.server;

import im.stress.config.ServerSettings;
import im.stress.config.SettingsException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * An IM server for tests and trials: format {@code json} over WebSocket, {@code /health} and {@code
 * /stats} over HTTP on the same port, faults on demand. Runs on threads of its own, half as many as
 * the machine has processors, since the load generator needs the others. Thread-safe.
 */
public final class ImServer implements AutoCloseable {
  /** Larger than the longest handshake that makes sense. */
  private static final int MAX_HTTP_BODY_BYTES = 8192;

  /** Connections that wait to be accepted; the kernel lowers it to {@code somaxconn}. */
  private static final int BACKLOG = 65_535;

  /**
   * So many messages to one client don't wait for the end of the event loop's round: after a
   * standstill, a round is all that all clients have sent meanwhile. In calm, a round has one or
   * two for each connection.
   */
  private static final int MAX_FRAMES_UNFLUSHED = 8;

  /** How long {@link #close()} waits for clients to answer the close frame. */
  private static final long CLOSE_MILLIS = 500;

  private final ServerContext server;
  private final Service webSocket;
  private final EventLoopGroup loops;
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel listener;

  private ImServer(ServerSettings settings) {
    server = ServerContext.of(settings);
    webSocket = Service.json(server);
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    loops =
        new MultiThreadIoEventLoopGroup(
            threads,
            new DefaultThreadFactory("im-server", true),
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    listener = listen(settings);
  }

  /**
   * Starts a server; it listens when this returns.
   *
   * @throws SettingsException when a fault can't be read, the port is taken, or the address can't
   *     be listened on
   */
  public static ImServer start(ServerSettings settings) {
    return new ImServer(settings);
  }

  /** The port that it listens on: the one asked for, or the free one that was found for 0. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Where clients find it, as they write it: {@code ws://127.0.0.1:10001/websocket}. */
  public URI url() {
    String bind = server.settings().bind();
    String host = bind.indexOf(':') < 0 ? bind : "[" + bind + "]";
    return URI.create("ws://" + host + ":" + port() + HttpEndpoint.WEBSOCKET_PATH);
  }

  /** Its counts up to now. */
  public ServerStats stats() {
    return server.counts().snapshot();
  }

  /**
   * Closes all connections with code 1001 and frees the port. Waits up to a few seconds; may be
   * called again.
   */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    channels.forEach(ImServer::goAway);
    channels.newCloseFuture().awaitUninterruptibly(CLOSE_MILLIS);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static void goAway(Channel channel) {
    Connection connection = channel.pipeline().get(Connection.class);
    if (connection == null) {
      channel.close();
    } else {
      connection.execute(() -> connection.close(CloseCodes.GOING_AWAY, "server stops"));
    }
  }

  private Channel listen(ServerSettings settings) {
    ChannelFuture bound =
        bootstrap(settings)
            .bind(new InetSocketAddress(settings.bind(), settings.port()))
            .awaitUninterruptibly();
    if (bound.isSuccess()) {
      return bound.channel();
    }
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    throw cannotListen(settings, bound.cause());
  }

  private static SettingsException cannotListen(ServerSettings settings, Throwable cause) {
    if (PortTaken.isToldBy(cause)) {
      return new SettingsException(PortTaken.message(settings.bind(), settings.port()));
    }
    return new SettingsException(
        "im.server.bind: expected an address and port to listen on, got %s:%d (%s)"
            .formatted(settings.bind(), settings.port(), cause.getMessage()));
  }

  private ServerBootstrap bootstrap(ServerSettings settings) {
    Class<? extends ServerChannel> type =
        Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    int unsent = settings.maxQueuedBytes();
    return new ServerBootstrap()
        .group(loops)
        .channel(type)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(
            ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(unsent / 2, unsent))
        .handler(new AcceptGuard())
        .childHandler(new ChildInitializer());
  }

  /** Prepares each accepted connection for its first request. */
  private final class ChildInitializer extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      channels.add(channel);
      channel
          .pipeline()
          .addLast(new FlushConsolidationHandler(MAX_FRAMES_UNFLUSHED, true))
          .addLast(new HttpServerCodec())
          .addLast(new HttpObjectAggregator(MAX_HTTP_BODY_BYTES))
          .addLast(new HttpEndpoint(webSocket));
    }
  }
}
