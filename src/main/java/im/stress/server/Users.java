package im.stress.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /**
   * Lets a user in, unless the server is full.
   *
   * @param newerWins whether somebody who is online already is replaced, or else stays
   */
  synchronized Entry enter(String uid, Session session, boolean newerWins) {
    Optional<Session> older = find(uid);
    if (older.isPresent() && !newerWins) {
      return Entry.refused(Refusal.ALREADY_ONLINE);
    }
    if (older.isEmpty() && all.size() >= limit) {
      return Entry.refused(Refusal.FULL);
    }
    older.ifPresent(this::removeFromList);
    byUid.put(uid, session);
    session.place = all.size();
    all.add(session);
    return new Entry(Optional.empty(), older);
  }

  /** Takes a session out; does nothing when another one took its place. */
  synchronized void leave(String uid, Session session) {
    if (byUid.remove(uid, session)) {
      removeFromList(session);
    }
  }

  /** Somebody online who is none of these; empty when there is nobody. */
  synchronized Optional<Session> anyBut(Set<Session> these, Chance chance) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    int start = chance.below(all.size());
    return IntStream.range(0, all.size())
        .mapToObj(step -> all.get((start + step) % all.size()))
        .filter(session -> !these.contains(session))
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
   * @param refusal why not; empty = he is in
   * @param replaced the older session of the same user, to be kicked
   */
  record Entry(Optional<Refusal> refusal, Optional<Session> replaced) {
    private static Entry refused(Refusal refusal) {
      return new Entry(Optional.of(refusal), Optional.empty());
    }
  }
}
