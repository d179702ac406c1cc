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
   * {@link Marker}, padded to the configured size.
   *
   * @param from index of the sender
   * @param to index of the recipient
   * @param number counts all messages of the sender from 0: makes the id unique in the run
   * @param flowSequence counts the messages of this sender to this recipient from 0
   * @param dueMicros when the message was due, microseconds since the epoch
   */
  record Chat(int from, int to, int number, int flowSequence, long dueMicros) implements Outbound {}
}
