package im.stress.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Waits for a while, and tells how long is left.
 *
 * @param clock of this machine
 * @param interrupts end the waiting
 * @param tick time from one telling to the next
 */
record Countdown(Clock clock, Interrupts interrupts, Duration tick) {

  /** Blocks for so long, or until the user asks to stop. */
  void await(Duration time, Consumer<Duration> left) throws InterruptedException {
    Instant end = clock.instant().plus(time);
    for (Duration rest = time;
        rest.compareTo(Duration.ZERO) > 0 && !interrupts.isAsked();
        rest = Duration.between(clock.instant(), end)) {
      left.accept(rest);
      Waiting.isDoneWithin(interrupts.asked(), rest.compareTo(tick) < 0 ? rest : tick);
    }
  }
}
