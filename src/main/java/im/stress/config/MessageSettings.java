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
    POISSON,
    /**
     * As soon as the last message is answered, refused or given up: a closed loop. The interval
     * says no more than whether there are messages.
     */
    CLOSED
  }

  /** The same at another interval, zero for no messages; the name stands first in the error. */
  public MessageSettings withInterval(String name, Duration other) {
    Duration checked = Times.ofMillis(Setting.of(name, Times.text(other)));
    return new MessageSettings(checked, arrivals, sizeBytes, ackTimeout, contacts, ledgerWindow);
  }

  /** The same without messages. */
  public MessageSettings off() {
    return withInterval("off", Duration.ZERO);
  }

  /** The same with due times that follow each other in another way. */
  public MessageSettings withArrivals(Arrivals other) {
    return new MessageSettings(interval, other, sizeBytes, ackTimeout, contacts, ledgerWindow);
  }

  /** The same with contents of another length; the name stands first in the error. */
  public MessageSettings withSize(String name, int bytes, ConnectionSettings connection) {
    int checked = MessageSize.of(Setting.of(name, Integer.toString(bytes)));
    MessageSize.fits(checked, connection, Setting.of(name, Integer.toString(bytes)));
    return new MessageSettings(interval, arrivals, checked, ackTimeout, contacts, ledgerWindow);
  }

  /** The same to other contacts. */
  public MessageSettings withContacts(Contacts other) {
    return new MessageSettings(interval, arrivals, sizeBytes, ackTimeout, other, ledgerWindow);
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

    /** Users 0 and 1 write to each other, 2 and 3, and so on. */
    public static Contacts pair() {
      return new Contacts(Kind.PAIR, 1);
    }

    /** User i writes to user i+1, the last one to the first. */
    public static Contacts ring() {
      return new Contacts(Kind.RING, 1);
    }

    /**
     * User i writes to users i+1 … i+count in turn.
     *
     * @throws SettingsException when there are none
     */
    public static Contacts friends(int count) {
      return ContactsParser.read(Setting.of("contacts", "friends(" + count + ")"));
    }

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
