package im.stress.record;

import im.stress.measure.LedgerList;
import im.stress.measure.LedgerSamples;
import im.stress.model.Fate;

/**
 * A line of {@code ledger-samples.jsonl}: a message that went wrong, to look up in the server's
 * log. What is not known of it is null.
 *
 * @param fate what became of it
 * @param from the id under which the server knows the sender
 * @param to the same of the recipient
 * @param fromIndex index of the sender; with the next two, what a message is known by here
 * @param toIndex index of the recipient; below 0 for a group: -1 for group 0, -2 for group 1 …
 * @param sequence its position among the messages from the one to the other
 * @param id the id that the message carries
 */
public record LedgerSample(
    String fate,
    String from,
    String to,
    Integer fromIndex,
    Integer toIndex,
    Integer sequence,
    String id) {
  /** What a line lacks is no fate. */
  public LedgerSample {
    fate = fate == null ? "" : fate;
  }

  static LedgerSample of(LedgerSamples.Sample sample, MessageNames names) {
    boolean isMessage = sample.sequence() >= 0;
    return new LedgerSample(
        sample.fate(),
        sample.from() < 0 ? null : names.user(sample.from()),
        recipient(sample.to(), names),
        isMessage ? sample.from() : null,
        isMessage ? sample.to() : null,
        isMessage ? sample.sequence() : null,
        sample.number() < 0 ? null : names.message(sample.from(), sample.number()));
  }

  private static String recipient(int to, MessageNames names) {
    return to < 0 ? names.group(LedgerList.group(to)) : names.user(to);
  }

  /** What the message is known by in all processes; that of no message when it isn't known. */
  MessageKey key() {
    return sequence == null || fromIndex == null || toIndex == null
        ? MessageKey.NONE
        : new MessageKey(fromIndex, toIndex, sequence);
  }

  boolean isMisrouted() {
    return Fate.MISROUTED.isToldBy(fate);
  }

  /** The same message, which this user received. */
  LedgerSample misroutedTo(int user) {
    return new LedgerSample(Fate.misroutedTo(user), from, to, fromIndex, toIndex, sequence, id);
  }
}
