package im.stress.user;

import im.stress.measure.ShardMeasure;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * When the users of a process stop talking, and how long they wait then for what is on its way.
 * Times are readings of {@link System#nanoTime()}. Safe on any thread.
 */
final class Ending {
  private final ShardMeasure measure;
  private final InFlight inFlight;
  private final long graceNanos;

  /** Event loops whose users may still send what was due before the end. */
  private final AtomicInteger talking = new AtomicInteger();

  /** Event loops whose users may still look for the last time. */
  private final AtomicInteger looking = new AtomicInteger();

  private volatile long untilNanos = Long.MAX_VALUE;
  private volatile long graceEndNanos = Long.MAX_VALUE;
  private volatile boolean interrupted;

  /** No end is planned yet. */
  Ending(ShardMeasure measure, InFlight inFlight, long graceNanos) {
    this.measure = measure;
    this.inFlight = inFlight;
    this.graceNanos = graceNanos;
  }

  /** All users talk until then; the grace period follows. */
  void until(long nanos) {
    untilNanos = nanos;
    measure.presence().until(nanos);
    graceEndNanos = nanos + graceNanos;
  }

  /** The end is now, if it isn't past. */
  void interrupt() {
    interrupted = true;
    if (System.nanoTime() < untilNanos) {
      until(System.nanoTime());
    }
  }

  /** Whether the run was asked to stop. */
  boolean interrupted() {
    return interrupted;
  }

  long untilNanos() {
    return untilNanos;
  }

  /** The users of one more event loop may talk. */
  void loopTalks() {
    talking.incrementAndGet();
    looking.incrementAndGet();
  }

  /** The users of one of these loops have sent all that they will. */
  void loopIsSilent() {
    talking.decrementAndGet();
  }

  /** The users of one of these loops have looked for the last time, or need not. */
  void loopHasLooked() {
    looking.decrementAndGet();
  }

  /** Whether a last look of any user may still show messages: each ends within its time. */
  boolean isLookedFor() {
    return looking.get() > 0;
  }

  /** Whether users who have stopped talking stay for what may still be sent, or arrive. */
  boolean isWaitedFor(long now) {
    return now < graceEndNanos && (talking.get() > 0 || inFlight.isAny());
  }
}
