package im.stress.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Who is online. Thread-safe: looking somebody up takes no lock, coming and going takes one. A user
 * who comes again takes the place of the older session.
 */
final class Users {
  private final int limit;
  private final Chance loginDice;
  private final Map<String, Session> byUid = new ConcurrentHashMap<>();
  private final List<Session> all = new ArrayList<>();

  /** Room for so many; the chance decide over rejected logins, in the order in which they come. */
  Users(int limit, Chance loginDice) {
    this.limit = limit;
    this.loginDice = loginDice;
  }

  /** The session of this user, if online. */
  Optional<Session> find(String uid) {
    return Optional.ofNullable(byUid.get(uid));
  }

  /** Whether the fault rejects the login that is next. */
  synchronized boolean rejectsNext() {
    return loginDice.strikes(Fault.REJECT_LOGIN);
  }

  /** Lets a user in, unless the server is full. */
  synchronized Entry enter(String uid, Session session) {
    if (all.size() >= limit && !byUid.containsKey(uid)) {
      return new Entry(false, Optional.empty());
    }
    Session older = byUid.put(uid, session);
    if (older != null) {
      removeFromList(older);
    }
    session.place = all.size();
    all.add(session);
    return new Entry(true, Optional.ofNullable(older));
  }

  /** Takes a session out; does nothing when another one took its place. */
  synchronized void leave(String uid, Session session) {
    if (byUid.remove(uid, session)) {
      removeFromList(session);
    }
  }

  /** Somebody online who is neither of the two; empty when there is nobody. */
  synchronized Optional<Session> anyBut(Session sender, Session recipient, Chance chance) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    int start = chance.below(all.size());
    return IntStream.range(0, all.size())
        .mapToObj(step -> all.get((start + step) % all.size()))
        .filter(session -> session != sender && session != recipient)
        .findFirst();
  }

  private void removeFromList(Session session) {
    Session last = all.remove(all.size() - 1);
    if (last != session) {
      all.set(session.place, last);
      last.place = session.place;
    }
  }

  /**
   * The answer to somebody who wants in.
   *
   * @param accepted false when the server is full
   * @param replaced the older session of the same user, to be kicked
   */
  record Entry(boolean accepted, Optional<Session> replaced) {}
}
