package im.stress.user;

import im.stress.channel.Connection;
import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.channel.Endpoint;
import im.stress.channel.FrameKind;
import im.stress.channel.HttpAnswer;
import im.stress.channel.HttpOrigin;
import im.stress.channel.RequestFailure;
import im.stress.config.StormSettings;
import im.stress.model.Cause;
import im.stress.model.Counter;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.Traits.HeartbeatKind;
import im.stress.protocol.UserValues;
import io.netty.buffer.ByteBuf;
import java.util.Locale;

/**
 * One connection of one user, from the first attempt to its end, and the session on it. Belongs to
 * the user's event loop.
 */
final class Link extends Incoming implements ConnectionListener, Requests.Owner {
  private final UserContext context;
  private final UserValues user;
  private final Owner owner;
  private final LinkMeasure measure;
  private Endpoint endpoint = Endpoint.OF_URL;
  private Connection connection;
  private ImSession session;
  private Requests requests;
  private boolean leaving;
  private boolean over;
  private String kickReason;

  /** Hears how far a connection has come. */
  interface Owner {
    /** The handshake is complete, and the login begins. */
    void opened();

    /** The user is online; the login took {@code loginNanos}. */
    void loggedIn(long now, long loginNanos);

    /** The connection is over, for whatever reason but {@link #abandon}; told once. */
    void ended(ConnectionEnd end, long now);
  }

  Link(UserLoop loop, UserValues user, Loops loops, Owner owner) {
    super(loop, loops);
    this.context = loop.context;
    this.user = user;
    this.owner = owner;
    this.measure = new LinkMeasure(loop);
  }

  void open() {
    try {
      endpoint = context.access.protocol().endpoint(user);
    } catch (IllegalArgumentException e) {
      ConnectionEnd end = ConnectionEnd.of(Cause.CODEC, e.getMessage());
      loop.eventLoop.execute(() -> ended(end));
      return;
    }
    context.access.connector().connect(user.index(), endpoint, loop.eventLoop, this);
  }

  @Override
  public void secured(long startNanos, long endNanos) {
    if (!over) {
      measure.secured(startNanos, endNanos);
    }
  }

  @Override
  public void compressionRefused() {
    loop.measure.count(Counter.CONNECTS_UNCOMPRESSED);
  }

  @Override
  public void bytesReceived(int bytes) {
    loop.measure.count(Counter.BYTES_RECEIVED, bytes);
  }

  @Override
  public void bytesSent(int bytes) {
    loop.measure.count(Counter.BYTES_SENT, bytes);
  }

  @Override
  public void opened(Connection opened) {
    if (over) {
      opened.reset();
      return;
    }
    eventNanos = System.nanoTime();
    connection = opened;
    measure.opened(eventNanos);
    owner.opened();
    loops.deadlines.arm(loginDeadlineNanos());
    session = context.access.protocol().open(user, this);
    requests = new Requests(loop, session, this);
    loops.user.use(connection, session, measure);
    session.opened();
  }

  /** When an unanswered login is given up; {@link Long#MAX_VALUE} = no login is waiting. */
  private long loginDeadlineNanos() {
    return measure.isLoggingIn()
        ? measure.loginNanos() + context.settings.login().timeout().toNanos()
        : Long.MAX_VALUE;
  }

  /**
   * Gives up what was not answered in time, be it the connection.
   *
   * @return when the next answer is too late; {@link Long#MAX_VALUE} = none is waited for
   */
  long expire(long now) {
    if (loginDeadlineNanos() <= now) {
      cut(ConnectionEnd.of(Cause.LOGIN_TIMEOUT, "no answer to the login in time"));
      return Long.MAX_VALUE;
    }
    loops.expire(now);
    if (loops.heartbeats().isPeerDead()) {
      cut(loops.heartbeats().halfOpen());
    }
    return Math.min(loginDeadlineNanos(), loops.nextDeadlineNanos());
  }

  /** Closes the connection in order: its end is no death. */
  void close() {
    leaving = true;
    session.closing();
    connection.close();
  }

  @Override
  public ByteBuf newMessage() {
    return connection.newMessage();
  }

  @Override
  public void send(ByteBuf message, FrameKind kind) {
    measure.sent(System.nanoTime());
    connection.send(message, kind);
  }

  @Override
  public void request(ByteBuf request, long tag) {
    requests.making();
    measure.sent(System.nanoTime());
    connection.request(request, tag);
  }

  @Override
  public void request(HttpOrigin server, ByteBuf request, long tag) {
    requests.making();
    loop.lane.request(server, request, tag, requests);
  }

  @Override
  public void answered(long tag, HttpAnswer answer) {
    if (!over) {
      measure.received(System.nanoTime());
      requests.answered(tag, answer);
    }
  }

  @Override
  public void unanswered(long tag, RequestFailure failure, ConnectionEnd end) {
    if (!over) {
      requests.unanswered(tag, failure, end);
    }
  }

