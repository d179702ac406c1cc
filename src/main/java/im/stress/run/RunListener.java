package im.stress.run;

import im.stress.config.StressSettings;
import java.time.Duration;
import java.time.Instant;

/** Hears how a run goes; called on the thread that runs it. Does nothing unless overridden. */
public interface RunListener {

  /**
   * A run with these settings may begin. May be called more than once for a run, and again for the
   * next.
   *
   * @throws CommandException when it can't be listened to as its settings ask; nothing is run then
   */
  default void planned(StressSettings settings) throws CommandException {}

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

  /** The run is over and its report is there. */
  default void ended(RunResult result) {}
}
