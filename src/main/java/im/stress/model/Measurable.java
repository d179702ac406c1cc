package im.stress.model;

/** What a process measures beyond the basics: it depends on the protocol and the simulation. */
public enum Measurable {
  /** Whether every message was followed to its recipient. */
  LEDGER("ledger"),
  /**
   * Whether users are online: they have a connection that stays, or heartbeats that are answered.
   * Without either, nothing tells of a user of HTTP that its server is gone but its requests.
   */
  ONLINE("online"),
  /** Arrivals of messages. */
  DELIVERY("delivery"),
  /** What polls passed over. */
  POLLS("polls"),
  /** Acknowledgements of messages. */
  ACK("ack"),
  /** Whether every group message was followed to each member. */
  GROUPS("groups"),
  /** Acknowledgements of group messages. */
  GROUP_ACK("groupAck"),
  /** Answers to heartbeats. */
  HEARTBEAT("heartbeat");

  private final String key;

  Measurable(String key) {
    this.key = key;
  }

  /** Its name in {@code counts.json}. */
  @Override
  public String toString() {
    return key;
  }
}
