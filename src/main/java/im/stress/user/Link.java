package im.stress.user;

import im.stress.codec.CodecException;
import im.stress.codec.Inbound;
import im.stress.codec.Outbound;
import im.stress.config.StormSettings;
import im.stress.model.Cause;
import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.Metric;
import im.stress.transport.Connection;
import im.stress.transport.ConnectionEnd;
import im.stress.transport.ConnectionListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Locale;

/**
 * One connection of one user, from the first attempt to its end; keeps the evidence for its death.
 * Belongs to the user's event loop.
 */
final class Link implements ConnectionListener {
  /** Room for a chat message of the default size; buffers grow where that is too little. */
  private static final int INITIAL_BUFFER_BYTES = 256;

  /** Enough of an unreadable frame to recognise it. */
  private static final int MAX_QUOTED_BYTES = 64;

  private final Population population;
  private final UserLoop loop;
  private final ImUser user;
  private final long startNanos = System.nanoTime();
  private Connection connection;
  private Death.Phase phase = Death.Phase.CONNECT;
  private long loginNanos;
  private long lastReceivedNanos;
  private long lastSentNanos;
  private boolean received;
  private boolean sent;
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
    population.connector().connect(user.index(), loop.eventLoop, this);
  }

  @Override
  public void opened(Connection opened) {
    if (over) {
      opened.reset();
      return;
    }
    long now = System.nanoTime();
    connection = opened;
    loop.measure.count(Counter.CONNECTS_OPENED);
    loop.measure.answered(Metric.CONNECT, startNanos, now);
    user.opened();
    phase = Death.Phase.LOGIN;
    loginNanos = now;
    loop.measure.count(Counter.LOGINS_ATTEMPTED);
    user.deadlines().arm(loginDeadlineNanos());
    send(new Outbound.Login(user.index()), now);
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

  void send(Outbound message, long now) {
    ByteBuf buffer = connection.allocator().buffer(INITIAL_BUFFER_BYTES);
    loop.codec.encode(message, buffer);
    sent(now);
    connection.send(buffer);
  }

  void ping(long sequence, long now) {
    sent(now);
    connection.ping(sequence);
  }

  private void sent(long now) {
    sent = true;
    lastSentNanos = now;
  }

  void close() {
    connection.close();
  }

  @Override
  public void received(ByteBuf frame) {
    if (over) {
      return;
    }
    long now = System.nanoTime();
    received = true;
    lastReceivedNanos = now;
    try {
      take(loop.codec.decode(frame), now);
    } catch (CodecException e) {
      unreadable(frame, e);
    }
  }

  private void take(Inbound message, long now) {
    if (message instanceof Inbound.Kick kick) {
      kickReason = kick.reason();
    } else if (phase == Death.Phase.LOGIN && message instanceof Inbound.LoginAck ack) {
      loginAnswered(ack, now);
    } else {
      user.received(message, now);
    }
  }

  private void loginAnswered(Inbound.LoginAck ack, long now) {
    if (ack.accepted()) {
      phase = Death.Phase.ONLINE;
      loop.measure.count(Counter.LOGINS_ACCEPTED);
      loop.measure.answered(Metric.LOGIN, loginNanos, now);
      user.loggedIn(now, now - loginNanos);
    } else {
      cut(
          new ConnectionEnd(
              Cause.LOGIN_REJECTED.key(),
              ConnectionEnd.NO_CODE,
              ack.reason(),
              "login answered with code " + ack.code()));
    }
  }

  private void unreadable(ByteBuf frame, CodecException failure) {
    loop.measure.count(Counter.FRAMES_MALFORMED);
    String quoted =
        ByteBufUtil.hexDump(
            frame, frame.readerIndex(), Math.min(frame.readableBytes(), MAX_QUOTED_BYTES));
    String detail =
        failure.getMessage() + " at offset " + failure.offset() + ", first bytes " + quoted;
    population.measure().samples().unreadable(user.index(), detail);
    if (phase == Death.Phase.LOGIN) {
      cut(ConnectionEnd.of(Cause.CODEC, detail));
    }
  }

  @Override
  public void ponged(long sequence) {
    if (!over) {
      long now = System.nanoTime();
      received = true;
      lastReceivedNanos = now;
      user.ponged(sequence, now);
    }
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
      over = true;
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

  private void over(ConnectionEnd seen) {
    over = true;
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
    population
        .measure()
        .died(
            new Death(
                population.measure().clock().epochMillis(now),
                population.settings().login().uid(user.index()),
                new Death.Kind(
                    phase, end.cause(), end.code(), population.secrets().masked(end.reason())),
                millis(now - startNanos),
                received ? millis(now - lastReceivedNanos) : -1,
                sent ? millis(now - lastSentNanos) : -1,
                population.secrets().masked(end.detail())));
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }
}
