package im.stress.transport;

import im.stress.config.ConnectionSettings;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;

/** The TCP side of a client: options, limits, and where it connects from. */
final class ClientSocket {
  private ClientSocket() {}

  /**
   * A socket of this event loop, still to be given a handler and connected.
   *
   * @param index chooses the source address
   */
  static Bootstrap bootstrap(ConnectionSettings settings, int index, EventLoop loop) {
    Class<? extends Channel> type = ChannelTypes.socketFor(loop);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(type)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectTimeout().toMillis());
    if (!settings.sourceAddresses().isEmpty()) {
      int source = Math.floorMod(index, settings.sourceAddresses().size());
      bootstrap.localAddress(new InetSocketAddress(settings.sourceAddresses().get(source), 0));
      if (type == EpollSocketChannel.class) {
        // Chooses the port at connect, not at bind: 64,000 connections per address and target.
        bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
      }
    }
    return bootstrap;
  }
}
