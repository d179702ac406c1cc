package im.stress.channel;

import io.netty.buffer.ByteBuf;

/**
 * An open connection to a gateway. Every call belongs on the event loop of the connection, and none
 * blocks. Calls after the end do nothing but release what they are given.
 */
public interface Connection {

  /**
   * An empty buffer for {@link #send}, with room before it for what the transport puts there. Grows
   * with what is written to it.
   */
  ByteBuf newMessage();

  /** Bytes that were given to {@link #send} and have not reached the operating system. */
  long queuedBytes();

  /**
   * Sends a message from {@link #newMessage}, and flushes it: no other message shares its write.
   * Takes ownership of the message.
   *
   * @param kind of the frame that it goes into, where there are frames
   */
  void send(ByteBuf message, FrameKind kind);

  /**
   * Sends a request of HTTP, when those before it on this connection are answered. Takes ownership
   * of it. Its answer, or that there is none, is told to the listener, once.
   *
   * @param request from {@link #newMessage}: method, path and version, headers, an empty line, and
   *     the body; without {@code Host}, {@code Content-Length} and {@code Connection}, which the
   *     transport writes
   * @param tag given back with the answer
   */
  default void request(ByteBuf request, long tag) {
    request.release();
    throw new IllegalStateException("this connection takes no requests");
  }

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
