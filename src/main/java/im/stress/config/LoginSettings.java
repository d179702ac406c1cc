package im.stress.config;

import java.time.Duration;
import java.util.Optional;

/**
 * {@code im.login}: who the users are.
 *
 * @param pattern ids of users for whom none are listed
 * @param token secret sent at login by users who have none of their own; never written to a result
 *     file
 * @param columns values of each user, as listed in a file; among them may be {@code uid} and {@code
 *     token}
 * @param made how tokens are made before the ramp; empty = they are not
 * @param timeout how long to wait for the answer to a login
 */
public record LoginSettings(
    UidPattern pattern,
    String token,
    UserColumns columns,
    Optional<TokenSettings> made,
    Duration timeout) {

  /** Users whose tokens are not made. */
  public LoginSettings(UidPattern pattern, String token, UserColumns columns, Duration timeout) {
    this(pattern, token, columns, Optional.empty(), timeout);
  }

  /** Users without values of their own: the same token for all. */
  public LoginSettings(String uidPrefix, long uidFirst, String token, Duration timeout) {
    this(new UidPattern(uidPrefix, uidFirst, ""), token, UserColumns.NONE, timeout);
  }

  /** Text before the number of an id that is not listed. */
  public String uidPrefix() {
    return pattern.prefix();
  }

  /** Number of user 0, where ids are not listed. */
  public long uidFirst() {
    return pattern.first();
  }

  /**
   * The id under which the server knows the user with this index; of a listed user of another
   * process, of whom nothing is known here, {@code #} and the index.
   */
  public String uid(int userIndex) {
    int column = columns.column(UserColumns.UID);
    if (column < 0) {
      return pattern.uid(userIndex);
    }
    return columns.has(userIndex) ? columns.value(userIndex, column) : "#" + userIndex;
  }

  /** The secret of the user with this index, who is one of this process. */
  public String token(int userIndex) {
    int column = columns.column(UserColumns.TOKEN);
    return column < 0 ? token : columns.value(userIndex, column);
  }

  /** The value of {@code uid}, or of {@code user.NAME} for a column, of a user of this process. */
  public String valueOf(String variable, int userIndex) {
    return variable.equals(UserColumns.UID)
        ? uid(userIndex)
        : columns.value(userIndex, columns.column(variable.substring(TokenText.COLUMN.length())));
  }

  /** Hides the tokens, so that no log shows one by accident. */
  @Override
  public String toString() {
    return "LoginSettings[%s…, token=***, columns=%s, timeout=%s]"
        .formatted(pattern.uid(0), columns.names(), timeout);
  }
}
