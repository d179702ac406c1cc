package im.stress.report;

/** What a load can meet that keeps it from holding; the one that tells most comes first. */
public enum LimitKind {
  /** Nobody could log in after the run any more. */
  TARGET_DIED("target-died", "the target died: it let nobody in afterwards"),
  /** Nothing about the target. */
  CLIENT("client", "the load generator"),
  /** File handles of the target. */
  TARGET_HANDLES("target-handles", "file handles of the target"),
  /** CPU of the target. */
  TARGET_CPU("target-cpu", "CPU of the target"),
  /** Connections that were refused or took too long. */
  CONNECTS("connects", "connects that failed"),
  /** Logins that were refused or took too long. */
  LOGINS("logins", "logins that failed"),
  /** Connections that were lost later. */
  CONNECTIONS("connections", "connections that were lost"),
  /** The run was sound, and smaller than it should have been, and the target refused nobody. */
  LOAD("load-not-made", "a load that was not made"),
  /** Messages that were lost, refused, not acknowledged, or arrived wrongly. */
  LOSSES("losses", "messages that were lost or not acknowledged"),
  /** Heartbeats that were not answered. */
  HEARTBEATS("heartbeats", "heartbeats that were not answered"),
  /** A bound of a latency. */
  LATENCY("latency", "latency"),
  /** A bound of {@code success.overall}, and of nothing else. */
  SUCCESS("success", "success of all operations together"),
  /** What has no name here. */
  OTHER("other", "see its page");

  private final String key;
  private final String words;

  LimitKind(String key, String words) {
    this.key = key;
    this.words = words;
  }

  /** Its name in the result file. */
  @Override
  public String toString() {
    return key;
  }

  /** What it is, for people. */
  String words() {
    return words;
  }
}
