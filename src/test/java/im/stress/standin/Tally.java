package im.stress.standin;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What a stand-in has seen and done. Written on the server's thread, read on any. */
final class Tally {
  final AtomicInteger open = new AtomicInteger();
  final AtomicInteger logins = new AtomicInteger();
  final AtomicInteger messages = new AtomicInteger();
  final AtomicInteger acks = new AtomicInteger();
  final AtomicInteger pushes = new AtomicInteger();
  final AtomicInteger echoes = new AtomicInteger();
  final AtomicInteger heartbeats = new AtomicInteger();
  final AtomicInteger receipts = new AtomicInteger();
  private final List<String> violations = new CopyOnWriteArrayList<>();

  /** Notes what a client did against the protocol, as one line. */
  void violation(String who, String what) {
    violations.add((who + ": " + what).replace('\n', ' '));
  }

  /** All that was noted, in the order of time. */
  List<String> violations() {
    return List.copyOf(violations);
  }
}
