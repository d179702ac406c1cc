package im.stress.config;

import java.time.Duration;

/**
 * {@code im.message}: the message loop of one user.
 *
 * @param interval time between the due times of two messages of a user, or its mean; zero = no
 *     messages
 * @param arrivals how the due times of a user follow each other
 * @param sizeBytes length of a message's content, marker included; at least the marker's length
 * @param ackTimeout an acknowledgement later than this counts as {@code unacked}
 * @param contacts whom a user writes to
 * @param ledgerWindow messages from one user to another that can be told apart at a time; 0 =
 *     derived, see {@link LedgerWindow}
 */
public record MessageSettings(
    Duration interval,
    Arrivals arrivals,
    int sizeBytes,
    Duration ackTimeout,
    Contacts contacts,
    int ledgerWindow) {

  /** How the due times of a user follow each other. */
  public enum Arrivals {
    /** One interval after the other; the users are spread over the interval. */
    UNIFORM,
    /** At random, with gaps of an exponential distribution whose mean is the interval. */
    POISSON
  }

  /** Whether users write messages at all. */
  public boolean enabled() {
    return !interval.isZero();
  }

  /**
   * Whom a user writes to.
   *
   * @param kind the shape of the contact graph
   * @param count how many contacts a user has ({@code FRIENDS} only, else 1)
   */
  public record Contacts(Kind kind, int count) {

    /** The shape of the contact graph. */
    public enum Kind {
      /** Users 0 and 1 write to each other, 2 and 3, and so on. */
      PAIR,
      /** User i writes to user i+1, the last one to the first. */
      RING,
      /** User i writes to users i+1 … i+count in turn. */
      FRIENDS
    }
  }
}
