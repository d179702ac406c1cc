package im.stress.transport;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.channel.Framing;
import im.stress.config.ConnectionSettings;
import im.stress.model.Cause;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Leads a new channel through the upgrade, then hands it to {@link WebSocketConnection}. */
final class WebSocketUpgrade extends ChannelInboundHandlerAdapter {
  private final UpgradeRequest request;
  private final ConnectionSettings settings;
  private final Framing framing;
  private final ConnectionListener listener;
  private final WebSocketClientHandshaker handshaker;
  private Future<?> timeout;
  private boolean over;

  WebSocketUpgrade(
      UpgradeRequest request,
      ConnectionSettings settings,
      Framing framing,
      ConnectionListener listener) {
    this.request = request;
    this.settings = settings;
    this.framing = framing;
    this.listener = listener;
    this.handshaker =
        WebSocketClientHandshakerFactory.newHandshaker(
            request.uri(),
            WebSocketVersion.V13,
            null,
            false,
            CompressionOffer.addedTo(request.headers(), settings),
            settings.maxFrameBytes());
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    timeout =
        context
            .executor()
            .schedule(
                () -> end(context, ConnectionEnd.of(Cause.HANDSHAKE_TIMEOUT, timedOut())),
                settings.handshakeTimeout().toMillis(),
                TimeUnit.MILLISECONDS);
    handshaker.handshake(context.channel());
  }

  private String timedOut() {
    return "no answer to the upgrade within " + settings.handshakeTimeout().toMillis() + " ms";
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof HttpResponse response && !over) {
        answered(context, response);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  /** The head of the answer decides: a body may be long, or never end. */
  private void answered(ChannelHandlerContext context, HttpResponse response) {
    if (response.decoderResult().isFailure()) {
      String detail = NetworkCause.detailOf(response.decoderResult().cause());
      end(context, ConnectionEnd.of(Cause.HANDSHAKE_INVALID, detail));
    } else if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      switched(context, response);
    } else {
      String cause = Cause.HANDSHAKE_STATUS.with(response.status().code());
      String detail = NetworkCause.shortened("HTTP " + response.status());
      end(context, ConnectionEnd.ofMember(cause, detail));
    }
  }

  /** Netty knows of one subprotocol alone, and wants it to be chosen. */
  private void switched(ChannelHandlerContext context, HttpResponse response) {
    Optional<String> refusal =
        request.refusalOf(response.headers().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL));
    if (refusal.isPresent()) {
      String detail = NetworkCause.shortened(refusal.get());
      end(context, ConnectionEnd.of(Cause.HANDSHAKE_INVALID, detail));
    } else {
      response.headers().remove(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
      upgraded(context, response);
    }
  }

  private void upgraded(ChannelHandlerContext context, HttpResponse response) {
    handshaker.finishHandshake(context.channel(), withoutBody(response));
    MessageCompression compression = CompressionOffer.answered(response.headers(), settings);
    over = true;
    timeout.cancel(false);
    WebSocketConnection connection =
        new WebSocketConnection(
            context.channel(),
            listener,
            MessageReader.of(framing, settings.maxFrameBytes(), listener),
            MessageWriter.of(framing),
            settings.maxQueuedBytes(),
            compression);
    ChannelPipeline pipeline = context.pipeline();
    // Ours make no object for each frame.
    pipeline.remove(WebSocketFrameEncoder.class);
    pipeline.remove(WebSocketFrameDecoder.class);
    HandshakeWatcher.end(context);
    pipeline.addLast(
        new FrameDecoder(settings.maxFrameBytes(), connection, compression), connection);
    pipeline.remove(this);
    if (settings.compression() && compression == null) {
      listener.compressionRefused();
    }
    listener.opened(connection);
  }

  private static FullHttpResponse withoutBody(HttpResponse head) {
    return new DefaultFullHttpResponse(
        head.protocolVersion(),
        head.status(),
        Unpooled.EMPTY_BUFFER,
        head.headers(),
        EmptyHttpHeaders.INSTANCE);
  }

  /** A TLS handshake that takes too long is told by this event alone. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent tls
        && tls.cause() instanceof SSLException failure) {
      end(context, NetworkCause.endOf(failure));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(context, ConnectionEnd.of(Cause.CLOSED_BY_SERVER, "closed during the handshake"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    end(context, NetworkCause.endOf(cause));
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
