package im.stress.transport.http;

import java.util.ArrayDeque;
import java.util.Deque;

/** Requests that wait for a connection, in the order in which they were made. */
final class RequestQueue {
  private final Deque<PendingRequest> waiting = new ArrayDeque<>();

  void add(PendingRequest request) {
    waiting.addLast(request);
  }

  /** The oldest one, which is here no more; null = none. */
  PendingRequest take() {
    return waiting.pollFirst();
  }

  /** When the oldest one is given up; {@link Long#MAX_VALUE} = there is none. */
  long deadlineNanos() {
    PendingRequest oldest = waiting.peekFirst();
    return oldest == null ? Long.MAX_VALUE : oldest.deadlineNanos();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }
}
