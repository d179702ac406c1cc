package im.stress.standin;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.TimeUnit;

/** One connection to write to. Used on the server's thread only. */
final class Wire {
  private final Channel channel;
  private boolean closing;

  Wire(Channel channel) {
    this.channel = channel;
  }

  /** Sends a text frame. */
  void text(String text) {
    send(new TextWebSocketFrame(text));
  }

  /** Sends a binary frame. */
  void binary(byte[] bytes) {
    send(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
  }

  /** Sends a ping frame without a text. */
  void ping() {
    send(new PingWebSocketFrame());
  }

  private void send(WebSocketFrame frame) {
    if (closing) {
      frame.release();
    } else {
      channel.writeAndFlush(frame);
    }
  }

  /** Sends a close frame, then closes; nothing that comes later is looked at. */
  void close(int code, String reason) {
    if (!closing) {
      closing = true;
      channel
          .writeAndFlush(new CloseWebSocketFrame(code, reason))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** Closes the socket without a close frame. */
  void hangUp() {
    closing = true;
    channel.close();
  }

  /** Closes the socket without a close frame, once all is written that was said so far. */
  void hangUpAfterWriting() {
    closing = true;
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /** Whether this side has ended the conversation. */
  boolean closing() {
    return closing;
  }

  /** Does this after so many milliseconds, if the conversation goes on then. */
  void after(long millis, Runnable step) {
    channel
        .eventLoop()
        .schedule(
            () -> {
              if (!closing && channel.isActive()) {
                step.run();
              }
            },
            millis,
            TimeUnit.MILLISECONDS);
  }

  /** Does this on the server's thread, after what it does now. */
  void later(Runnable step) {
    channel.eventLoop().execute(step);
  }
}
