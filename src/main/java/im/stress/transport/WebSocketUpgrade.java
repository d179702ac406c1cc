package im.stress.transport;

import im.stress.config.ConnectionSettings;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Leads a new channel through the upgrade, then hands it to {@link WebSocketConnection}. */
final class WebSocketUpgrade extends ChannelInboundHandlerAdapter {
  private final ConnectionSettings settings;
  private final boolean textFrames;
  private final ConnectionListener listener;
  private final WebSocketClientHandshaker handshaker;
  private Future<?> timeout;
  private boolean over;

  WebSocketUpgrade(
      URI uri, ConnectionSettings settings, boolean textFrames, ConnectionListener listener) {
    this.settings = settings;
    this.textFrames = textFrames;
    this.listener = listener;
    this.handshaker =
        WebSocketClientHandshakerFactory.newHandshaker(
            uri,
            WebSocketVersion.V13,
            null,
            false,
            new DefaultHttpHeaders(),
            settings.maxFrameBytes());
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    timeout =
        context
            .executor()
            .schedule(
                () -> end(context, ConnectionEnd.of(NetworkCause.HANDSHAKE_TIMEOUT, timedOut())),
                settings.handshakeTimeout().toMillis(),
                TimeUnit.MILLISECONDS);
    handshaker.handshake(context.channel());
  }

  private String timedOut() {
    return "no answer to the upgrade within " + settings.handshakeTimeout().toMillis() + " ms";
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof FullHttpResponse response) {
      try {
        answered(context, response);
      } finally {
        response.release();
      }
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  private void answered(ChannelHandlerContext context, FullHttpResponse response) {
    if (!response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      String cause = NetworkCause.HANDSHAKE_STATUS + response.status().code();
      end(context, ConnectionEnd.of(cause, "HTTP " + response.status()));
      return;
    }
    // Decoders are taken out and put in while the response is in flight: last things first.
    WebSocketConnection connection =
        new WebSocketConnection(context.channel(), listener, textFrames);
    over = true;
    timeout.cancel(false);
    ChannelPipeline pipeline = context.pipeline();
    pipeline.addLast(new WebSocketFrameAggregator(settings.maxFrameBytes()), connection);
    handshaker.finishHandshake(context.channel(), response);
    pipeline.remove(this);
    listener.opened(connection);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(context, ConnectionEnd.of(NetworkCause.CLOSED_BY_SERVER, "closed during the handshake"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    end(context, ConnectionEnd.of(cause));
  }

  private void end(ChannelHandlerContext context, ConnectionEnd end) {
    if (!over) {
      over = true;
      if (timeout != null) {
        timeout.cancel(false);
      }
      listener.ended(end);
    }
    context.close();
  }
}
