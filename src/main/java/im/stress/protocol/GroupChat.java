package im.stress.protocol;

/** A message from one user to its group that is to be sent. */
public final class GroupChat extends OutgoingMessage {

  /** Takes a context whose {@code contentBytes} are {@link Marker#LENGTH} or more. */
  public GroupChat(ProtocolContext context) {
    super(Marker.Kind.GROUP_CHAT, context);
  }

  /**
   * Becomes another message.
   *
   * @param from index of the sender
   * @param group number of the group, counted from 0 over all machines
   * @param number counts all messages of the sender from 0: makes the id unique in the run
   * @param groupSequence counts the messages of all members to this group from 0
   * @param dueMicros when the message was due, microseconds since the epoch
   */
  public GroupChat set(int from, int group, int number, int groupSequence, long dueMicros) {
    become(from, group, number, groupSequence, dueMicros);
    return this;
  }

  /** Number of the group. */
  public int group() {
    return target();
  }
}
