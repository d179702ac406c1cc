package im.stress.transport;

import io.netty.buffer.ByteBuf;

/**
 * Hears what a server sent, on the event loop of the connection. Payloads are valid during the call
 * only, from reader index to writer index, and belong to the decoder.
 */
interface FrameListener {
  /** A whole message, of text or binary frames. */
  void received(ByteBuf message);

  /** A ping, to be answered with the same payload. */
  void pinged(ByteBuf payload);

  /** A pong, asked for or not. */
  void ponged(ByteBuf payload);

  /** A close frame. Nothing is told after it. */
  void closed(CloseBody body);
}
