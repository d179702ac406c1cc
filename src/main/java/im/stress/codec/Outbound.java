package im.stress.codec;

/** What a user says to the server. User indices count from 0 over all machines. */
public sealed interface Outbound {

  /** The first message on a new connection. */
  record Login(int user) implements Outbound {}

  /**
   * A sign of life.
   *
   * @param sequence counts the heartbeats of this user from 0
   */
  record Heartbeat(int user, long sequence) implements Outbound {}

  /**
   * A one-to-one message. The codec writes {@link MessageId} as the id and starts the content with
   * {@link Marker}, padded to the configured size. The one kind that is sent in numbers, so an
   * event loop has one object for all of them and sets it anew.
   */
  final class Chat implements Outbound {
    private int from;
    private int to;
    private int number;
    private int flowSequence;
    private long dueMicros;

    /** A message; see {@link #set} for the parameters. */
    public Chat(int from, int to, int number, int flowSequence, long dueMicros) {
      set(from, to, number, flowSequence, dueMicros);
    }

    /**
     * Becomes another message.
     *
     * @param newFrom index of the sender
     * @param newTo index of the recipient
     * @param newNumber counts all messages of the sender from 0: makes the id unique in the run
     * @param newFlowSequence counts the messages of this sender to this recipient from 0
     * @param newDueMicros when the message was due, microseconds since the epoch
     */
    public Chat set(int newFrom, int newTo, int newNumber, int newFlowSequence, long newDueMicros) {
      from = newFrom;
      to = newTo;
      number = newNumber;
      flowSequence = newFlowSequence;
      dueMicros = newDueMicros;
      return this;
    }

    /** Index of the sender. */
    public int from() {
      return from;
    }

    /** Index of the recipient. */
    public int to() {
      return to;
    }

    /** Position among all messages of the sender. */
    public int number() {
      return number;
    }

    /** Position among the messages of this sender to this recipient. */
    public int flowSequence() {
      return flowSequence;
    }

    /** When it was due, microseconds since the epoch. */
    public long dueMicros() {
      return dueMicros;
    }
  }
}
