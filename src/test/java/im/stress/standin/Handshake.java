package im.stress.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.io.IOException;
import java.util.List;

/** Accepts or refuses the upgrade of one connection, then hands its frames to a conversation. */
final class Handshake extends SimpleChannelInboundHandler<FullHttpRequest> {
  /** Far more than a message of a test; OpenIM's own limit is 51,200. */
  private static final int MAX_FRAME_BYTES = 1 << 16;

  private final StandInServer server;
  private final List<Upgrade> upgrades;

  Handshake(StandInServer server, List<Upgrade> upgrades) {
    this.server = server;
    this.upgrades = upgrades;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    Upgrade upgrade = Upgrade.of(request);
    upgrades.add(upgrade);
    server
        .refusal(upgrade)
        .ifPresentOrElse(
            refusal -> refuse(context, refusal), () -> accept(context, request, upgrade));
  }

  private static void refuse(ChannelHandlerContext context, Refusal refusal) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(refusal.status()),
            Unpooled.copiedBuffer(refusal.body(), UTF_8));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, refusal.contentType())
        .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
        .set(HttpHeaderNames.CONNECTION, "close");
    context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  private void accept(ChannelHandlerContext context, FullHttpRequest request, Upgrade upgrade) {
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory("", server.subprotocols(), false, MAX_FRAME_BYTES)
            .newHandshaker(request);
    if (handshaker == null) {
      refuse(context, Refusal.text(400, "expected a WebSocket of version 13"));
      return;
    }
    server.tally.open.incrementAndGet();
    Wire wire = new Wire(context.channel());
    Conversation conversation = server.converse(upgrade, wire);
    context.pipeline().addLast(new Frames(server.tally, wire, conversation));
    handshaker.handshake(context.channel(), request);
    context.pipeline().remove(this);
    conversation.opened();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    server.tally.violation("upgrade", "expected a WebSocket handshake, got " + cause);
    context.close();
  }

  private static final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final Tally tally;
    private final Wire wire;
    private final Conversation conversation;

    Frames(Tally tally, Wire wire, Conversation conversation) {
      this.tally = tally;
      this.wire = wire;
      this.conversation = conversation;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      if (wire.closing()) {
        return;
      }
      if (frame instanceof TextWebSocketFrame text) {
        conversation.text(text.text());
      } else if (frame instanceof BinaryWebSocketFrame) {
        conversation.binary(ByteBufUtil.getBytes(frame.content()));
      } else if (frame instanceof PingWebSocketFrame) {
        conversation.pinged();
        context.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
      } else if (frame instanceof PongWebSocketFrame) {
        conversation.ponged();
      } else if (frame instanceof CloseWebSocketFrame close) {
        context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      tally.open.decrementAndGet();
      conversation.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (!(cause instanceof IOException)) {
        tally.violation("connection", "expected frames that can be read, got " + cause);
      }
      context.close();
    }
  }
}
