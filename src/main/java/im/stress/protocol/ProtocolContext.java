package im.stress.protocol;

import im.stress.config.GroupSettings;
import im.stress.config.LoginSettings;
import im.stress.config.StressSettings;
import java.nio.charset.StandardCharsets;

/**
 * What a protocol has to know of the run. Safe on any thread.
 *
 * @param runKey 32 bits that tell this run from others in markers and ids
 * @param login who the users are
 * @param contentBytes length of a message's content, marker included
 * @param groups what the groups are called
 */
public record ProtocolContext(
    int runKey, LoginSettings login, int contentBytes, GroupSettings groups) {

  /** What the settings say, for the run of this id. */
  public static ProtocolContext of(StressSettings settings, String runId) {
    return new ProtocolContext(
        runKeyOf(runId), settings.login(), settings.message().sizeBytes(), settings.groups());
  }

  /** The run key of a run id: the same on all machines of the run. */
  public static int runKeyOf(String runId) {
    return runId.hashCode();
  }

  /** Who the user with this index is. */
  public UserValues user(int index) {
    return new UserValues(index, login.uid(index), login.token(index));
  }

  /** Writes the uids of all users in UTF-8, as they are. */
  public UidWriter uids() {
    return new UidWriter(login.uidPrefix().getBytes(StandardCharsets.UTF_8), login.uidFirst());
  }

  /** Writes what the target calls its groups, in UTF-8, as it is. */
  public UidWriter groupIds() {
    return new UidWriter(groups.prefix().getBytes(StandardCharsets.UTF_8), groups.first());
  }
}
