package im.stress.config;

import java.time.Duration;

/**
 * {@code im.reconnect}: what a user does whose connection was lost.
 *
 * @param policy whether and how to wait before the next attempt
 * @param delay wait of {@code FIXED}; base of {@code EXPONENTIAL}, doubled with each attempt
 * @param maxDelay upper bound of the wait of {@code EXPONENTIAL}
 * @param maxAttempts attempts in a row before the user gives up, 1 or more
 * @param maxPerSecond reconnects a second of this process; 0 = no limit
 */
public record ReconnectSettings(
    Policy policy, Duration delay, Duration maxDelay, int maxAttempts, int maxPerSecond) {

  /** Whether and how to wait before the next attempt. */
  public enum Policy {
    /** A lost user stays lost. */
    OFF,
    /** The same wait each time. */
    FIXED,
    /** A random wait between 0 and a bound that doubles with each attempt ("full jitter"). */
    EXPONENTIAL
  }
}
