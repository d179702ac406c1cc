package im.stress.simlog;

import java.util.Arrays;

/**
 * Starts and ends of users in 8 bytes each, so that millions fit into memory. In order of time;
 * within a millisecond, starts come first, so that nobody ends before the start. Not thread-safe.
 */
final class UserEvents {
  private static final int TIME_SHIFT = 32;
  private static final long END_BIT = 1L << 31;
  private static final long SCENARIO_MASK = END_BIT - 1;

  private long[] packed = new long[1024];
  private int size;

  void add(LogRecord.User user) {
    if (size == packed.length) {
      packed = Arrays.copyOf(packed, size * 2);
    }
    packed[size++] =
        ((long) user.atMillis() << TIME_SHIFT)
            | (user.started() ? 0 : END_BIT)
            | user.scenarioIndex();
  }

  void sort() {
    Arrays.sort(packed, 0, size);
  }

  int size() {
    return size;
  }

  LogRecord.User get(int index) {
    long event = packed[index];
    return new LogRecord.User(
        (int) (event & SCENARIO_MASK), (event & END_BIT) == 0, (int) (event >> TIME_SHIFT));
  }
}
