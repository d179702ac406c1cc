package im.stress.standin;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a stand-in is told to do wrong. Set on any thread, asked on the server's. */
final class Faults {
  private volatile String refusal;
  private final Set<Integer> lostPushes = ConcurrentHashMap.newKeySet();
  private final Set<Integer> failedSends = ConcurrentHashMap.newKeySet();
  private int pushes;
  private int sends;

  void refuseLogins(String reason) {
    refusal = reason;
  }

  void acceptLogins() {
    refusal = null;
  }

  void dropPush(int... each) {
    Arrays.stream(each).forEach(lostPushes::add);
  }

  void errorOnSend(int... each) {
    Arrays.stream(each).forEach(failedSends::add);
  }

  /** Why logins are refused; absent = they are not. */
  Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** Whether the push that is due now is to be left out. */
  boolean dropsThisPush() {
    return lostPushes.contains(++pushes);
  }

  /** Whether the message that came now is to be refused. */
  boolean failsThisSend() {
    return failedSends.contains(++sends);
  }
}
