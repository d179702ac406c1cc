package im.stress.run;

import java.time.Duration;
import java.time.Instant;

/** Hears how a run goes; called on the thread that runs it. Does nothing unless overridden. */
public interface RunListener {

  /** Something that the user should know, in one line. */
  default void note(String line) {}

  /** A gateway was tried before the run, in one line. */
  default void checked(String line) {}

  /**
   * Tokens are being made; called once a second, and when all are there.
   *
   * @param done tokens that were made or failed
   */
  default void tokens(int done, int users, int failed) {}

  /** {@code START_AT} is still to come; called once a second. */
  default void waiting(Instant start, Duration left) {}

  /** The processes are about to be started. */
  default void starting(RunStart run) {}

  /** Called once a second while there is load. */
  default void progress(RunProgress progress) {}

  /**
   * The users are being stopped before their time.
   *
   * @param reason in one line
   * @param limit how long it takes at most
   */
  default void stopping(String reason, Duration limit) {}
}
