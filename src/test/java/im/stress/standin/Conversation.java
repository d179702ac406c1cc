package im.stress.standin;

/** One connection as its protocol sees it. All is called on the server's thread. */
interface Conversation {
  /** The upgrade was answered. */
  default void opened() {}

  /** A text frame came. */
  void text(String frame);

  /** A binary frame came. */
  void binary(byte[] frame);

  /** A ping frame came; its pong is sent after this. */
  default void pinged() {}

  /** A pong frame came. */
  default void ponged() {}

  /** The connection has ended, from either side. */
  default void closed() {}
}
