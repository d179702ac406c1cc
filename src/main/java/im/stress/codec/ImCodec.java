package im.stress.codec;

import io.netty.buffer.ByteBuf;

/**
 * Turns what a user means to say into the bytes of one frame, and a frame of the server into what
 * it says. One class per wire format; new formats are added here.
 *
 * <p>Not thread-safe: each event loop has its own instance, so that scratch buffers can be reused.
 */
public interface ImCodec {

  /** Whether the server acknowledges messages; if not, acks are neither expected nor reported. */
  boolean acknowledgesMessages();

  /** How a connection is kept alive in this format. */
  HeartbeatKind heartbeatKind();

  /**
   * Whether a frame of this format goes into a text frame of WebSocket rather than a binary one.
   */
  boolean textFrames();

  /**
   * Appends the bytes of {@code message} to {@code out}; changes nothing but the writer index of
   * {@code out}.
   */
  void encode(Outbound message, ByteBuf out);

  /**
   * Reads one whole frame from the reader index to the writer index. Doesn't release the frame.
   * What it returns is valid until the next call: {@link Inbound.ChatAck} and {@link Inbound.Push}
   * are reused.
   *
   * @throws CodecException when the frame is not of this format; no other exception, whatever the
   *     bytes
   */
  Inbound decode(ByteBuf frame) throws CodecException;

  /** How a connection is kept alive. */
  enum HeartbeatKind {
    /** A ping frame of WebSocket, answered by a pong frame. */
    PING_FRAME,
    /** A message of the protocol ({@link Outbound.Heartbeat}). */
    MESSAGE,
    /** The protocol has none. */
    NONE
  }
}
