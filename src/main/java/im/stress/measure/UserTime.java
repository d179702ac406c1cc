package im.stress.measure;

/**
 * The time that a changing number of users adds up to. A straight line, {@code users} x time +
 * {@code offsetMicros}, that bends when a user comes or goes: brought up to date in one step,
 * whatever the number of users.
 *
 * @param users how many there are now
 * @param offsetMicros what is missing from users x time, microseconds
 */
record UserTime(int users, long offsetMicros) {
  static final UserTime NONE = new UserTime(0, 0);

  /** One user more from this time on. */
  UserTime plusOne(long micros) {
    return new UserTime(users + 1, offsetMicros - micros);
  }

  /** One user less from this time on. */
  UserTime minusOne(long micros) {
    return new UserTime(users - 1, offsetMicros + micros);
  }

  /** These users and those. */
  UserTime plus(UserTime others) {
    return new UserTime(users + others.users, offsetMicros + others.offsetMicros);
  }

  /** The sum over all users up to a time, microseconds. */
  long upTo(long micros) {
    return users * micros + offsetMicros;
  }
}
