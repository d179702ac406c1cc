package im.stress.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The first request of a connection, the only one that is looked at: {@code /health} and {@code
 * /stats} are answered and the connection closed, {@code /websocket} becomes a {@link
 * WebSocketConnection}. Where the handshake is the login, one that is refused is closed without an
 * answer. HTTP doesn't stand still in a standstill, but handshakes do. One instance for each
 * connection, on its event loop.
 */
final class HttpEndpoint extends SimpleChannelInboundHandler<FullHttpRequest> {
  /** The whole request must be there within this time. */
  static final long REQUEST_SECONDS = 10;

  static final String WEBSOCKET_PATH = "/websocket";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Service service;
  private final ServerContext server;
  private Future<?> deadline;
  private boolean answered;

  /** The handler of one connection. */
  HttpEndpoint(Service service) {
    this.service = service;
    this.server = service.server();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    deadline =
        context.executor().schedule(() -> context.close(), REQUEST_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    deadline.cancel(false);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request)
      throws JsonProcessingException {
    if (answered) {
      return;
    }
    answered = true;
    deadline.cancel(false);
    if (request.decoderResult().isFailure()) {
      reply(context, HttpResponseStatus.BAD_REQUEST, "{\"error\":\"not an HTTP request\"}");
      return;
    }
    String path = pathOf(request.uri());
    if (!request.method().equals(HttpMethod.GET)) {
      reply(context, HttpResponseStatus.METHOD_NOT_ALLOWED, "{\"error\":\"expected GET\"}");
      return;
    }
    switch (path) {
      case "/health" -> reply(context, HttpResponseStatus.OK, "{\"status\":\"up\"}");
      case "/stats" ->
          reply(
              context, HttpResponseStatus.OK, JSON.writeValueAsString(server.counts().snapshot()));
      case WEBSOCKET_PATH -> upgradeAfterStall(context, request.replace(Unpooled.EMPTY_BUFFER));
      default ->
          reply(
              context,
              HttpResponseStatus.NOT_FOUND,
              "{\"error\":\"expected /websocket, /health or /stats\"}");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  private static String pathOf(String uri) {
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  /** Without the body, which needs no release and means nothing in a handshake. */
  private void upgradeAfterStall(ChannelHandlerContext context, FullHttpRequest request) {
    long stalledNanos = server.stall().remainingNanos(System.nanoTime());
    if (stalledNanos > 0) {
      context
          .executor()
          .schedule(() -> upgradeAfterStall(context, request), stalledNanos, TimeUnit.NANOSECONDS);
    } else {
      upgrade(context, request);
    }
  }

  private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
    if (!service.backend().handshakeIsLogin()) {
      upgrade(context, request, connection -> {});
      return;
    }
    Optional<String> user = admitted(request);
    if (user.isPresent()) {
      upgrade(context, request, connection -> connection.session().enterByHandshake(user.get()));
    } else {
      server.counts().loginsRejected.increment();
      context.close();
    }
  }

  private Optional<String> admitted(FullHttpRequest request) {
    return service
        .backend()
        .userOf(request.headers())
        .filter(user -> !service.users().rejectsNext() && service.users().hasRoomFor(user));
  }

  private void upgrade(
      ChannelHandlerContext context,
      FullHttpRequest request,
      Consumer<WebSocketConnection> whenOpen) {
    try {
      handshaker()
          .handshake(context.channel(), request)
          .addListener(done -> upgraded(context, done.isSuccess(), whenOpen));
    } catch (WebSocketHandshakeException e) {
      reply(
          context,
          HttpResponseStatus.UPGRADE_REQUIRED,
          "{\"error\":\"expected a WebSocket handshake, version 13\"}");
    }
  }

  private WebSocketServerHandshaker handshaker() {
    WebSocketDecoderConfig config =
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(service.maxMessageBytes())
            .allowExtensions(false)
            .closeOnProtocolViolation(false)
            .build();
    return new WebSocketServerHandshaker13(WEBSOCKET_PATH, null, config);
  }

  private void upgraded(
      ChannelHandlerContext context, boolean success, Consumer<WebSocketConnection> whenOpen) {
    Channel channel = context.channel();
    if (!success || !channel.isActive()) {
      channel.close();
      return;
    }
    WebSocketConnection connection = new WebSocketConnection(service);
    channel.pipeline().addLast(new WebSocketFrameAggregator(service.maxMessageBytes()));
    channel.pipeline().addLast(connection);
    whenOpen.accept(connection);
    channel.pipeline().remove(this);
  }

  private static void reply(ChannelHandlerContext context, HttpResponseStatus status, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }
}
