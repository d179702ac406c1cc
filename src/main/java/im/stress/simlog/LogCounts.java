package im.stress.simlog;

/** How many records of each kind a log holds. */
public record LogCounts(
    long requestsOk,
    long requestsKo,
    long usersStarted,
    long usersEnded,
    long groups,
    long errors) {

  /** A log without records. */
  public static final LogCounts NONE = new LogCounts(0, 0, 0, 0, 0, 0);

  /** All requests, OK and KO. */
  public long requests() {
    return requestsOk + requestsKo;
  }

  /** All records but the Run record. */
  public long total() {
    return requests() + usersStarted + usersEnded + groups + errors;
  }
}
