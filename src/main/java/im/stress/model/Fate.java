package im.stress.model;

/** What became of a message that went wrong, the worst first. */
public enum Fate {
  /** The server said that it had it, and nobody got it. */
  ACKED_NOT_DELIVERED("acked-not-delivered"),
  /** Nobody got it. */
  LOST("lost"),
  /** Somebody got it who was not the recipient; who, follows. */
  MISROUTED("misrouted"),
  /** It could not be read; why, follows. */
  UNREADABLE("unreadable");

  private final String key;

  Fate(String key) {
    this.key = key;
  }

  /** Its name in {@code ledger-samples.jsonl}. */
  public String key() {
    return key;
  }

  /** The text for a message that came to this user instead of its recipient. */
  public static String misroutedTo(int user) {
    return MISROUTED.key + " to user " + user;
  }

  /** The text for a frame that could not be read. */
  public static String unreadable(String why) {
    return UNREADABLE.key + ": " + why;
  }

  /** Whether a text tells of this fate. */
  public boolean isToldBy(String text) {
    return text.startsWith(key);
  }
}
