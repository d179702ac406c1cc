package im.stress.transport;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.channel.FrameKind;
import im.stress.model.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import java.util.concurrent.ThreadLocalRandom;

/** An open WebSocket connection: the last handler of its channel. */
final class WebSocketConnection extends OpenConnection implements FrameListener {
  private final MessageWriter writer;
  private final int maxQueuedBytes;

  /** Of this connection; null = its messages are not compressed. */
  private final MessageCompression compression;

  /**
   * Takes over an open channel.
   *
   * @param maxQueuedBytes with more unsent bytes than this, pings are not answered
   * @param compression closed by whoever made it; null = none
   */
  WebSocketConnection(
      Channel channel,
      ConnectionListener listener,
      MessageReader messages,
      MessageWriter writer,
      int maxQueuedBytes,
      MessageCompression compression) {
    super(channel, listener, messages);
    this.writer = writer;
    this.maxQueuedBytes = maxQueuedBytes;
    this.compression = compression;
  }

  @Override
  public ByteBuf newMessage() {
    return FrameEncoder.newPayload(channel().alloc(), writer.room());
  }

  @Override
  public void send(ByteBuf message, FrameKind kind) {
    writer.complete(message);
    int opcode = kind == FrameKind.TEXT ? Opcode.TEXT : Opcode.BINARY;
    // Nothing of an empty message is left to be compressed.
    if (compression == null || isMute() || !message.isReadable()) {
      write(opcode, message);
    } else {
      write(opcode | Opcode.COMPRESSED, compression.compressed(message, channel().alloc()));
    }
  }

  @Override
  public void ping(long sequence) {
    write(Opcode.PING, newMessage().writeLong(sequence));
  }

  private void write(int opcode, ByteBuf payload) {
    if (isMute()) {
      payload.release();
    } else {
      channel().writeAndFlush(frame(opcode, payload), channel().voidPromise());
    }
  }

  private static ByteBuf frame(int opcode, ByteBuf payload) {
    return FrameEncoder.encode(opcode, payload, ThreadLocalRandom.current().nextInt());
  }

  @Override
  void sayGoodbye() {
    writeClose(CloseBody.NORMAL);
  }

  @Override
  public void received(ByteBuf message) {
    read(message);
  }

  /**
   * Not every ping needs an answer (RFC 6455, section 5.5.3); a peer that doesn't read gets none.
   */
  @Override
  public void pinged(ByteBuf payload) {
    if (queuedBytes() <= maxQueuedBytes) {
      write(Opcode.PONG, newMessage().writeBytes(payload));
    }
  }

  @Override
  public void ponged(ByteBuf payload) {
    if (!isSilent()) {
      listener().ponged(payload.readableBytes() == Long.BYTES ? payload.readLong() : -1);
    }
  }

  @Override
  public void closed(CloseBody body) {
    if (isSilent()) {
      return;
    }
    String cause = Cause.CLOSE.with(body.code());
    ConnectionEnd end = new ConnectionEnd(cause, body.code(), body.reason(), "close frame");
    if (isClosing()) {
      channel().close();
    } else {
      beginClose(end);
      writeClose(body).addListener(ChannelFutureListener.CLOSE);
    }
  }

  private ChannelFuture writeClose(CloseBody body) {
    ByteBuf payload = newMessage();
    body.write(payload);
    return channel().writeAndFlush(frame(Opcode.CLOSE, payload));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException broken && !isMute()) {
      // The server is told why (RFC 6455 section 7.1.7).
      writeClose(new CloseBody(broken.closeStatus().code(), ""));
    }
    super.exceptionCaught(context, cause);
  }

  @Override
  ConnectionEnd closedByServer() {
    return new ConnectionEnd(
        Cause.CLOSED_BY_SERVER.key(),
        ConnectionEnd.ABNORMAL_CLOSURE,
        "",
        "closed without a close frame");
  }
}
