package im.stress.user;

import im.stress.config.ReconnectSettings;
import im.stress.model.Counter;
import im.stress.model.Metric;

/**
 * Brings a user back who has lost the connection, as {@code im.reconnect} says. Belongs to the
 * user's event loop.
 */
final class Comeback extends WheelTimer {
  private final UserLoop loop;
  private final UserContext context;
  private final int user;
  private final Runnable connect;
  private int attempts;
  private long lostNanos;
  private boolean cutByStorm;

  /**
   * Nobody to be brought back yet.
   *
   * @param user its index
   * @param connect opens a new connection for it
   */
  Comeback(UserLoop loop, int user, Runnable connect) {
    this.loop = loop;
    this.context = loop.context;
    this.user = user;
    this.connect = connect;
  }

  /** The drill is about to cut the connection. */
  void cutByStorm() {
    cutByStorm = true;
  }

  /** The user was online and has lost the connection. */
  void lost(long now) {
    lostNanos = now;
    attempts = 0;
  }

  boolean isAllowed(long now) {
    ReconnectSettings reconnect = context.settings.reconnect();
    return reconnect.policy() != ReconnectSettings.Policy.OFF
        && attempts < reconnect.maxAttempts()
        && now < context.ending.untilNanos();
  }

  void schedule(long now) {
    long seed = context.settings.run().seed();
    long random = Phases.mix(seed ^ ((long) user << 32) ^ now);
    long wait = Backoff.nanos(context.settings.reconnect(), attempts, random);
    attempts++;
    loop.wheel.schedule(this, context.reconnectGate.reserve(now + wait, now));
  }

  /** The user is online again. */
  void succeeded(long now, long loginNanos) {
    attempts = 0;
    loop.measure.count(Counter.RECONNECTED);
    loop.measure.answered(Metric.RECONNECT, lostNanos, now);
    if (cutByStorm) {
      cutByStorm = false;
      context.measure.storm().back(now, loginNanos);
    }
  }

  @Override
  void fire(long due, long now) {
    if (now < context.ending.untilNanos()) {
      connect.run();
    }
  }
}
