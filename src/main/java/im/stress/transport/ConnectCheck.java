package im.stress.transport;

import im.stress.channel.ConnectionEnd;
import im.stress.config.ConnectionSettings;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Optional;

/**
 * Whether an address accepts TCP connections.
 *
 * @param failure why it doesn't; empty = it does
 */
public record ConnectCheck(Gateway gateway, Optional<ConnectionEnd> failure) {

  /**
   * Connects to all of them at once, and closes. Blocks for {@code im.connection.connect-timeout}
   * at most; not to be called on the event loop.
   */
  public static List<ConnectCheck> all(
      List<Gateway> gateways, ConnectionSettings settings, EventLoop loop) {
    List<Attempt> attempts =
        gateways.stream().map(gateway -> Attempt.begin(gateway, settings, loop)).toList();
    return attempts.stream().map(Attempt::await).toList();
  }

  private record Attempt(Gateway gateway, ChannelFuture connect) {
    static Attempt begin(Gateway gateway, ConnectionSettings settings, EventLoop loop) {
      return new Attempt(
          gateway,
          ClientSocket.bootstrap(settings, gateway, 0, loop)
              .handler(new ChannelInboundHandlerAdapter())
              .connect(gateway.address()));
    }

    ConnectCheck await() {
      connect.awaitUninterruptibly();
      connect.channel().close();
      return new ConnectCheck(
          gateway, Optional.ofNullable(connect.cause()).map(NetworkCause::endOf));
    }
  }
}
