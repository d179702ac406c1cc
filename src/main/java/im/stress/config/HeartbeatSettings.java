package im.stress.config;

import java.time.Duration;

/**
 * {@code im.heartbeat}: the heartbeat loop of one user.
 *
 * @param interval time between the due times of two heartbeats; zero = none
 * @param timeout an answer later than this counts as {@code missed}
 * @param maxMissed so many missed in a row end the connection as {@code half-open}; 0 = never
 */
public record HeartbeatSettings(Duration interval, Duration timeout, int maxMissed) {

  /** No heartbeats. */
  public static final HeartbeatSettings NONE =
      new HeartbeatSettings(Duration.ZERO, Duration.ZERO, 0);

  /** The same at another interval, zero for no heartbeats; the name stands first in the error. */
  public HeartbeatSettings withInterval(String name, Duration other) {
    Duration checked = Times.ofMillis(Setting.of(name, Times.text(other)));
    return new HeartbeatSettings(checked, timeout, maxMissed);
  }

  /** Whether heartbeats are sent at all. */
  public boolean enabled() {
    return !interval.isZero();
  }
}
