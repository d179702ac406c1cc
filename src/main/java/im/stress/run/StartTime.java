package im.stress.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** Waits for the time at which several machines start together. */
final class StartTime {
  /**
   * Shards are started this much earlier: a JVM with Gatling in it needs 2 to 5 seconds before its
   * first user, more on a busy machine, and up to 5 by default for its warm-up. The shards
   * themselves hold the ramp back until the very second.
   */
  static final Duration LEAD = Duration.ofSeconds(15);

  /** Machines that start together are started by hand or by one script: minutes apart at most. */
  private static final Duration FARTHEST = Duration.ofHours(1);

  private static final Duration TICK = Duration.ofSeconds(1);

  private final Clock clock;
  private final Interrupts interrupts;
  private final RunListener listener;

  StartTime(Clock clock, Interrupts interrupts, RunListener listener) {
    this.clock = clock;
    this.interrupts = interrupts;
    this.listener = listener;
  }

  /**
   * Refuses a time that was a mistake, such as that of an earlier run.
   *
   * @throws CommandException when it has passed, or is more than an hour ahead
   */
  void check(OptionalLong startAtEpochSecond) throws CommandException {
    if (startAtEpochSecond.isPresent()) {
      long now = clock.instant().getEpochSecond();
      long left = startAtEpochSecond.getAsLong() - now;
      if (left < 0 || left > FARTHEST.toSeconds()) {
        throw CommandException.usage(
            ("START_AT: expected a time up to an hour ahead, got %d, which %s; on this machine now"
                    + " is %d (date +%%s)")
                .formatted(startAtEpochSecond.getAsLong(), distance(left), now));
      }
    }
  }

  private static String distance(long left) {
    return left < 0 ? "was %d s ago".formatted(-left) : "is %d s ahead".formatted(left);
  }

  /** Blocks until it is time to start the shards, or the user asks to stop. */
  void await(OptionalLong startAtEpochSecond) throws InterruptedException {
    if (startAtEpochSecond.isEmpty()) {
      return;
    }
    Instant start = Instant.ofEpochSecond(startAtEpochSecond.getAsLong());
    Duration late = Duration.between(start, clock.instant());
    if (!late.isNegative() && !late.isZero()) {
      listener.note("START_AT was " + late.toSeconds() + " s ago: this machine starts late, now");
      return;
    }
    countDown(start);
  }

  private void countDown(Instant start) throws InterruptedException {
    for (Instant now = clock.instant();
        now.isBefore(start.minus(LEAD)) && !interrupts.isAsked();
        now = clock.instant()) {
      Duration left = Duration.between(now, start);
      listener.waiting(start, left);
      Duration untilLead = left.minus(LEAD);
      Waiting.isDoneWithin(interrupts.asked(), untilLead.compareTo(TICK) < 0 ? untilLead : TICK);
    }
  }
}
