package im.stress.run;

import im.stress.config.ReconnectSettings;
import im.stress.config.StormSettings;
import im.stress.config.StressSettings;
import im.stress.config.UserSplit;
import java.math.BigDecimal;

/**
 * Over how many processes the users of this machine are split.
 *
 * @param shards processes, 1 or more
 * @param usersPerShard users of the largest of them
 * @param reason one line why there is more than one although nobody asked; else empty
 */
public record ShardPlan(int shards, int usersPerShard, String reason) {
  private static final int PERCENT_OF_THE_SERVER = 100;

  /**
   * As many processes as the limit of file handles demands, or as were asked for if that is more.
   * None of them comes to {@code im.client.max-fd-percent}, past which the report warns.
   *
   * @throws CommandException when no number of processes would do
   */
  static ShardPlan of(StressSettings settings, FileHandles handles) throws CommandException {
    int users = settings.load().users();
    int capacity = capacity(settings, handles);
    checkServer(settings, handles);
    int needed = (int) ((users + capacity - 1L) / capacity);
    int asked = settings.run().shards();
    int unit = UserSplit.unit(settings);
    int shards = Math.max(needed, UserSplit.mostProcesses(users, asked, unit));
    boolean nobodyAsked = needed > Math.max(1, asked);
    return new ShardPlan(
        shards,
        new UserSplit(users, shards, unit).largest(),
        nobodyAsked ? reason(settings, handles, capacity, needed) : "");
  }

  /** Users that one process may have, in whole units that stay together. */
  private static int capacity(StressSettings settings, FileHandles handles)
      throws CommandException {
    double percent = settings.client().maxFdPercent();
    double each = handlesPerUser(settings);
    int unit = UserSplit.unit(settings);
    int capacity = handles.users(percent, each) / unit * unit;
    if (capacity == 0) {
      throw CommandException.usage(
          ("limit of file handles: expected at least %d (%d users%s, %d for the process itself,"
                  + " %s), got %d; raise it with ulimit -n")
              .formatted(
                  handles.neededFor(unit, percent, each),
                  unit,
                  settings.groups().size() > 0 ? ", since a group stays in one process" : "",
                  handles.reserve(),
                  bounds(settings),
                  handles.limit()));
    }
    return capacity;
  }

  /** The embedded server can't be split; nobody judges how many handles it uses. */
  private static void checkServer(StressSettings settings, FileHandles handles)
      throws CommandException {
    int users = settings.load().users();
    double each = handlesPerUser(settings);
    if (settings.target().embedded() && users > handles.users(PERCENT_OF_THE_SERVER, each)) {
      throw CommandException.usage(
          ("limit of file handles: the embedded server needs %d for %d users, got %d; raise it with"
                  + " ulimit -n, or name a target with TARGET_HOST")
              .formatted(
                  handles.neededFor(users, PERCENT_OF_THE_SERVER, each), users, handles.limit()));
    }
  }

  /** A silent storm leaves old connections open, beside those of the users who come back. */
  private static double handlesPerUser(StressSettings settings) {
    return keepsOldConnections(settings) ? 1 + settings.storm().percent() / 100 : 1;
  }

  private static boolean keepsOldConnections(StressSettings settings) {
    return settings.storm().enabled()
        && settings.storm().how() == StormSettings.Cut.SILENCE
        && settings.reconnect().policy() != ReconnectSettings.Policy.OFF;
  }

  private static String reason(
      StressSettings settings, FileHandles handles, int capacity, int shards) {
    int asked = settings.run().shards();
    return ("%d users are split over %d processes%s: one process holds up to %d users with the"
            + " limit of %d file handles (%s)")
        .formatted(
            settings.load().users(),
            shards,
            asked > 0 ? ", not " + asked : "",
            capacity,
            handles.limit(),
            bounds(settings));
  }

  private static String bounds(StressSettings settings) {
    String bounds =
        "at most %s %% in use, im.client.max-fd-percent"
            .formatted(number(settings.client().maxFdPercent()));
    return keepsOldConnections(settings)
        ? "%s; a silent storm keeps the old connection of %s %% of the users open"
            .formatted(bounds, number(settings.storm().percent()))
        : bounds;
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
