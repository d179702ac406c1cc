package im.stress.server;

import java.util.Optional;

/**
 * A message on its way to one recipient.
 *
 * @param lane whose pushes it must not overtake
 * @param text as the recipient gets it
 * @param withGarbage whether something that can't be read is sent beside it
 * @param traffic where its fate is counted
 * @param from its sender
 * @param receiptId what the recipient names in its receipt; empty = the protocol has none
 */
record Push(
    Lane lane,
    String text,
    boolean withGarbage,
    Counts.Traffic traffic,
    String from,
    Optional<String> receiptId) {

  /**
   * Messages of one sender to one recipient, in the order in which they were sent.
   *
   * @param to the recipient
   * @param group the group that was written to; empty = the recipient alone
   */
  record Lane(String to, String group) {}

  /** The recipient who should get it. */
  String to() {
    return lane.to();
  }
}
