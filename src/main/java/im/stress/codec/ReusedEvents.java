package im.stress.codec;

/**
 * The events that come once for each message: one object for all of a kind, so that a received
 * message leaves nothing behind for the garbage collector. Not thread-safe.
 *
 * @param chatAck every acknowledgement
 * @param push every push with a marker of this run
 */
record ReusedEvents(Inbound.ChatAck chatAck, Inbound.Push push) {
  /** For one codec. */
  ReusedEvents() {
    this(new Inbound.ChatAck(), Inbound.Push.ofThisRun());
  }
}
