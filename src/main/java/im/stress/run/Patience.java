package im.stress.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/**
 * Tries again what a target that still starts may refuse.
 *
 * @param limit when it should have started; what is tried, is tried once at least
 */
record Patience(Clock clock, Interrupts interrupts, Instant limit) {
  /** Soon enough to lose little time of a pause, and no load for a server that starts. */
  private static final Duration RETRY = Duration.ofMillis(500);

  /**
   * The result of {@code work}, tried again for as long as the target is out of reach.
   *
   * @throws Exception whatever the work throws at last
   */
  <T> T reach(Callable<T> work) throws Exception {
    while (true) {
      try {
        return work.call();
      } catch (CommandException e) {
        if (e.exitCode() != ExitCode.UNREACHABLE
            || interrupts.isAsked()
            || !clock.instant().isBefore(limit)) {
          throw e;
        }
      }
      Waiting.isDoneWithin(interrupts.asked(), RETRY);
    }
  }
}
