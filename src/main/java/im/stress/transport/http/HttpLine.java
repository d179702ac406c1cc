package im.stress.transport.http;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.HttpAnswer;
import im.stress.channel.RequestFailure;
import im.stress.channel.RequestListener;
import im.stress.model.Cause;

/**
 * Sends requests one after the other, over a connection that is kept where the server keeps it, or
 * over one for each. Belongs to its event loop.
 */
final class HttpLine implements HttpChannel.Owner {
  private final Pool pool;
  private final CloseHabit habit = new CloseHabit();
  private HttpChannel channel;
  private PendingRequest underWay;
  private boolean sent;
  private RequestListener lastListener;
  private long sentNanos;

  /** Whether the connection has had a request before. */
  private boolean reused;

  private boolean silent;

  /** Whether the server leaves connections open even though their end was announced. */
  private boolean leavesOpen;

  /** What lines share. */
  interface Pool {
    /** A new channel of this line, which begins to connect. */
    HttpChannel dial(HttpLine line);

    /** Whether connections are kept. */
    boolean keepsAlive();

    /** The next request to be sent, which is the line's from now on; null = none. */
    PendingRequest next();

    /** A connection is there that no request waits for. */
    void connected();

    /** A connection could not be made that no request waits for. */
    void notConnected(ConnectionEnd end);

    /** A request or a connection has come to its end. */
    void settled();

    /** A reading of {@link System#nanoTime()}. */
    default long nanoTime() {
      return System.nanoTime();
    }

    /** Does this on the event loop, after so many nanoseconds. */
    void later(Runnable task, long nanos);
  }

  /**
   * Without a connection.
   *
   * @param firstListener hears of the end of a connection that had no request
   */
  HttpLine(Pool pool, RequestListener firstListener) {
    this.pool = pool;
    this.lastListener = firstListener;
  }

  /** Begins to connect. */
  void open() {
    sent = false;
    reused = false;
    channel = pool.dial(this);
  }

  /** Whether a request would be sent at once, over the connection that is there. */
  boolean isReady() {
    return isFree() && channel != null && channel.isConnected();
  }

  /** Whether it would take a request. */
  boolean isFree() {
    return underWay == null;
  }

  /** Whether it has neither a request nor a connection. */
  boolean isOver() {
    return underWay == null && channel == null;
  }

  /** When the request under way is given up; {@link Long#MAX_VALUE} = there is none. */
  long deadlineNanos() {
    return underWay == null ? Long.MAX_VALUE : underWay.deadlineNanos();
  }

  /** Bytes that were sent and have not reached the operating system. */
  long unsentBytes() {
    return channel == null ? 0 : channel.unsentBytes();
  }

  /** Takes the next request, if there is one and nothing is under way. */
  void advance() {
    if (!isFree()) {
      return;
    }
    underWay = pool.next();
    if (underWay == null) {
      return;
    }
    sent = false;
    if (channel == null) {
      open();
    } else if (channel.isConnected()) {
      sendSettled();
    }
  }

  /**
   * Sends, unless a server that closes after each answer is to be known first: nobody could tell
   * whether it had read a request that met its close.
   */
  private void sendSettled() {
    long wait = reused ? habit.unsettledNanos(pool.nanoTime()) : 0;
    if (wait <= 0 || isSafeTwice()) {
      send();
      return;
    }
    HttpChannel on = channel;
    pool.later(
        () -> {
          // It left with its connection, if it was given up meanwhile.
          if (channel == on && underWay != null && !sent) {
            send();
          }
        },
        wait);
  }

  private boolean isSafeTwice() {
    return RequestHead.isIdempotent(underWay.bytes());
  }

  private void send() {
    sent = true;
    sentNanos = pool.nanoTime();
    lastListener = underWay.listener();
    underWay.writes();
    channel.send(underWay.bytes().retainedDuplicate());
  }

  @Override
  public void connected(HttpChannel which) {
    if (underWay != null) {
      send();
      return;
    }
    pool.connected();
    // It was to find out whether there is a way: a silent one would keep a thread of the server.
    if (!pool.keepsAlive() && underWay == null && channel == which) {
      channel = null;
      which.finish();
    }
  }

