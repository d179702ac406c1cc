package im.stress.server;

import java.util.ArrayList;
import java.util.HashMap;
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
  private final Map<String, Recipient> byUid = new ConcurrentHashMap<>();
  private final List<Recipient> all = new ArrayList<>();

  /** Where each of them is in that list. */
  private final Map<Recipient, Integer> places = new HashMap<>();

  /** Room for so many; the chance decide over rejected logins, in the order in which they come. */
  Users(int limit, Chance loginDice) {
    this.limit = limit;
    this.loginDice = loginDice;
  }

  /** The session of this user, if online. */
  Optional<Recipient> find(String uid) {
    return Optional.ofNullable(byUid.get(uid));
  }

  /** Whether the fault rejects the login that is next. */
  synchronized boolean rejectsNext() {
    return loginDice.strikes(Fault.REJECT_LOGIN);
  }

  /** Whether the server would take this user now. */
  synchronized boolean hasRoomFor(String uid) {
    return all.size() < limit || byUid.containsKey(uid);
  }

  /**
   * Lets a user in, unless the server is full.
   *
   * @param newerWins whether somebody who is online already is replaced, or else stays
   */
  synchronized Entry enter(String uid, Recipient session, boolean newerWins) {
    Optional<Recipient> older = find(uid);
    if (older.isPresent() && !newerWins) {
      return Entry.refused(Refusal.ALREADY_ONLINE);
    }
    if (older.isEmpty() && all.size() >= limit) {
      return Entry.refused(Refusal.FULL);
    }
    older.ifPresent(this::removeFromList);
    byUid.put(uid, session);
    places.put(session, all.size());
    all.add(session);
    return new Entry(Optional.empty(), older);
  }

  /** Takes a session out; does nothing when another one took its place. */
  synchronized void leave(String uid, Recipient session) {
    if (byUid.remove(uid, session)) {
      removeFromList(session);
    }
  }

  /** Somebody online who is none of these; empty when there is nobody. */
  synchronized Optional<Recipient> anyBut(Set<Recipient> these, Chance chance) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    int start = chance.below(all.size());
    return IntStream.range(0, all.size())
        .mapToObj(step -> all.get((start + step) % all.size()))
        .filter(session -> !these.contains(session))
        .findFirst();
  }

  private void removeFromList(Recipient session) {
    int place = places.remove(session);
    Recipient last = all.remove(all.size() - 1);
    if (last != session) {
      all.set(place, last);
      places.put(last, place);
    }
  }

  /**
   * The answer to somebody who wants in.
   *
   * @param refusal why not; empty = he is in
   * @param replaced the older session of the same user, to be kicked
   */
  record Entry(Optional<Refusal> refusal, Optional<Recipient> replaced) {
    private static Entry refused(Refusal refusal) {
      return new Entry(Optional.of(refusal), Optional.empty());
    }
  }
}
