package im.stress.standin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A stand-in of an IM server that speaks over TCP. */
public abstract class TcpStandIn extends StandIn {
  private final Map<String, List<TcpPeer>> online = new HashMap<>();

  /** Whether there is such a user: 1000 or a higher number, or u0, u1 and so on. */
  static boolean known(String uid) {
    return StandInUsers.known(uid) || uid.matches("[1-9][0-9]{3,17}");
  }

  /** Notes a login; the peer is found by {@link #peers} until it ends. */
  final void loggedIn(TcpPeer peer) {
    tally.logins.incrementAndGet();
    online.computeIfAbsent(peer.uid(), uid -> new ArrayList<>()).add(peer);
  }

  /** Forgets a connection, whether it was logged in or not. */
  final void left(TcpPeer peer) {
    peers(peer.uid()).remove(peer);
  }

  /** Connections on which this user is logged in; to be changed by this class alone. */
  final List<TcpPeer> peers(String uid) {
    return online.getOrDefault(uid, new ArrayList<>());
  }

  /** Whether the next push goes out; counts it if so. */
  final boolean countsPush() {
    if (faults.dropsThisPush()) {
      return false;
    }
    tally.pushes.incrementAndGet();
    return true;
  }

  /** Whether the message that came now is taken; counts it in any case. */
  final boolean takesMessage() {
    tally.messages.incrementAndGet();
    return !faults.failsThisSend();
  }
}
