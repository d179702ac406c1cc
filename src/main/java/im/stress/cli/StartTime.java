package im.stress.cli;

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

  private static final Duration TICK = Duration.ofSeconds(1);

  private final Clock clock;
  private final Interrupts interrupts;
  private final Terminal terminal;

  StartTime(Clock clock, Interrupts interrupts, Terminal terminal) {
    this.clock = clock;
    this.interrupts = interrupts;
    this.terminal = terminal;
  }

  /** Blocks until it is time to start the shards, or the user asks to stop. */
  void await(OptionalLong startAtEpochSecond) throws InterruptedException {
    if (startAtEpochSecond.isEmpty()) {
      return;
    }
    Instant start = Instant.ofEpochSecond(startAtEpochSecond.getAsLong());
    Duration late = Duration.between(start, clock.instant());
    if (!late.isNegative() && !late.isZero()) {
      terminal
          .err()
          .println("START_AT was " + late.toSeconds() + " s ago: this machine starts late, now");
      return;
    }
    countDown(start);
  }

  private void countDown(Instant start) throws InterruptedException {
    if (!terminal.interactive() && clock.instant().isBefore(start.minus(LEAD))) {
      terminal.out().println("waiting for START_AT, " + start);
    }
    for (Instant now = clock.instant();
        now.isBefore(start.minus(LEAD)) && !interrupts.isAsked();
        now = clock.instant()) {
      Duration left = Duration.between(now, start);
      terminal.rewrite("ramp begins in " + TimeText.countdown(left));
      Duration untilLead = left.minus(LEAD);
      Waiting.isDoneWithin(interrupts.asked(), untilLead.compareTo(TICK) < 0 ? untilLead : TICK);
    }
    terminal.rewrite("");
  }
}
