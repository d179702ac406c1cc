package im.stress.cli;

import im.stress.config.StressSettings;

/**
 * Over how many processes the users of this machine are split.
 *
 * @param shards processes, 1 or more
 * @param usersPerShard users of the largest of them
 * @param reason one line why there is more than one although nobody asked; else empty
 */
record ShardPlan(int shards, int usersPerShard, String reason) {

  /**
   * As many processes as the limit of file handles demands, or as were asked for if that is more.
   *
   * @throws CommandException when no number of processes would do
   */
  static ShardPlan of(StressSettings settings, FileHandles handles) throws CommandException {
    int users = settings.load().users();
    // Pairs of users stay in one process, so that their messages are timed by one clock.
    int capacity = handles.capacity() / 2 * 2;
    if (capacity == 0) {
      throw CommandException.usage(
          "limit of file handles: expected at least %d, got %d; raise it with ulimit -n"
              .formatted(handles.neededFor(2), handles.limit()));
    }
    if (settings.target().embedded() && users > handles.capacity()) {
      throw CommandException.usage(
          ("limit of file handles: the embedded server needs %d for %d users, got %d; raise it with"
                  + " ulimit -n, or name a target with TARGET_HOST")
              .formatted(handles.neededFor(users), users, handles.limit()));
    }
    int needed = divideUp(users, capacity);
    int shards = Math.max(needed, Math.min(settings.run().shards(), users));
    return new ShardPlan(
        shards, divideUp(users, shards), reason(settings.run().shards(), needed, users, handles));
  }

  private static String reason(int asked, int needed, int users, FileHandles handles) {
    if (needed <= Math.max(1, asked)) {
      return "";
    }
    return "the limit of %d file handles is too low for %d users in %s: split over %d processes"
        .formatted(
            handles.limit(), users, asked > 1 ? asked + " processes" : "one process", needed);
  }

  private static int divideUp(int dividend, int divisor) {
    return (int) ((dividend + (long) divisor - 1) / divisor);
  }
}
