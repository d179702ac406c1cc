package im.stress.transport;

import im.stress.config.ConnectionSettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;

/** Finds out whether a port speaks TLS, where that was not expected. */
public final class TlsCheck {
  private TlsCheck() {}

  /**
   * Makes a TLS handshake without verifying anything, and closes. Blocks for the timeouts of
   * connect and handshake at most; not to be called on the event loop.
   */
  public static boolean speaksTls(Gateway gateway, ConnectionSettings settings, EventLoop loop) {
    SslContext blind = TlsContext.blind();
    Channel channel =
        ClientSocket.bootstrap(settings, gateway, 0, loop)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel opened) {
                    SslHandler tls = TlsHandshake.handler(opened.pipeline(), gateway, blind);
                    tls.setHandshakeTimeoutMillis(settings.handshakeTimeout().toMillis());
                    opened.pipeline().addLast(tls);
                  }
                })
            .connect(gateway.address())
            .awaitUninterruptibly()
            .channel();
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    boolean spoken = tls != null && tls.handshakeFuture().awaitUninterruptibly().isSuccess();
    channel.close();
    return spoken;
  }
}
