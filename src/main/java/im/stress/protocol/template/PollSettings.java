package im.stress.protocol.template;

import java.util.List;

/**
 * The block {@code poll}: heartbeats ask for what was written to their user. Immutable.
 *
 * @param overlap how far before the latest message that was seen a user asks again, as the server
 *     counts time; 0 = not at all
 */
record PollSettings(long overlap) {
  static final String KEY = "poll";
  private static final String OVERLAP = "overlap";

  /** Reads and checks it; null where there is none. */
  static PollSettings read(SettingsBlock template) {
    return template.block(KEY).map(PollSettings::of).orElse(null);
  }

  private static PollSettings of(SettingsBlock block) {
    block.allowOnly(List.of(OVERLAP));
    long overlap = block.number(OVERLAP).orElse(0L);
    if (overlap < 0) {
      throw block.error(OVERLAP, "expected 0 or more, got " + overlap);
    }
    return new PollSettings(overlap);
  }
}
