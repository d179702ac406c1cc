package im.stress.target;

import im.stress.channel.ConnectionEnd;

/** Something that came of a connection. */
sealed interface Event {

  /** When it came, as {@link System#nanoTime()} has it. */
  long nanos();

  /** Whether nothing good follows. */
  default boolean isEnd() {
    return false;
  }

  /** TCP is connected. */
  record Connected(long nanos) implements Event {}

  /** The TLS handshake is done. */
  record Secured(long nanos) implements Event {}

  /** The session may speak. */
  record Opened(long nanos) implements Event {}

  /** A step of the login is done, and others follow. */
  record LoginStep(long nanos, String name) implements Event {}

  /** The user is online. */
  record LoggedIn(long nanos) implements Event {}

  /** The server has answered the user's wish to join its group; {@code code} 0 = taken. */
  record Joined(long nanos, int code) implements Event {}

  /**
   * The server has answered a message.
   *
   * @param number negative where it is none of ours
   * @param code 0 = taken
   * @param words why it was not; may be empty
   */
  record Acked(long nanos, int number, int code, String words) implements Event {
    /** For people: the code, and the words in brackets. */
    String refusal() {
      return code + (words.isEmpty() ? "" : " (" + words + ")");
    }
  }

  /**
   * The server has answered a heartbeat, or a ping.
   *
   * @param refusal its code and words where it said no; empty where it didn't
   */
  record HeartbeatAnswered(long nanos, String refusal) implements Event {}

  /**
   * A message came.
   *
   * @param letter what its marker says; null where it has none of ours
   * @param start of its content
   */
  record Pushed(long nanos, Letter letter, String start) implements Event {}

  /** A frame came that can't be read. */
  record Unreadable(long nanos, String words) implements Event {}

  /** The login was refused. */
  record Refused(long nanos, int code, String words) implements Event {
    @Override
    public boolean isEnd() {
      return true;
    }
  }

  /** A request was not answered. */
  record Unanswered(long nanos, ConnectionEnd end) implements Event {
    @Override
    public boolean isEnd() {
      return true;
    }
  }

  /** The protocol can't go on. */
  record Failed(long nanos, String words) implements Event {
    @Override
    public boolean isEnd() {
      return true;
    }
  }

  /**
   * The connection is over.
   *
   * @param announced what the server said before it closed; empty where it said nothing
   */
  record Ended(long nanos, ConnectionEnd end, String announced) implements Event {
    @Override
    public boolean isEnd() {
      return true;
    }
  }

  /**
   * What a message says of itself.
   *
   * @param from index of the sender
   * @param target index of the recipient, or number of the group
   */
  record Letter(boolean toGroup, int from, int target, int sequence) {}
}
