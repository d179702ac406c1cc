package im.stress.transport.http;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.HttpAnswer;
import im.stress.channel.RequestFailure;
import im.stress.channel.RequestListener;
import im.stress.model.Cause;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests one after the other, over a connection that is kept where the server keeps it, or
 * over one for each. Belongs to its event loop.
 */
final class HttpLine implements HttpChannel.Owner {
  /**
   * A server that closes after each answer does so at once; one that closes later has found nobody
   * talking. The chat room with a pool of threads takes less than 1 ms.
   */
  private static final long CLOSES_AT_ONCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Pool pool;
  private Habit habit = Habit.UNKNOWN;
  private HttpChannel channel;
  private PendingRequest underWay;
  private boolean sent;
  private RequestListener lastListener;
  private long answeredNanos;

  /** Whether the connection has had a request before. */
  private boolean reused;

  private boolean silent;

  /** What the server does with a connection after an answer that doesn't say. */
  private enum Habit {
    UNKNOWN,
    KEEPS,
    CLOSES
  }

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

  /** Bytes of requests that have not reached the operating system. */
  long unsentBytes() {
    if (underWay != null && !sent) {
      return underWay.bytes().readableBytes();
    }
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
      send();
    }
  }

  private void send() {
    sent = true;
    lastListener = underWay.listener();
    channel.send(underWay.bytes().retainedDuplicate());
  }

  @Override
  public void connected(HttpChannel which) {
    if (underWay != null) {
      send();
    } else {
      pool.connected();
    }
  }

  @Override
  public void answered(HttpChannel which, HttpAnswer answer, boolean kept) {
    if (silent) {
      return;
    }
    PendingRequest done = underWay;
    underWay = null;
    answeredNanos = System.nanoTime();
    part(which, kept && pool.keepsAlive());
    done.answered(answer);
    pool.settled();
    advance();
  }

  /** The connection is kept for the next request, or left by both sides. */
  private void part(HttpChannel which, boolean kept) {
    if (!kept) {
      channel = null;
      which.finish();
    } else if (habit == Habit.CLOSES) {
      channel = null;
      which.awaitClose();
    } else if (reused) {
      habit = Habit.KEEPS;
    }
    reused = true;
  }

  @Override
  public void over(HttpChannel which, ConnectionEnd end) {
    if (silent) {
      return;
    }
    if (which != channel) {
      // It was waited for in vain: one close after an answer was no habit.
      habit = habit == Habit.CLOSES && which.wasStillOpen() ? Habit.KEEPS : habit;
      tellLost(end);
      return;
    }
    channel = null;
    if (underWay != null && isFirstCrossing(which, end)) {
      habit = Habit.CLOSES;
      tellLost(end);
      open();
    } else if (underWay != null) {
      fail(which.failure(), end);
    } else if (!which.isConnected()) {
      pool.notConnected(end);
    } else {
      learn();
      tellLost(end);
    }
    pool.settled();
    advance();
  }

  /**
   * Whether the request met the close of a server of which nobody knew that it closes after each
   * answer: it is sent again, over the next connection, and no other ever is. Nothing came of it,
   * and it was the first that a connection was kept for.
   */
  private boolean isFirstCrossing(HttpChannel which, ConnectionEnd end) {
    return habit == Habit.UNKNOWN
        && sent
        && reused
        && which.isUnheard()
        && (Cause.CLOSED_BY_SERVER.matches(end.cause()) || Cause.RESET.matches(end.cause()));
  }

  private void learn() {
    if (habit == Habit.UNKNOWN && System.nanoTime() - answeredNanos < CLOSES_AT_ONCE_NANOS) {
      habit = Habit.CLOSES;
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
