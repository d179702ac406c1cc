package im.stress.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;

/** One connection of the HTTP side of a stand-in: it is kept, and upgrades are left to others. */
final class RestSide extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final int MAX_REQUEST_BYTES = 8_192;

  private final Service service;

  RestSide(Service service) {
    this.service = service;
  }

  /** What a server answers; on its thread. */
  interface Service {
    /** The answer to one request. */
    Answer answer(Request request);
  }

  /** A request, with its parameters. */
  record Request(String line, QueryStringDecoder target, HttpHeaders headers, String body) {
    /** The one value of a parameter of the query; empty = there is none, or several. */
    String parameter(String name) {
      return only(target, name);
    }

    /** The same of a form in the body. */
    String field(String name) {
      return only(new QueryStringDecoder(body, UTF_8, false), name);
    }

    private static String only(QueryStringDecoder from, String name) {
      List<String> values = from.parameters().getOrDefault(name, List.of());
      return values.size() == 1 ? values.get(0) : "";
    }
  }

  /** A status, and a body of JSON. */
  record Answer(int status, String body) {}

  /** The pipeline of a port that is for HTTP alone. */
  static void accept(Channel channel, Service service) {
    channel
        .pipeline()
        .addLast(
            new HttpServerCodec(),
            new HttpObjectAggregator(MAX_REQUEST_BYTES),
            new RestSide(service));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    if (request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
      context.fireChannelRead(request.retain());
      return;
    }
    QueryStringDecoder target = new QueryStringDecoder(request.uri());
    Answer answer =
        service.answer(
            new Request(
                request.method() + " " + target.path(),
                target,
                request.headers(),
                request.content().toString(UTF_8)));
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            Unpooled.copiedBuffer(answer.body(), UTF_8));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
    context.writeAndFlush(response);
  }
}
