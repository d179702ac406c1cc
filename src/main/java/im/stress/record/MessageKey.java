package im.stress.record;

/**
 * What a message is known by in all processes: the indices of its sender and recipient, and its
 * position among the messages from the one to the other; {@code to} below 0 is a group, and the
 * position one among the messages to it.
 */
record MessageKey(int from, int to, int sequence) {
  /** That of no message. */
  static final MessageKey NONE = new MessageKey(-1, -1, -1);
}
