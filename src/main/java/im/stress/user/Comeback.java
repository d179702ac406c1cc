package im.stress.user;

import im.stress.config.ReconnectSettings;
import im.stress.model.Counter;
import im.stress.model.Metric;

/**
 * Brings a user back who has lost the connection, as {@code im.reconnect} says. Belongs to the
 * user's event loop.
 */
final class Comeback extends WheelTimer {
  private final Population population;
  private final UserLoop loop;
  private final ImUser user;
  private int attempts;
  private long lostNanos;
  private boolean cutByStorm;

  Comeback(Population population, UserLoop loop, ImUser user) {
    this.population = population;
    this.loop = loop;
    this.user = user;
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
    ReconnectSettings reconnect = population.settings().reconnect();
    return reconnect.policy() != ReconnectSettings.Policy.OFF
        && attempts < reconnect.maxAttempts()
        && now < population.untilNanos();
  }

  void schedule(long now) {
    long seed = population.settings().run().seed();
    long random = Phases.mix(seed ^ ((long) user.index() << 32) ^ now);
    long wait = Backoff.nanos(population.settings().reconnect(), attempts, random);
    attempts++;
    loop.wheel.schedule(this, population.reconnectGate().reserve(now + wait, now));
  }

  /** The user is online again. */
  void succeeded(long now, long loginNanos) {
    attempts = 0;
    loop.measure.count(Counter.RECONNECTED);
    loop.measure.answered(Metric.RECONNECT, lostNanos, now);
    if (cutByStorm) {
      cutByStorm = false;
      population.measure().storm().back(now, loginNanos);
    }
  }

  @Override
  void fire(long due, long now) {
    if (now < population.untilNanos()) {
      user.open();
    }
  }
}
