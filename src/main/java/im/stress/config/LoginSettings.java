package im.stress.config;

import java.time.Duration;

/**
 * {@code im.login}: who the users are.
 *
 * @param uidPrefix text before the number of a user id; may be empty
 * @param uidFirst number of user 0: user {@code i} is {@code uidPrefix + (uidFirst + i)}
 * @param token secret sent at login; never written to a result file
 * @param timeout how long to wait for the answer to a login
 */
public record LoginSettings(String uidPrefix, long uidFirst, String token, Duration timeout) {

  /** The id under which the server knows the user with this index. */
  public String uid(int userIndex) {
    return uidPrefix + (uidFirst + userIndex);
  }

  /** Hides the token, so that no log shows it by accident. */
  @Override
  public String toString() {
    return "LoginSettings[" + uidPrefix + uidFirst + "…, token=***, timeout=" + timeout + "]";
  }
}
