package im.stress.user;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.HttpAnswer;
import im.stress.channel.RequestFailure;
import im.stress.channel.RequestListener;
import im.stress.model.Cause;
import im.stress.model.Counter;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolException;

/**
 * What becomes of the requests of HTTP of one user, on its own connection or beside it: counted,
 * and told to its session. Belongs to the user's event loop.
 */
final class Requests implements RequestListener {
  private final UserLoop loop;
  private final ImSession session;
  private final Owner owner;
  private boolean over;

  /** The user's side of its session. */
  interface Owner {
    /** Something came or failed, which the session is about to be told. */
    void happened(long now);

    /** What an answer is called that points to another place; empty where it doesn't. */
    void redirected(String words);

    /** Whether the answer to a login is waited for. */
    boolean isLoggingIn();

    /** An answer can't be read. */
    void unreadable(HttpAnswer answer, ProtocolException why);

    /** A request failed of a user who is online. */
    void failed(ConnectionEnd end, long now);

    /** The login can't go on. */
    void cut(ConnectionEnd end);
  }

  /** Of a session that has just begun. */
  Requests(UserLoop loop, ImSession session, Owner owner) {
    this.loop = loop;
    this.session = session;
    this.owner = owner;
  }

  /** A request is about to be made. */
  void making() {
    loop.measure.count(Counter.REQUESTS);
  }

  /** The session is over: it is told nothing more. */
  void end() {
    over = true;
  }

  @Override
  public void answered(long tag, HttpAnswer answer) {
    if (over) {
      return;
    }
    owner.happened(System.nanoTime());
    loop.measure.count(Counter.REQUESTS_ANSWERED);
    loop.measure.count(Counter.REQUESTS_ANSWER_BYTES, answer.bytes());
    if (answer.isError()) {
      loop.measure.count(Counter.REQUESTS_ERROR_STATUS);
    }
    owner.redirected(answer.redirectWords());
    try {
      session.answered(tag, answer.status(), answer.body());
    } catch (ProtocolException e) {
      owner.unreadable(answer, e);
    }
  }

  @Override
  public void unanswered(long tag, RequestFailure failure, ConnectionEnd end) {
    if (countFailure(failure, end)) {
      session.unanswered(tag, words(end));
    }
  }

  @Override
  public void neverSent(long tag, RequestFailure failure, ConnectionEnd end) {
    if (countFailure(failure, end)) {
      session.unsent(tag, words(end));
    }
  }

  private String words(ConnectionEnd end) {
    return "request failed: " + loop.context.causes.bounded(end.cause());
  }

  /**
   * Counts it; whether the session is to hear of it: not when all is over, or a login ends with it.
   */
  private boolean countFailure(RequestFailure failure, ConnectionEnd end) {
    if (over) {
      return false;
    }
    long now = System.nanoTime();
    owner.happened(now);
    if (!Cause.CLOSED_BY_US.matches(end.cause())) {
      loop.measure.count(counter(failure));
      if (owner.isLoggingIn()) {
        owner.cut(end);
        return false;
      }
      owner.failed(end, now);
    }
    return true;
  }

  private static Counter counter(RequestFailure failure) {
    return switch (failure) {
      case CONNECT -> Counter.REQUESTS_FAILED_CONNECT;
      case WRITE -> Counter.REQUESTS_FAILED_WRITE;
      case READ -> Counter.REQUESTS_FAILED_READ;
      case TIMEOUT -> Counter.REQUESTS_FAILED_TIMEOUT;
    };
  }

  @Override
  public void sentAgain() {
    loop.measure.count(Counter.REQUESTS_SENT_AGAIN);
  }

  /** What nobody asked for is told as a frame that can't be read; an end is told by its number. */
  @Override
  public void lostBetweenRequests(ConnectionEnd end) {
    loop.measure.count(between(end));
  }

  private static Counter between(ConnectionEnd end) {
    if (Cause.CLOSED_BY_SERVER.matches(end.cause())) {
      return Counter.CLOSES_UNANNOUNCED;
    }
    return Cause.RESET.matches(end.cause())
        ? Counter.RESETS_BETWEEN_REQUESTS
        : Counter.FRAMES_MALFORMED;
  }
}
