package im.stress.transport;

import static io.netty.handler.codec.ByteToMessageDecoder.MERGE_CUMULATOR;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.util.ReferenceCountUtil;

/**
 * Reads the WebSocket frames of a server (RFC 6455 section 5) where they lie in the read buffer,
 * joins fragments, and tells them to a {@link FrameListener}: no object for each frame. Belongs to
 * the event loop of its channel.
 *
 * <p>A frame against the rules goes down the pipeline as a {@link
 * CorruptedWebSocketFrameException}; nothing is told after it, nor after a close frame.
 */
final class FrameDecoder extends ChannelInboundHandlerAdapter {
  private final FrameHeader header;
  private final FrameListener listener;

  /** Of this connection; null = its messages are not compressed. */
  private final MessageCompression compression;

  /** What came of a message in fragments; null between messages. */
  private ByteBuf fragments;

  /** The beginning of a frame whose end is still to come; null without one. */
  private ByteBuf rest;

  /** Whether the message in fragments is compressed. */
  private boolean compressed;

  private boolean over;

  /**
   * A decoder of a new connection.
   *
   * @param maxMessageBytes the longest message, be it of one frame or of many
   * @param compression of this connection, closed with it; null = none
   */
  FrameDecoder(int maxMessageBytes, FrameListener listener, MessageCompression compression) {
    this.header = new FrameHeader(maxMessageBytes, compression != null);
    this.listener = listener;
    this.compression = compression;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      read(context, rest == null ? bytes : MERGE_CUMULATOR.cumulate(context.alloc(), rest, bytes));
    } else {
      // The end of the answer to the upgrade.
      ReferenceCountUtil.release(message);
    }
  }

  private void read(ChannelHandlerContext context, ByteBuf in) {
    rest = in;
    try {
      while (!over && isWhole(in)) {
        take(context, in.skipBytes(header.bytes()));
      }
    } catch (RuntimeException | Error failure) {
      over = true;
      throw failure;
    } finally {
      keepRest(in);
    }
  }

  private boolean isWhole(ByteBuf in) {
    int before = fragments == null ? 0 : fragments.readableBytes();
    return header.read(in, fragments != null, before)
        && in.readableBytes() - header.bytes() >= header.payloadBytes();
  }

  private void keepRest(ByteBuf in) {
    if (over || !in.isReadable()) {
      in.release();
      rest = null;
    } else {
      in.discardSomeReadBytes();
    }
  }

  /** Shows the payload as if the buffer ended with it. */
  private void take(ChannelHandlerContext context, ByteBuf in) {
    int end = in.writerIndex();
    int next = in.readerIndex() + header.payloadBytes();
    in.writerIndex(next);
    try {
      tell(context, in);
    } finally {
      in.setIndex(next, end);
    }
  }

  private void tell(ChannelHandlerContext context, ByteBuf payload) {
    switch (header.opcode()) {
      case Opcode.PING -> listener.pinged(payload);
      case Opcode.PONG -> listener.ponged(payload);
      case Opcode.CLOSE -> close(payload);
      default -> data(context, payload);
    }
  }

  private void close(ByteBuf payload) {
    over = true;
    listener.closed(CloseBody.read(payload));
  }

  private void data(ChannelHandlerContext context, ByteBuf payload) {
    if (header.isFinal() && fragments == null) {
      message(context, payload, header.isCompressed());
      return;
    }
    if (fragments == null) {
      fragments = context.alloc().buffer();
      compressed = header.isCompressed();
    }
    fragments.writeBytes(payload);
    if (header.isFinal()) {
      joined(context);
    }
  }

  private void message(ChannelHandlerContext context, ByteBuf payload, boolean isCompressed) {
    if (isCompressed) {
      expanded(compression.expanded(payload, context.alloc()));
    } else {
      listener.received(payload);
    }
  }

  private void expanded(ByteBuf message) {
    try {
      listener.received(message);
    } finally {
      message.release();
    }
  }

  private void joined(ChannelHandlerContext context) {
    try {
      message(context, fragments, compressed);
    } finally {
      releaseFragments();
    }
  }

  private void releaseFragments() {
    if (fragments != null) {
      fragments.release();
      fragments = null;
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    releaseFragments();
    if (rest != null) {
      rest.release();
      rest = null;
    }
    if (compression != null) {
      compression.close();
    }
  }
}
