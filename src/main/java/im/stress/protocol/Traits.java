package im.stress.protocol;

/**
 * What a protocol has and what it lacks. What it lacks is not measured, and absent from the report.
 *
 * @param acknowledgesMessages whether the server answers each message to its sender
 * @param heartbeatKind how a connection is kept alive
 * @param echoesMessages whether a sender gets its own messages back: they are then no deliveries
 * @param groups what it has for groups
 */
public record Traits(
    boolean acknowledgesMessages,
    HeartbeatKind heartbeatKind,
    boolean echoesMessages,
    Groups groups) {

  /** A protocol without groups. */
  public Traits(boolean acknowledgesMessages, HeartbeatKind heartbeatKind, boolean echoesMessages) {
    this(acknowledgesMessages, heartbeatKind, echoesMessages, Groups.NONE);
  }

  /**
   * What a protocol has for groups.
   *
   * @param available whether users can write to groups
   * @param joins whether a user can ask to join one
   * @param acknowledgesJoins whether the server answers that
   * @param acknowledgesMessages whether it answers each group message to its sender
   */
  public record Groups(
      boolean available, boolean joins, boolean acknowledgesJoins, boolean acknowledgesMessages) {
    /** None at all. */
    public static final Groups NONE = new Groups(false, false, false, false);
  }

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
