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
 * @param servers embedded servers: none, one for all users, or one for each shard
 * @param usersPerShard users of the largest shard
 * @param reason one line why there is more than one shard although nobody asked; else empty
 */
public record ShardPlan(int shards, int servers, int usersPerShard, String reason) {
  private static final int ALL_PERCENT = 100;

  /**
   * What a plan has to keep to.
   *
   * @param handles how many connections a process can hold
   * @param portsToServer connections for which there are local ports towards one embedded server
   * @param memoryBytes memory of the machine
   */
  record Limits(FileHandles handles, long portsToServer, long memoryBytes) {}

  /**
   * As many processes as the limit of file handles demands, or as were asked for if that is more.
   * None of them comes to {@code im.client.max-fd-percent}, past which the report warns. Where one
   * embedded server is too few, each process has one of its own.
   *
   * @throws CommandException when no number of processes would do
   */
  static ShardPlan of(StressSettings settings, Limits limits) throws CommandException {
    int users = settings.load().users();
    int unit = UserSplit.unit(settings);
    int ofShard = capacity(settings, limits.handles());
    boolean embedded = settings.target().embedded();
    boolean serverForEach = embedded && !oneServerWillDo(settings, limits);
    int capacity = serverForEach ? Math.min(ofShard, byPorts(settings, limits)) : ofShard;
    int needed = (users - 1) / capacity + 1;
    int asked = settings.run().shards();
    int shards = Math.max(needed, asked);
    int servers = serverForEach ? shards : embedded ? 1 : 0;
    checkMemory(shards, servers, users, limits.memoryBytes());
    boolean nobodyAsked = needed > Math.max(1, asked);
    return new ShardPlan(
        shards,
        servers,
        new UserSplit(users, shards, unit).largest(),
        nobodyAsked ? reason(settings, limits, capacity, shards, capacity < ofShard) : "");
  }

  /** Connections that so many users may have at a time. A silent storm leaves old ones open. */
  static int connections(StressSettings settings, int users) {
    return (int) Math.min(Math.ceil(users * connectionsPerUser(settings)), Integer.MAX_VALUE);
  }

  private static double connectionsPerUser(StressSettings settings) {
    return keepsOldConnections(settings) ? 1 + settings.storm().percent() / 100 : 1;
  }

  /** Users that one process may have, in whole units that stay together. */
  private static int capacity(StressSettings settings, FileHandles handles)
      throws CommandException {
    double percent = settings.client().maxFdPercent();
    double each = connectionsPerUser(settings);
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

  /** Nobody judges how many of its handles a server uses. */
  private static boolean oneServerWillDo(StressSettings settings, Limits limits) {
    int users = settings.load().users();
    return connections(settings, users) <= limits.portsToServer()
        && users <= limits.handles().users(ALL_PERCENT, connectionsPerUser(settings));
  }

  /** Users for whom there are ports towards one embedded server, in whole units. */
  private static int byPorts(StressSettings settings, Limits limits) {
    int unit = UserSplit.unit(settings);
    int users = (int) (limits.portsToServer() / connectionsPerUser(settings));
    return Math.max(unit, users / unit * unit);
  }

  private static void checkMemory(int shards, int servers, int users, long memoryBytes)
      throws CommandException {
    long least = ProcessMemory.least(users, shards, servers);
    if (least > memoryBytes) {
      throw CommandException.tooLarge(
          ("memory: expected at least %d MB for %d users in %d processes%s, got %d MB; raise the"
                  + " limit of file handles with ulimit -n where it asks for so many processes, or"
                  + " use more machines")
              .formatted(
                  ProcessMemory.megabytes(least),
                  users,
                  shards,
                  servers > 0 ? " and " + servers + " of the embedded server" : "",
                  ProcessMemory.megabytes(memoryBytes)));
    }
  }

  private static boolean keepsOldConnections(StressSettings settings) {
    return settings.storm().enabled()
        && settings.storm().how() == StormSettings.Cut.SILENCE
        && settings.reconnect().policy() != ReconnectSettings.Policy.OFF;
  }

  private static String reason(
      StressSettings settings, Limits limits, int capacity, int shards, boolean byPorts) {
    int asked = settings.run().shards();
    return "%d users are split over %d processes%s: one process holds up to %d users with the limit of %s"
        .formatted(
            settings.load().users(),
            shards,
            asked > 0 ? ", not " + asked : "",
            capacity,
            byPorts
                ? "%d local ports towards one embedded server (im.connection.source-addresses, im.client.max-port-percent)"
                    .formatted(limits.portsToServer())
                : "%d file handles (%s)".formatted(limits.handles().limit(), bounds(settings)));
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
