package im.stress.user;

import im.stress.channel.Connection;
import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.channel.FrameKind;
import im.stress.config.StormSettings;
import im.stress.model.Cause;
import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.Metric;
import im.stress.protocol.Chat;
import im.stress.protocol.GroupChat;
import im.stress.protocol.ImLink;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.Traits.HeartbeatKind;
import io.netty.buffer.ByteBuf;
import java.util.Locale;

/**
 * One connection of one user, from the first attempt to its end, and the session on it. Belongs to
 * the user's event loop.
 */
final class Link implements ConnectionListener, ImLink {
  private final Population population;
  private final UserLoop loop;
  private final ImUser user;
  private final long startNanos = System.nanoTime();
  private final Evidence evidence = new Evidence(startNanos);
  private Connection connection;
  private ImSession session;
  private Death.Phase phase = Death.Phase.CONNECT;
  private long loginNanos;

  /** When the event began that the session is dealing with. */
  private long eventNanos;

  private boolean over;
  private String kickReason;

  Link(Population population, UserLoop loop, ImUser user) {
    this.population = population;
    this.loop = loop;
    this.user = user;
  }

  void open() {
    loop.measure.count(Counter.CONNECTS_ATTEMPTED);
    population.measure().storm().connecting(startNanos);
    population.access().connector().connect(user.index(), loop.eventLoop, this);
  }

  @Override
  public void opened(Connection opened) {
    if (over) {
      opened.reset();
      return;
    }
    eventNanos = System.nanoTime();
    connection = opened;
    loop.measure.count(Counter.CONNECTS_OPENED);
    loop.measure.answered(Metric.CONNECT, startNanos, eventNanos);
    user.opened();
    phase = Death.Phase.LOGIN;
    loginNanos = eventNanos;
    loop.measure.count(Counter.LOGINS_ATTEMPTED);
    user.loops().deadlines().arm(loginDeadlineNanos());
    session = population.access().protocol().open(user.values(), this);
    session.opened();
  }

  /** When an unanswered login is given up; {@link Long#MAX_VALUE} = no login is waiting. */
  long loginDeadlineNanos() {
    return phase == Death.Phase.LOGIN
        ? loginNanos + population.settings().login().timeout().toNanos()
        : Long.MAX_VALUE;
  }

  /** Whether the server has left too much unread for another message to be sent. */
  boolean congested() {
    return connection.queuedBytes() > population.settings().connection().maxQueuedBytes();
  }

  void chat(Chat message) {
    session.chat(message);
  }

  void joinGroup(int group) {
    session.joinGroup(group);
  }

  void groupChat(GroupChat message) {
    session.groupChat(message);
  }

  void heartbeat(long sequence) {
    if (population.traits().heartbeatKind() == HeartbeatKind.PING_FRAME) {
      evidence.sent(System.nanoTime());
      connection.ping(sequence);
    } else {
      session.heartbeat(sequence);
    }
  }

  void close() {
    session.closing();
    connection.close();
  }

  @Override
  public ByteBuf newMessage() {
    return connection.newMessage();
  }

  @Override
  public void send(ByteBuf message, FrameKind kind) {
    evidence.sent(System.nanoTime());
    connection.send(message, kind);
  }

  @Override
  public void received(ByteBuf frame) {
    if (over) {
      return;
    }
    eventNanos = System.nanoTime();
    evidence.received(eventNanos);
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
    population.measure().samples().unreadable(user.index(), end.detail());
    boolean lostItsPlace =
        population.access().protocol().framing().isStream() && !failure.isWellFormed();
    if (phase == Death.Phase.LOGIN || lostItsPlace) {
      cut(end);
    }
  }

  @Override
  public void ponged(long sequence) {
    if (!over) {
      eventNanos = System.nanoTime();
      evidence.received(eventNanos);
      if (population.traits().heartbeatKind() == HeartbeatKind.PING_FRAME) {
        heartbeatAnswered(sequence);
      } else {
        loop.measure.count(Counter.FRAMES_UNEXPECTED);
      }
    }
  }

  @Override
  public void loggedIn() {
    if (phase != Death.Phase.LOGIN) {
      loop.measure.count(Counter.FRAMES_UNEXPECTED);
      return;
    }
    phase = Death.Phase.ONLINE;
    loop.measure.count(Counter.LOGINS_ACCEPTED);
    loop.measure.answered(Metric.LOGIN, loginNanos, eventNanos);
    user.loggedIn(eventNanos, eventNanos - loginNanos);
  }

  @Override
  public void loginRefused(int code, String words) {
    if (phase != Death.Phase.LOGIN) {
      loop.measure.count(Counter.FRAMES_UNEXPECTED);
      return;
    }
    cut(
        new ConnectionEnd(
            Cause.LOGIN_REJECTED.key(),
            ConnectionEnd.NO_CODE,
            words,
            "login answered with code " + code));
  }

  @Override
  public void joinedGroup(int code) {
    user.loops().groups().joinAnswered(code);
  }

  @Override
  public void acked(int number, int code) {
    user.loops().messages().acks().answered(number, code, eventNanos);
  }

  @Override
  public void ackedOldest(int code) {
    user.loops().messages().acks().answeredOldest(code, eventNanos);
  }

  @Override
  public void ackedUpTo(int number) {
    user.loops().messages().acks().answeredUpTo(number, eventNanos);
  }

  @Override
  public void pushed(CharSequence content) {
    Arrivals.arrived(population, loop, user.index(), content, eventNanos);
  }

  @Override
  public void heartbeatAnswered(long sequence) {
    user.loops().heartbeats().answered(sequence, eventNanos);
  }

  @Override
  public void kicked(String words) {
    kickReason = words;
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
  void cut(ConnectionEnd cause) {
    if (!over) {
      over(cause);
      connection.reset();
    }
  }

  /** The run is over; a connection that is still being made is no death, and counted apart. */
  void abandon() {
    if (!over) {
      isOver();
      if (phase == Death.Phase.CONNECT) {
        loop.measure.count(Counter.CONNECTS_UNFINISHED);
      }
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
      session.closed();
    }
  }

  private void over(ConnectionEnd seen) {
    isOver();
    long now = System.nanoTime();
    ConnectionEnd end = loop.watch.judged(seen, waitingSince(), now);
    if (!user.isLeaving()) {
      recordDeath(end, now);
    }
    user.ended(phase, end, now);
  }

  /** Since when the server has owed us the answer that takes the user to the next phase. */
  private long waitingSince() {
    return switch (phase) {
      case CONNECT -> startNanos;
      case LOGIN -> loginNanos;
      case ONLINE -> Long.MAX_VALUE;
    };
  }

  private void recordDeath(ConnectionEnd end, long now) {
    loop.measure.count(Counter.CONNECTIONS_LOST);
    String cause = population.causes().bounded(end.cause());
    loop.measure.connectionLost(phase.toString(), cause);
    if (Cause.STORM.matches(end.cause())) {
      population.measure().storm().cut();
    } else {
      population.measure().storm().died();
    }
    if (Cause.FRAME_TOO_LARGE.matches(end.cause())) {
      loop.measure.count(Counter.FRAMES_OVERSIZED);
    }
    if (phase == Death.Phase.CONNECT) {
      loop.measure.count(Counter.CONNECTS_FAILED);
      loop.measure.failed(Metric.CONNECT, startNanos, now, cause);
    } else if (phase == Death.Phase.LOGIN) {
      loop.measure.failed(Metric.LOGIN, loginNanos, now, cause);
    }
    population.measure().died(evidence.death(population, user, phase, end, now));
  }
}
