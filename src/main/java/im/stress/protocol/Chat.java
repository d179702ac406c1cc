package im.stress.protocol;

/** A message from one user to another that is to be sent. */
public final class Chat extends OutgoingMessage {

  /** Takes a context whose {@code contentBytes} are {@link Marker#LENGTH} or more. */
  public Chat(ProtocolContext context) {
    super(Marker.Kind.CHAT, context);
  }

  /** From now on the content has this length: {@link Marker#LENGTH} or more. */
  public Chat sized(int contentBytes) {
    size(contentBytes);
    return this;
  }

  /**
   * Becomes another message.
   *
   * @param from index of the sender
   * @param to index of the recipient
   * @param number counts all messages of the sender from 0: makes the id unique in the run
   * @param flowSequence counts the messages of this sender to this recipient from 0
   * @param dueMicros when the message was due, microseconds since the epoch
   */
  public Chat set(int from, int to, int number, int flowSequence, long dueMicros) {
    become(from, to, number, flowSequence, dueMicros);
    return this;
  }

  /** Index of the recipient. */
  public int to() {
    return target();
  }
}
