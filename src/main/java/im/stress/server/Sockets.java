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
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The sockets of a server and the threads that serve them: half as many as the machine has
 * processors, since the load generator needs the others. Ports are opened and closed by one thread;
 * connections come on any.
 */
final class Sockets {
  /** Connections that wait to be accepted; the kernel lowers it to {@code somaxconn}. */
  static final int BACKLOG = 65_535;

  /**
   * So many messages to one client don't wait for the end of the event loop's round: after a
   * standstill, a round is all that all clients have sent meanwhile. In calm, a round has one or
   * two for each connection. With 8, a system call for every eighth message made the backlog of a
   * standstill take 1.4 times as long.
   */
  private static final int MAX_FRAMES_UNFLUSHED = 64;

  /** How long {@link #close} waits for clients to answer our last words. */
  private static final long CLOSE_MILLIS = 500;

  private final ServerSettings settings;
  private final EventLoopGroup loops;
  private final List<Channel> listeners = new ArrayList<>();
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

  /** Nothing is open yet. */
  Sockets(ServerSettings settings) {
    this.settings = settings;
    this.loops =
        new MultiThreadIoEventLoopGroup(
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
            new DefaultThreadFactory("im-server", true),
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  /**
   * Listens on a port.
   *
   * @param key the last part of the port's setting
   * @param preparation adds the handlers of a connection that was just accepted
   * @return the address, with the free port that was found for 0
   * @throws SettingsException when it can't be listened on; then all is closed
   */
  InetSocketAddress listen(String key, int port, Consumer<Channel> preparation) {
    InetSocketAddress wanted = new InetSocketAddress(settings.bind(), port);
    ChannelFuture bound = bootstrap(preparation).bind(wanted).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw PortTaken.cannotListen(settings.bind(), port, key, bound.cause());
    }
    listeners.add(bound.channel());
    return (InetSocketAddress) bound.channel().localAddress();
  }

  private ServerBootstrap bootstrap(Consumer<Channel> preparation) {
    Class<? extends ServerChannel> type =
        Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    int unsent = settings.limits().maxQueuedBytes();
    return new ServerBootstrap()
        .group(loops)
        .channel(type)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(
            ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(unsent / 2, unsent))
        .handler(new AcceptGuard())
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                connections.add(channel);
                channel
                    .pipeline()
                    .addLast(new FlushConsolidationHandler(MAX_FRAMES_UNFLUSHED, true));
                preparation.accept(channel);
              }
            });
  }

  /**
   * Frees the ports, lets each connection be closed by {@code goodbye}, and ends the threads. Waits
   * up to a few seconds; may be called again.
   */
  void close(Consumer<Channel> goodbye) {
    listeners.forEach(listener -> listener.close().awaitUninterruptibly());
    connections.forEach(goodbye);
    connections.newCloseFuture().awaitUninterruptibly(CLOSE_MILLIS);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
