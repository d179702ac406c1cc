package im.stress.config;

import java.time.Duration;

/**
 * {@code im.groups}: groups of users, and how often each member writes to its own.
 *
 * @param size members of each group, consecutive users of one process; 0 = no groups
 * @param interval time between the due times of two group messages of a user, or its mean; zero =
 *     none are written
 * @param join whether a user asks to join its group after each login; false = the server knows
 * @param prefix text before the number of a group's id; may be empty
 * @param first number of group 0
 */
public record GroupSettings(int size, Duration interval, boolean join, String prefix, long first) {
  /** A run without groups. */
  public static final GroupSettings NONE = new GroupSettings(0, Duration.ZERO, false, "", 0);

  /** Whether there are groups that users may belong to. */
  public boolean enabled() {
    return size > 0;
  }

  /** Groups among so many users; the last one may be smaller. */
  public int count(int users) {
    return size == 0 ? 0 : (int) ((users + size - 1L) / size);
  }
}
