package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Who of one shard should have been online and who was, from {@code counts.json}.
 *
 * @param usersPlanned users who should be online at the end of the run
 * @param usersOnline users who were online at the end of the run, or in the shard's last second
 * @param userMillisPlanned up to the planned end of the run, even when the shard died before
 * @param userMillisOnline up to the shard's last second
 */
record ShardPresence(
    long usersPlanned, long usersOnline, long userMillisPlanned, long userMillisOnline) {

  static final ShardPresence NONE = new ShardPresence(0, 0, 0, 0);

  static Optional<ShardPresence> of(JsonNode node) {
    return Optional.of(node)
        .filter(JsonNode::isObject)
        .map(
            found ->
                new ShardPresence(
                    found.path("usersPlanned").asLong(),
                    found.path("usersOnline").asLong(),
                    found.path("userMillisPlanned").asLong(),
                    found.path("userMillisOnline").asLong()));
  }

  ShardPresence plus(ShardPresence other) {
    return new ShardPresence(
        usersPlanned + other.usersPlanned,
        usersOnline + other.usersOnline,
        userMillisPlanned + other.userMillisPlanned,
        userMillisOnline + other.userMillisOnline);
  }

  /** The same, where nobody of this shard lived to see the end of the run. */
  ShardPresence withNobodyOnline() {
    return new ShardPresence(usersPlanned, 0, userMillisPlanned, userMillisOnline);
  }
}
