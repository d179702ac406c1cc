package im.stress.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/** A connection after its WebSocket handshake: a message is a text frame, or a binary one. */
final class WebSocketConnection extends Connection {
  /** RFC 6455 section 5.5: a control frame carries 125 bytes, two of which are the close code. */
  private static final int MAX_REASON_BYTES = 123;

  private final ServerContext server;
  private final boolean binary;

  /** A connection whose handshake was just completed. */
  WebSocketConnection(Service service) {
    super(service, service.server().settings().limits().idleTimeout());
    this.server = service.server();
    this.binary = service.backend().binary();
  }

  @Override
  void receive(Object frame) {
    try {
      if (frame instanceof CloseWebSocketFrame close) {
        closedByClient(close.statusCode());
      } else if (!hasEnded()) {
        receiveData(frame);
      }
    } finally {
      ReferenceCountUtil.release(frame);
    }
  }

  private void receiveData(Object frame) {
    if (frame instanceof PingWebSocketFrame ping) {
      pong(ping);
    } else if (frame instanceof TextWebSocketFrame text) {
      receiveMessage(text, !binary, "expected binary frames, got a text one");
    } else if (frame instanceof BinaryWebSocketFrame bytes) {
      receiveMessage(bytes, binary, "expected text frames, got a binary one");
    }
  }

  private void receiveMessage(WebSocketFrame frame, boolean expected, String otherwise) {
    if (expected) {
      session().message(frame.content());
    } else {
      refuse(CloseCodes.UNSUPPORTED_DATA, otherwise);
    }
  }

  private void pong(PingWebSocketFrame ping) {
    if (!session().silent()) {
      server.counts().heartbeats.increment();
      send(new PongWebSocketFrame(ping.content().retain()));
    }
  }

  private void closedByClient(int code) {
    boolean answersOurs = hasEnded();
    end(Integer.toString(code < 0 ? CloseCodes.NO_CODE : code));
    if (answersOurs) {
      channel().close();
    } else if (!session().silent()) {
      channel()
          .writeAndFlush(new CloseWebSocketFrame(code < 0 ? CloseCodes.NORMAL : code, ""))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      refuse(corrupted.closeStatus().code(), cause.getMessage());
    } else if (cause instanceof TooLongFrameException) {
      refuse(CloseCodes.TOO_BIG, cause.getMessage());
    } else {
      super.exceptionCaught(context, cause);
    }
  }

  @Override
  Object framed(String message) {
    return binary
        ? new BinaryWebSocketFrame(Unpooled.copiedBuffer(message, ISO_8859_1))
        : new TextWebSocketFrame(message);
  }

  @Override
  void sayGoodbye(int code, String reason) {
    String fitting = reason;
    while (ByteBufUtil.utf8Bytes(fitting) > MAX_REASON_BYTES) {
      fitting = fitting.substring(0, fitting.length() - 1);
    }
    channel().writeAndFlush(new CloseWebSocketFrame(code, fitting), channel().voidPromise());
  }
}
