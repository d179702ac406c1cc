package im.stress.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * An open connection to a gateway. Every call belongs on the event loop of the connection, and none
 * blocks. Calls after the end do nothing but release what they are given.
 */
public interface Connection {

  /** Where the buffers of {@link #send} should come from. */
  ByteBufAllocator allocator();

  /** Bytes that were given to {@link #send} and have not reached the operating system. */
  long queuedBytes();

  /** Sends one message as one frame; takes ownership of {@code message}. */
  void send(ByteBuf message);

  /** Sends a ping frame that carries {@code sequence}; the answer is told to the listener. */
  void ping(long sequence);

  /** Ends the connection in the orderly way of its protocol; the listener hears of the end. */
  void close();

  /** Ends the connection at once with a TCP reset; the listener hears of the end. */
  void reset();

  /**
   * Plays dead: neither reads nor writes any more, and leaves the socket open. The listener hears
   * nothing more but the end.
   */
  void silence();
}
