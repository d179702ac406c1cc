package im.stress.server;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Who has registered, with which id and secret. Thread-safe. */
final class Accounts {
  /** The tools that the TCP protocol comes from take user ids from here on. */
  static final long FIRST_ID = 1001;

  private final boolean required;
  private final Map<String, Long> idByName = new HashMap<>();
  private final Map<String, String> secretByUid = new HashMap<>();

  /** Nobody yet; where registering is not required, everybody is known all the same. */
  Accounts(boolean required) {
    this.required = required;
  }

  /** Gives somebody new the next id; empty when the name is taken. */
  synchronized OptionalLong register(Request.Register wanted) {
    long id = FIRST_ID + idByName.size();
    if (idByName.putIfAbsent(wanted.name(), id) != null) {
      return OptionalLong.empty();
    }
    secretByUid.put(Long.toString(id), wanted.secret());
    return OptionalLong.of(id);
  }

  /** Whether this user may log in with this secret. */
  synchronized boolean know(Request.Login login) {
    return !required || login.secret().equals(secretByUid.get(login.uid()));
  }
}
