package im.stress.protocol;

/**
 * Who a user is.
 *
 * @param index counts the users of a run from 0, over all machines
 * @param uid the name by which the server knows the user
 * @param token the secret that the user sends at login
 */
public record UserValues(int index, String uid, String token) {

  /** Hides the token, so that no log shows it by accident. */
  @Override
  public String toString() {
    return "UserValues[" + index + ", " + uid + "]";
  }
}
