package im.stress.channel;

/**
 * The two kinds of data frames of WebSocket (RFC 6455, section 5.6). TCP has no such difference.
 */
public enum FrameKind {
  /** Text in UTF-8. */
  TEXT,
  /** Any bytes; so is everything that comes over TCP. */
  BINARY
}
