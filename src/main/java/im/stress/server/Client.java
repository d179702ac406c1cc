package im.stress.server;

/**
 * The client at the other end of a connection, as what speaks to it sees it. All methods are for
 * the connection's event loop, but {@link #execute}.
 */
interface Client {
  /** Sends a message; a connection that doesn't drain is cut off. */
  void write(String message);

  /** Closes because of something that can't be taken. */
  void refuse(int code, String reason);

  /** Says why, and closes; the socket is closed when the client has answered, or soon after. */
  void close(int code, String reason);

  /** Ends the connection by a TCP reset. */
  void reset();

  /** Whether its end has not begun. */
  boolean isOpen();

  /** Runs later on this loop; not within a standstill, but right after it. */
  void later(long nanos, Runnable task);

  /** Runs on the connection's event loop: at once when called there, else soon. Any thread. */
  void execute(Runnable task);
}