  @Override
  public void neverSent(long tag, RequestFailure failure, ConnectionEnd end) {
    if (!over) {
      requests.neverSent(tag, failure, end);
    }
  }

  @Override
  public void sentAgain() {
    if (!over) {
      requests.sentAgain();
    }
  }

  @Override
  public void lostBetweenRequests(ConnectionEnd end) {
    if (!over) {
      requests.lostBetweenRequests(end);
    }
  }

  @Override
  public void happened(long now) {
    eventNanos = now;
  }

  @Override
  public void redirected(String words) {
    redirect = words;
  }

  @Override
  public boolean isLoggingIn() {
    return measure.isLoggingIn();
  }

  @Override
  public void unreadable(HttpAnswer answer, ProtocolException why) {
    unreadable(answer.body(), why);
  }

  @Override
  public void failed(ConnectionEnd end, long now) {
    long since = now - context.settings.connection().http().timeout().toNanos();
    measure.requestFailed(user, loop.watch.judged(end, since, now), now);
  }

  @Override
  public void received(ByteBuf frame) {
    if (over) {
      return;
    }
    eventNanos = System.nanoTime();
    measure.received(eventNanos);
    try {
      session.frame(frame);
    } catch (ProtocolException e) {
      unreadable(frame, e);
    }
  }

  /** Nothing can be read of a stream after an error in it. */
  private void unreadable(ByteBuf frame, ProtocolException failure) {
    loop.measure.count(Counter.FRAMES_MALFORMED);
    ConnectionEnd end =
        ConnectionEnd.unreadable(failure.getMessage() + " at offset " + failure.offset(), frame);
    context.measure.samples().unreadable(user.index(), end.detail());
    boolean lostItsPlace =
        context.access.protocol().framing().isStream() && !failure.isWellFormed();
    if (measure.isLoggingIn() || lostItsPlace) {
      cut(end);
    }
  }

  @Override
  public void ponged(long sequence) {
    if (!over) {
      eventNanos = System.nanoTime();
      measure.received(eventNanos);
      if (context.traits.heartbeatKind() == HeartbeatKind.PING_FRAME) {
        heartbeatAnswered(sequence);
      } else {
        loop.measure.count(Counter.FRAMES_UNEXPECTED);
      }
    }
  }

  @Override
  public void loggedIn() {
    if (measure.isLoggingIn()) {
      measure.loggedIn(eventNanos);
      owner.loggedIn(eventNanos, eventNanos - measure.loginNanos());
    } else {
      loop.measure.count(Counter.FRAMES_UNEXPECTED);
    }
  }

  @Override
  public void loginRefused(int code, String words) {
    if (measure.isLoggingIn()) {
      String detail =
          "login answered with code " + code + (redirect.isEmpty() ? "" : ", " + redirect);
      cut(new ConnectionEnd(Cause.LOGIN_REJECTED.key(), ConnectionEnd.NO_CODE, words, detail));
    } else {
      loop.measure.count(Counter.FRAMES_UNEXPECTED);
    }
  }

  @Override
  public void kicked(String words) {
    kickReason = words;
  }

  @Override
  public int[] contacts() {
    return context.ledgers.around(user.index());
  }

  @Override
  public void fail(String words) {
    ConnectionEnd end = ConnectionEnd.of(Cause.CODEC, words);
    cut(kickReason == null ? end : kicked(end));
  }

  /** The drill ends this connection, in its own way. */
  void storm(StormSettings.Cut how) {
    String cause = Cause.STORM.with(how.name().toLowerCase(Locale.ROOT));
    over(ConnectionEnd.ofMember(cause, "cut by im.storm"));
    switch (how) {
      case CLOSE -> connection.close();
      case RESET -> connection.reset();
      case SILENCE -> connection.silence();
    }
  }

  /** Ends the connection from our side, with this as the cause of its death. */
  @Override
  public void cut(ConnectionEnd cause) {
    if (!over) {
      over(cause);
      connection.reset();
    }
  }

  /** The run is over; a connection that is still being made is no death, and counted apart. */
  void abandon() {
    if (!over) {
      isOver();
      measure.abandoned();
      if (connection != null) {
        connection.reset();
      }
    }
  }

  @Override
  public void ended(ConnectionEnd end) {
    if (!over) {
      over(kickReason == null ? end : kicked(end));
    }
  }

  private ConnectionEnd kicked(ConnectionEnd end) {
    return new ConnectionEnd(Cause.KICKED.key(), end.code(), kickReason, end.detail());
  }

  private void isOver() {
    over = true;
    if (session != null) {
      requests.end();
      session.closed();
    }
  }

  private void over(ConnectionEnd seen) {
    isOver();
    long now = System.nanoTime();
    ConnectionEnd end = loop.watch.judged(seen, measure.waitingSince(), now);
    if (!leaving) {
      measure.died(user, endpoint, end, now);
    }
    owner.ended(end, now);
  }
}
