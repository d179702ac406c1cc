package im.stress.codec;

/** What the server says to a user. */
public sealed interface Inbound {

  /**
   * The answer to a login.
   *
   * @param code 0 = accepted
   * @param reason the server's words for a rejection; empty when it gave none
   */
  record LoginAck(int code, String reason) implements Inbound {
    /** Whether the user is logged in. */
    public boolean accepted() {
      return code == 0;
    }
  }

  /**
   * The answer to a heartbeat message.
   *
   * @param sequence the heartbeat's own, or -1 where the format doesn't return it
   */
  record HeartbeatAck(long sequence) implements Inbound {}

  /**
   * The server's word that it has taken a message.
   *
   * @param number {@link Outbound.Chat#number()} of a message of this user, or {@link
   *     MessageId#FOREIGN} where the id is not of this run
   * @param code 0 = taken
   */
  record ChatAck(int fromUser, int number, int code) implements Inbound {}

  /**
   * A message that somebody wrote to this user.
   *
   * @param origin whether the content starts with a marker of this run; the other fields are 0 when
   *     it doesn't
   * @param from index of the sender
   * @param to index of the intended recipient
   * @param flowSequence position among the messages of this sender to that recipient
   * @param dueMicros when the message was due, microseconds since the epoch
   */
  record Push(Origin origin, int from, int to, int flowSequence, long dueMicros)
      implements Inbound {
    /** A push whose content has no marker. */
    public static final Push UNMARKED = new Push(Origin.UNMARKED, 0, 0, 0, 0);

    /** A push whose marker is of another run. */
    public static final Push FOREIGN = new Push(Origin.FOREIGN, 0, 0, 0, 0);
  }

  /**
   * The server announces that it will close the connection.
   *
   * @param reason the server's words; empty when it gave none
   */
  record Kick(String reason) implements Inbound {}

  /** A well-formed frame that the format knows but that means nothing to a user of ours. */
  record Other() implements Inbound {
    /** The only one that is needed. */
    public static final Other INSTANCE = new Other();
  }

  /** Where the content of a push comes from. */
  enum Origin {
    /** It carries a marker of this run. */
    OURS,
    /** It carries a marker of another run. */
    FOREIGN,
    /** It carries no marker. */
    UNMARKED
  }
}
