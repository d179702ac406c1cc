package im.stress.transport.http;

import im.stress.channel.ConnectionEnd;
import im.stress.model.Cause;
import java.util.concurrent.TimeUnit;

/**
 * What a server does with a connection after an answer that doesn't say: learned from what it does.
 * Belongs to its event loop. Times are readings of {@link System#nanoTime()}.
 */
final class CloseHabit {
  /**
   * A server that closes after each answer does so at once; one that closes later has found nobody
   * talking. The chat room with a pool of threads takes less than 1 ms.
   */
  private static final long AT_ONCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Ten times what that chat room takes. A request that waits for it has that in its latency. */
  private static final long SETTLED_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /**
   * A close that comes later did not cross the request: the server had it by then. No way to a
   * server and back takes longer but by satellite.
   */
  private static final long CROSSING_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  /** A server that keeps connections closes only those on which nothing was asked for some time. */
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private State state = State.UNKNOWN;
  private boolean answered;
  private long answeredNanos;

  private enum State {
    UNKNOWN,
    KEEPS,
    CLOSES
  }

  /**
   * An answer came that leaves the connection open.
   *
   * @param reused whether it is not the first one of its connection
   */
  void answered(boolean reused, long now) {
    answered = true;
    answeredNanos = now;
    if (reused && state == State.UNKNOWN) {
      state = State.KEEPS;
    }
  }

  /** The server has closed a connection that it had not said it would close. */
  void closed(long now) {
    if (isEarly(now)) {
      state = State.CLOSES;
    }
  }

  /**
   * Whether the server may have ended the connection before it read the request that was sent then.
   * One that keeps connections may have where there was silence before. A close that was under way
   * comes as FIN. A reset comes in its place only where the request was there, unread, when a
   * server closed that does so after each answer.
   */
  boolean isCrossing(ConnectionEnd end, long sentNanos, long now) {
    boolean mayClose = state != State.KEEPS || sentNanos - answeredNanos > SILENCE_NANOS;
    return mayClose
        && now - sentNanos < CROSSING_NANOS
        && (Cause.CLOSED_BY_SERVER.matches(end.cause())
            || (Cause.RESET.matches(end.cause()) && isEarly(now)));
  }

  /** Why a request fails that has met a close and can't be sent again. */
  static ConnectionEnd crossing(ConnectionEnd end, long sentNanosAgo) {
    return ConnectionEnd.of(
        Cause.CROSSED_CLOSE,
        "%s, %d ms after the request was sent on a connection that was kept"
            .formatted(end.detail(), TimeUnit.NANOSECONDS.toMillis(sentNanosAgo)));
  }

  /** Whether the server may be about to close after its last answer, for all that is known. */
  boolean isEarly(long now) {
    return answered && state == State.UNKNOWN && now - answeredNanos < AT_ONCE_NANOS;
  }

  /** The server has left a connection open that it was expected to close: that was no habit. */
  void leftOpen() {
    state = State.KEEPS;
  }

  /** Whether the server closes after each answer. */
  boolean closes() {
    return state == State.CLOSES;
  }

  /** How long it takes from now on until a server that closes at once would have closed. */
  long unsettledNanos(long now) {
    return state == State.UNKNOWN ? SETTLED_NANOS - (now - answeredNanos) : 0;
  }
}
