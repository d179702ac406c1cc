package im.stress.config;

import java.time.Duration;

/**
 * {@code im.storm}: a drill that cuts many connections at once.
 *
 * @param at when to cut, from the start of the ramp; zero = no drill
 * @param percent share of the online connections to cut, more than 0 up to 100
 * @param how the way in which a connection is cut
 */
public record StormSettings(Duration at, double percent, Cut how) {

  /** Whether the drill takes place. */
  public boolean enabled() {
    return !at.isZero();
  }

  /** The way in which a connection is cut. */
  public enum Cut {
    /** An orderly close of the protocol. */
    CLOSE,
    /** A TCP reset. */
    RESET,
    /** The old connection is left open and silent, as if the network had gone. */
    SILENCE
  }
}
