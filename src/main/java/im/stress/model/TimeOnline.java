package im.stress.model;

/**
 * Who should have been online and who was: of an event loop, a process or a run. Sums, so that they
 * can be added up.
 *
 * @param usersPlanned users who should be online at the end of the run
 * @param usersOnline users who are online now, or were at the end of the run
 * @param userMillisPlanned up to the planned end of the run, users yet to come included
 * @param userMillisOnline up to now, or to the end of the run
 */
public record TimeOnline(
    long usersPlanned, long usersOnline, long userMillisPlanned, long userMillisOnline) {
  /** These users and those. */
  public TimeOnline plus(TimeOnline other) {
    return new TimeOnline(
        usersPlanned + other.usersPlanned,
        usersOnline + other.usersOnline,
        userMillisPlanned + other.userMillisPlanned,
        userMillisOnline + other.userMillisOnline);
  }

  /** The same, where nobody lived to see the end of the run. */
  public TimeOnline withNobodyOnline() {
    return new TimeOnline(usersPlanned, 0, userMillisPlanned, userMillisOnline);
  }
}
