package im.stress.protocol;

import im.stress.channel.Framing;

/**
 * A protocol of instant messaging, made once for a run from its settings. Immutable, safe on any
 * thread. A new one adds a package with an implementation, and a line where protocols are found.
 */
public interface ImProtocol {

  /** How messages are told apart on a connection. */
  Framing framing();

  /** What the protocol has and what it lacks. */
  Traits traits();

  /**
   * What one user says on one connection that has just opened. Called on the event loop of the
   * connection, as is everything that follows.
   *
   * @param link to write, and to report what was read
   */
  ImSession open(UserValues user, ImLink link);
}
