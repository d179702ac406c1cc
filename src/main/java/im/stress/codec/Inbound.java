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
   * The server's word that it has taken a message. One of the two kinds that come in numbers: a
   * codec has one object for all of them, which means something else after the next frame.
   */
  final class ChatAck implements Inbound {
    private int fromUser;
    private int number;
    private int code;

    /**
     * Becomes another acknowledgement.
     *
     * @param newFromUser index of the user who sent the message, or {@link MessageId#FOREIGN}
     * @param newNumber {@link Outbound.Chat#number()} of the message, or {@link MessageId#FOREIGN}
     *     where the id is not of this run
     * @param newCode 0 = taken
     */
    ChatAck set(int newFromUser, int newNumber, int newCode) {
      fromUser = newFromUser;
      number = newNumber;
      code = newCode;
      return this;
    }

    /** Index of the user who sent the message, or {@link MessageId#FOREIGN}. */
    public int fromUser() {
      return fromUser;
    }

    /** Position among all messages of that user, or {@link MessageId#FOREIGN}. */
    public int number() {
      return number;
    }

    /** 0 = taken. */
    public int code() {
      return code;
    }
  }

  /**
   * A message that somebody wrote to this user. The other kind that comes in numbers: a codec has
   * one object for all that are {@link Origin#OURS}, which means something else after the next
   * frame.
   */
  final class Push implements Inbound {
    /** A push whose content has no marker. */
    public static final Push UNMARKED = new Push(Origin.UNMARKED);

    /** A push whose marker is of another run. */
    public static final Push FOREIGN = new Push(Origin.FOREIGN);

    private final Origin origin;
    private int from;
    private int to;
    private int flowSequence;
    private long dueMicros;

    private Push(Origin origin) {
      this.origin = origin;
    }

    /** A push with a marker of this run, to be {@link #set}. */
    static Push ofThisRun() {
      return new Push(Origin.OURS);
    }

    /**
     * Becomes another push.
     *
     * @param newFrom index of the sender
     * @param newTo index of the intended recipient
     * @param newFlowSequence position among the messages of this sender to that recipient
     * @param newDueMicros when the message was due, microseconds since the epoch
     */
    Push set(int newFrom, int newTo, int newFlowSequence, long newDueMicros) {
      from = newFrom;
      to = newTo;
      flowSequence = newFlowSequence;
      dueMicros = newDueMicros;
      return this;
    }

    /** Whether the content starts with a marker of this run; all other values are 0 if not. */
    public Origin origin() {
      return origin;
    }

    /** Index of the sender. */
    public int from() {
      return from;
    }

    /** Index of the intended recipient. */
    public int to() {
      return to;
    }

    /** Position among the messages of this sender to that recipient. */
    public int flowSequence() {
      return flowSequence;
    }

    /** When the message was due, microseconds since the epoch. */
    public long dueMicros() {
      return dueMicros;
    }
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
