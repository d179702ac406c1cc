package im.stress.protocol;

/**
 * What a protocol has and what it lacks. What it lacks is not measured, and absent from the report.
 *
 * @param acknowledgesMessages whether the server answers each message to its sender
 * @param heartbeatKind how a connection is kept alive
 * @param echoesMessages whether a sender gets its own messages back: they are then no deliveries
 */
public record Traits(
    boolean acknowledgesMessages, HeartbeatKind heartbeatKind, boolean echoesMessages) {

  /** How a connection is kept alive. */
  public enum HeartbeatKind {
    /** A ping frame of WebSocket, answered by a pong frame. */
    PING_FRAME,
    /** A message of the protocol ({@link ImSession#heartbeat}). */
    MESSAGE,
    /** The protocol has none. */
    NONE
  }
}
