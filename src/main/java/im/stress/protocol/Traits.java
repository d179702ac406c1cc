package im.stress.protocol;

/**
 * What a protocol has and what it lacks. What it lacks is not measured, and absent from the report.
 *
 * @param messages what it has for messages from one user to another
 * @param heartbeatKind how a connection is kept alive
 * @param echoesMessages whether a sender gets its own messages back: they are then no deliveries
 * @param groups what it has for groups
 * @param arrivals how messages come to those whom they were written to
 */
public record Traits(
    Messages messages,
    HeartbeatKind heartbeatKind,
    boolean echoesMessages,
    Groups groups,
    Arrivals arrivals) {

  /** A protocol without groups, whose messages are pushed. */
  public Traits(Messages messages, HeartbeatKind heartbeatKind, boolean echoesMessages) {
    this(messages, heartbeatKind, echoesMessages, Groups.NONE);
  }

  /** A protocol whose messages are pushed. */
  public Traits(
      Messages messages, HeartbeatKind heartbeatKind, boolean echoesMessages, Groups groups) {
    this(messages, heartbeatKind, echoesMessages, groups, Arrivals.PUSHED);
  }

  /** Whether messages come to anybody. */
  public boolean delivers() {
    return arrivals != Arrivals.NONE;
  }

  /** Whether users ask for what was written to them, and do so once more when they leave. */
  public boolean polls() {
    return arrivals == Arrivals.POLLED;
  }

  /** Whether the server answers each message from one user to another to its sender. */
  public boolean acknowledgesMessages() {
    return messages == Messages.ACKNOWLEDGED;
  }

  /** How messages come to those whom they were written to. */
  public enum Arrivals {
    /** The server sends them by itself. */
    PUSHED,
    /** They come with the answers to heartbeats, and to {@link ImSession#lastLook}. */
    POLLED,
    /** They come to nobody: a message is a request, and there is no more to it. */
    NONE
  }

  /** What a protocol has for messages from one user to another. */
  public enum Messages {
    /** A user can't send any on its connection. */
    NONE,
    /** They are sent, and not answered. */
    SENT,
    /** They are sent, and the server answers each of them. */
    ACKNOWLEDGED
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
    /** A message of the protocol ({@link ImSession#heartbeat}), which the server answers. */
    MESSAGE,
    /** The same, which the server does not answer: nobody can tell whether it arrived. */
    MESSAGE_UNANSWERED,
    /** The protocol has none. */
    NONE;

    /** Whether there are heartbeats of the user. */
    public boolean isSent() {
      return this != NONE;
    }

    /** Whether the server answers them. */
    public boolean isAnswered() {
      return this == PING_FRAME || this == MESSAGE;
    }

    /** Whether they are messages of the protocol. */
    public boolean isMessage() {
      return this == MESSAGE || this == MESSAGE_UNANSWERED;
    }
  }
}
