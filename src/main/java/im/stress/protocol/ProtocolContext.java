package im.stress.protocol;

import im.stress.config.GroupSettings;
import im.stress.config.LoginSettings;
import im.stress.config.StressSettings;
import im.stress.config.UidPattern;
import im.stress.config.UserColumns;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

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
    return uids(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes the uids of all users as the protocol has to write them.
   *
   * @param form of any text, such as one with escapes; asked now, and not for each message
   */
  public UidWriter uids(Function<String, byte[]> form) {
    UserColumns columns = login.columns();
    int uid = columns.column(UserColumns.UID);
    if (uid < 0) {
      UidPattern pattern = login.pattern();
      return new UidWriter(
          form.apply(pattern.prefix()), pattern.first(), form.apply(pattern.suffix()));
    }
    byte[][] listed = new byte[columns.users()][];
    Arrays.setAll(listed, row -> form.apply(columns.value(columns.firstUser() + row, uid)));
    return UidWriter.listed(columns.firstUser(), listed);
  }

  /** Writes what the target calls its groups, in UTF-8, as it is. */
  public UidWriter groupIds() {
    return new UidWriter(groups.prefix().getBytes(StandardCharsets.UTF_8), groups.first());
  }
}
