package im.stress.channel;

import io.netty.buffer.ByteBuf;

/**
 * Hears what happens on one connection, on its event loop: {@link #opened}, then any number of
 * messages, then {@link #ended}; or {@link #ended} alone when it never opened.
 */
public interface ConnectionListener {

  /**
   * The TLS handshake is complete; told before {@link #opened}, and never without TLS. Both times
   * are readings of {@link System#nanoTime()}: TCP was connected, and the handshake was over.
   */
  default void secured(long startNanos, long endNanos) {}

  /** Compression was asked for, and the server talks without; told before {@link #opened}. */
  default void compressionRefused() {}

  /** So many bytes came, those of handshakes and of TLS included; told before what they say. */
  default void bytesReceived(int bytes) {}

  /** So many bytes are on their way to the operating system. */
  default void bytesSent(int bytes) {}

  /** The handshake is complete. */
  void opened(Connection connection);

  /** One whole message, between its indices; valid during the call only. */
  void received(ByteBuf message);

  /**
   * The answer to a request.
   *
   * @param tag of the request
   * @param status 200 to 599
   * @param body between its indices, whole and decoded; valid during the call only
   */
  default void answered(long tag, int status, ByteBuf body) {}

  /**
   * A request gets no answer, or none that can be used; told before {@link #ended} where the
   * connection ends with it.
   *
   * @param tag of the request
   * @param end what became of it
   */
  default void unanswered(long tag, ConnectionEnd end) {}

  /** The answer to {@link Connection#ping}; -1 when it doesn't carry a sequence of ours. */
  void ponged(long sequence);

  /** The connection failed to open, or is over. Called exactly once. */
  void ended(ConnectionEnd end);
}