  @Override
  public void answered(HttpChannel which, HttpAnswer answer, boolean kept) {
    if (silent) {
      return;
    }
    PendingRequest done = underWay;
    underWay = null;
    part(which, kept && pool.keepsAlive());
    done.answered(answer);
    pool.settled();
    advance();
  }

  /** The connection is kept for the next request, or left by both sides. */
  private void part(HttpChannel which, boolean kept) {
    if (!kept) {
      channel = null;
      if (leavesOpen) {
        which.finish();
      } else {
        which.leave();
      }
    } else if (habit.closes()) {
      channel = null;
      which.awaitClose();
    } else {
      habit.answered(reused, pool.nanoTime());
    }
    reused = true;
  }

  @Override
  public void over(HttpChannel which, ConnectionEnd end) {
    if (silent) {
      return;
    }
    if (which != channel) {
      left(which);
      tellLost(end);
      return;
    }
    channel = null;
    if (underWay == null) {
      lostIdle(which, end);
    } else if (!sent && which.isConnected()) {
      lostIdle(which, end);
      open();
    } else if (hasCrossed(which, end)) {
      crossed(which, end);
    } else {
      fail(which.failure(), end);
    }
    pool.settled();
    advance();
  }

  private void left(HttpChannel which) {
    if (which.wasStillOpen() && habit.closes()) {
      habit.leftOpen();
    } else if (which.wasStillOpen()) {
      leavesOpen = true;
    }
  }

  private void lostIdle(HttpChannel which, ConnectionEnd end) {
    if (which.isConnected()) {
      habit.closed(pool.nanoTime());
      tellLost(end);
    } else {
      pool.notConnected(end);
    }
  }

  /**
   * Whether the server may have ended the connection, which was kept, before it read the request.
   */
  private boolean hasCrossed(HttpChannel which, ConnectionEnd end) {
    return sent && reused && which.isUnheard() && habit.isCrossing(end, sentNanos, pool.nanoTime());
  }

  /**
   * Sends it again, over the next connection, where its method allows that (RFC 9110, section
   * 9.2.2). Others have waited until a server that closes at once had closed: a reset is none.
   */
  private void crossed(HttpChannel which, ConnectionEnd end) {
    long now = pool.nanoTime();
    if (isSafeTwice()) {
      habit.closed(now);
      tellLost(end);
      underWay.listener().sentAgain();
      open();
    } else if (Cause.CLOSED_BY_SERVER.matches(end.cause())) {
      habit.closed(now);
      fail(which.failure(), CloseHabit.crossing(end, now - sentNanos));
    } else {
      fail(which.failure(), end);
    }
  }

  private void tellLost(ConnectionEnd end) {
    if (!Cause.CLOSED_BY_US.matches(end.cause())) {
      lastListener.lostBetweenRequests(end);
    }
  }

  private void fail(RequestFailure failure, ConnectionEnd end) {
    PendingRequest failed = underWay;
    underWay = null;
    failed.failed(failure, end);
  }

  /**
   * Gives up the request under way, and its connection: what comes there now is of no use.
   *
   * @param words why, without how far it came
   */
  void giveUp(RequestFailure failure, Cause cause, String words) {
    if (underWay == null) {
      return;
    }
    HttpChannel left = channel;
    channel = null;
    ConnectionEnd end = ConnectionEnd.of(cause, words + ": " + left.progress());
    left.close(ConnectionEnd.of(Cause.CLOSED_BY_US, words));
    fail(failure, end);
    pool.settled();
    advance();
  }

  /** Ends the connection, which has no request under way. */
  void finish() {
    if (channel != null && underWay == null) {
      channel.finish();
    }
  }

  /** Ends the connection with a reset. */
  void reset() {
    if (channel != null) {
      channel.reset();
    }
  }

  /** Neither reads nor tells anything any more. */
  void silence() {
    silent = true;
    if (channel != null) {
      channel.silence();
    }
    if (underWay != null) {
      underWay.bytes().release();
      underWay = null;
    }
  }
}
