package im.stress.channel;

import io.netty.buffer.ByteBuf;

/**
 * Hears what happens on one connection, on its event loop: {@link #opened}, then any number of
 * messages and answers, then {@link #ended}; or {@link #ended} alone when it never opened.
 */
public interface ConnectionListener extends RequestListener, Traffic {

  /**
   * The TLS handshake is complete; told before {@link #opened}, and never without TLS. Both times
   * are readings of {@link System#nanoTime()}: TCP was connected, and the handshake was over.
   */
  default void secured(long startNanos, long endNanos) {}

  /** Compression was asked for, and the server talks without; told before {@link #opened}. */
  default void compressionRefused() {}

  /** The handshake is complete. */
  void opened(Connection connection);

  /** One whole message, between its indices; valid during the call only. */
  void received(ByteBuf message);

  /** The answer to {@link Connection#ping}; -1 when it doesn't carry a sequence of ours. */
  void ponged(long sequence);

  /** The connection failed to open, or is over. Called exactly once. */
  void ended(ConnectionEnd end);
}
