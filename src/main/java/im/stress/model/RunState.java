package im.stress.model;

/** How far a process of a run came. */
public enum RunState {
  /** It is at it, or was killed. */
  RUNNING("running"),
  /** It came to its planned end. */
  FINISHED("finished"),
  /** Somebody asked it to stop. */
  INTERRUPTED("interrupted"),
  /** It could not go on. */
  FAILED("failed");

  private final String key;

  RunState(String key) {
    this.key = key;
  }

  /** Its name in {@code counts.json}. */
  @Override
  public String toString() {
    return key;
  }

  /** Whether a process in this state wrote its last word and did all that it was asked. */
  public boolean ended() {
    return this == FINISHED || this == INTERRUPTED;
  }
}
