package im.stress.transport;

import im.stress.config.ConnectionSettings;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** The TCP side of a client: options, limits, and where it connects from. */
final class ClientSocket {
  private ClientSocket() {}

  /**
   * A socket of this event loop towards a gateway, still to be given a handler and connected.
   *
   * @param turn chooses the source address
   */
  static Bootstrap bootstrap(
      ConnectionSettings settings, Gateway gateway, int turn, EventLoop loop) {
    Class<? extends Channel> type = ChannelTypes.socketFor(loop);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(type)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectTimeout().toMillis());
    List<InetAddress> sources = settings.sourceAddresses().towards(gateway.address().getAddress());
    if (!sources.isEmpty()) {
      int source = Math.floorMod(turn, sources.size());
      bootstrap.localAddress(new InetSocketAddress(sources.get(source), 0));
      if (type == EpollSocketChannel.class) {
        // Chooses the port at connect, not at bind: 64,000 connections per address and target.
        bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
      }
    }
    return bootstrap;
  }
}
