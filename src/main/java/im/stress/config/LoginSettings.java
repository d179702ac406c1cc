package im.stress.config;

import java.time.Duration;
import java.util.List;

/**
 * {@code im.login}: who the users are.
 *
 * @param uidPrefix text before the number of a user id; may be empty
 * @param uidFirst number of user 0: user {@code i} is {@code uidPrefix + (uidFirst + i)}
 * @param token secret sent at login; never written to a result file
 * @param tokens one for each user of the run, in place of {@code token}; empty = the same for all
 * @param timeout how long to wait for the answer to a login
 */
public record LoginSettings(
    String uidPrefix, long uidFirst, String token, List<String> tokens, Duration timeout) {

  /** Copies the list so that nobody can change it afterwards. */
  public LoginSettings {
    tokens = List.copyOf(tokens);
  }

  /** The same token for all users. */
  public LoginSettings(String uidPrefix, long uidFirst, String token, Duration timeout) {
    this(uidPrefix, uidFirst, token, List.of(), timeout);
  }

  /** The id under which the server knows the user with this index. */
  public String uid(int userIndex) {
    return uidPrefix + (uidFirst + userIndex);
  }

  /** The secret of the user with this index. */
  public String token(int userIndex) {
    return tokens.isEmpty() ? token : tokens.get(userIndex);
  }

  /** Hides the tokens, so that no log shows it by accident. */
  @Override
  public String toString() {
    return "LoginSettings[" + uidPrefix + uidFirst + "…, token=***, timeout=" + timeout + "]";
  }
}
