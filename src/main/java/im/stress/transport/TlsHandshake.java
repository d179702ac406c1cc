package im.stress.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;

/** Tells how long the TLS handshake of a new channel took, and is gone from it before it ends. */
final class TlsHandshake extends ChannelInboundHandlerAdapter {
  private final SslHandler tls;
  private final Dialer.Call call;

  private TlsHandshake(SslHandler tls, Dialer.Call call) {
    this.tls = tls;
    this.call = call;
  }

  /** Puts TLS towards a gateway at the end of a pipeline that is not connected yet. */
  static void addTo(
      ChannelPipeline pipeline,
      Gateway gateway,
      SslContext context,
      long timeoutMillis,
      Dialer.Call call) {
    SslHandler tls = handler(pipeline, gateway, context);
    tls.setHandshakeTimeoutMillis(timeoutMillis);
    pipeline.addLast(new TlsHandshake(tls, call), tls);
  }

  /** The certificate is verified against the URL's host, wherever the connection goes. */
  static SslHandler handler(ChannelPipeline pipeline, Gateway gateway, SslContext context) {
    SslHandler tls =
        context.newHandler(pipeline.channel().alloc(), gateway.host(), gateway.address().getPort());
    if (gateway.isNamed()) {
      // Netty and the JDK send no name without a dot, such as that of a Docker service. An address
      // is never sent (RFC 6066 section 3).
      SSLParameters parameters = tls.engine().getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(gateway.host())));
      tls.engine().setSSLParameters(parameters);
    }
    return tls;
  }

  /** TCP is connected; the handler of TLS, which is next, begins its handshake. */
  @Override
  public void channelActive(ChannelHandlerContext context) {
    long startNanos = System.nanoTime();
    tls.handshakeFuture()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                call.secured(startNanos, System.nanoTime());
              }
            });
    context.fireChannelActive();
    context.pipeline().remove(this);
  }
}
