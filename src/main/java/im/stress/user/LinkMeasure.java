package im.stress.user;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.Endpoint;
import im.stress.model.Cause;
import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.Metric;
import im.stress.protocol.UserValues;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is measured of one connection: how far it came, when something last came and went, of what
 * it died. Belongs to the user's event loop.
 */
final class LinkMeasure {
  private final UserLoop loop;
  private final UserContext context;
  private final long startNanos = System.nanoTime();
  private Death.Phase phase = Death.Phase.CONNECT;
  private long loginNanos;
  private long receivedNanos;
  private long sentNanos;
  private boolean received;
  private boolean sent;

  /** The attempt to connect begins. */
  LinkMeasure(UserLoop loop) {
    this.loop = loop;
    this.context = loop.context;
    loop.measure.count(Counter.CONNECTS_ATTEMPTED);
    context.measure.storm().connecting(startNanos);
  }

  /** The TLS handshake is complete, which began when TCP was connected. */
  void secured(long startNanos, long now) {
    loop.measure.answered(Metric.TLS, startNanos, now);
  }

  /** The connection is there, and the login begins. */
  void opened(long now) {
    loop.measure.count(Counter.CONNECTS_OPENED);
    loop.measure.answered(Metric.CONNECT, startNanos, now);
    phase = Death.Phase.LOGIN;
    loginNanos = now;
    loop.measure.count(Counter.LOGINS_ATTEMPTED);
  }

  boolean isLoggingIn() {
    return phase == Death.Phase.LOGIN;
  }

  /** When the login began. */
  long loginNanos() {
    return loginNanos;
  }

  void loggedIn(long now) {
    phase = Death.Phase.ONLINE;
    loop.measure.count(Counter.LOGINS_ACCEPTED);
    loop.measure.answered(Metric.LOGIN, loginNanos, now);
  }

  void received(long now) {
    received = true;
    receivedNanos = now;
  }

  void sent(long now) {
    sent = true;
    sentNanos = now;
  }

  /** Since when the server has owed us the answer that takes the user to the next phase. */
  long waitingSince() {
    return switch (phase) {
      case CONNECT -> startNanos;
      case LOGIN -> loginNanos;
      case ONLINE, REQUEST -> Long.MAX_VALUE;
    };
  }

  /** Nobody waits for the connection any more: no death, and counted apart. */
  void abandoned() {
    if (phase == Death.Phase.CONNECT) {
      loop.measure.count(Counter.CONNECTS_UNFINISHED);
    }
  }

  /**
   * The user has lost the connection, or didn't get it.
   *
   * @param endpoint what it had asked for, and nobody is told
   */
  void died(UserValues user, Endpoint endpoint, ConnectionEnd end, long now) {
    loop.measure.count(Counter.CONNECTIONS_LOST);
    String cause = context.causes.bounded(end.cause());
    loop.measure.connectionLost(phase.toString(), cause);
    if (Cause.STORM.matches(end.cause())) {
      context.measure.storm().cut();
    } else {
      context.measure.storm().died();
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
    context.measure.died(death(user, phase, secretsOf(user, endpoint), end, now));
  }

  /** A request of a user who is online has failed, which loses nobody. */
  void requestFailed(UserValues user, ConnectionEnd end, long now) {
    context.measure.died(death(user, Death.Phase.REQUEST, List.of(user.token()), end, now));
  }

  private static List<String> secretsOf(UserValues user, Endpoint endpoint) {
    return Stream.concat(Stream.of(user.token()), endpoint.values()).toList();
  }

  private Death death(
      UserValues user, Death.Phase how, List<String> secrets, ConnectionEnd end, long now) {
    String reason = context.secrets.masked(end.reason(), user.index(), secrets);
    return new Death(
        context.measure.clock().epochMillis(now),
        user.uid(),
        new Death.Kind(how, end.cause(), end.code(), reason),
        millis(now - startNanos),
        received ? millis(now - receivedNanos) : -1,
        sent ? millis(now - sentNanos) : -1,
        context.secrets.masked(end.detail(), user.index(), secrets));
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }
}
