package im.stress.run;

import im.stress.text.IoErrors;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Has the summary of a run written again and again while it is on. For one thread. */
final class RunningSummary {
  private final RunParts.SoFar summary;
  private final Clock clock;
  private final Duration interval;
  private final RunListener listener;
  private Instant next;
  private boolean told;

  /**
   * Begins now.
   *
   * @param interval zero = never
   * @param listener told once when it can't be written
   */
  RunningSummary(RunParts.SoFar summary, Clock clock, Duration interval, RunListener listener) {
    this.summary = summary;
    this.clock = clock;
    this.interval = interval;
    this.listener = listener;
    this.next = clock.instant().plus(interval);
  }

  /** Writes it when it is time to. A failure is no reason to end a run. */
  void tick() {
    Instant now = clock.instant();
    if (interval.isZero() || now.isBefore(next)) {
      return;
    }
    next = now.plus(interval);
    try {
      summary.write(now);
    } catch (IOException e) {
      tellOnce(IoErrors.reason(e));
    } catch (RuntimeException e) {
      tellOnce(e.toString());
    }
  }

  private void tellOnce(String reason) {
    if (!told) {
      told = true;
      listener.note("summary.json can't be written while the run is on: %s".formatted(reason));
    }
  }
}
