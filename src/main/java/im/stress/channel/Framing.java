package im.stress.channel;

/** How messages are told apart on a connection. */
public enum Framing {
  /** Each data frame of WebSocket is one message. TCP has no frames. */
  MESSAGE,
  /** JSON objects, one after the other, with or without white space between them. */
  JSON,
  /** Lines: each message ends with a line feed. */
  LINES;

  /** Whether messages stand in a stream, so that a frame or a read may hold several, or a part. */
  public boolean isStream() {
    return this != MESSAGE;
  }
}
