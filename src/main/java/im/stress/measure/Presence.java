package im.stress.measure;

import im.stress.model.TimeOnline;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who of this process is online, for how long all were, and for how long they should have been.
 * What happens after the planned end of the run changes neither of the two sums. Safe on any
 * thread; times are readings of {@link System#nanoTime()}.
 */
public final class Presence {
  private final long originNanos;
  private final List<LoopPresence> loops = new CopyOnWriteArrayList<>();
  private final AtomicInteger online = new AtomicInteger();
  private final AtomicInteger peakOnline = new AtomicInteger();
  private volatile Ramp ramp = new Ramp(0, 0, 0);
  private volatile long untilMicros = Long.MAX_VALUE;

  Presence(EpochClock clock) {
    this.originNanos = clock.originNanos();
  }

  /** How the users of this process are planned to come: evenly, within {@code micros}. */
  private record Ramp(int users, long startMicros, long micros) {
    /** Of all users but the first {@code begun}, those who should come before the end. */
    UserTime yetToCome(int begun, long endMicros) {
      UserTime missing = UserTime.NONE;
      for (int user = begun; user < users; user++) {
        long due = startMicros + micros * user / users;
        missing = due < endMicros ? missing.plusOne(due) : missing;
      }
      return missing;
    }
  }

  /** The ramp begins; a user who never comes is missed from its time in the ramp on. */
  public void plan(int users, long startNanos, long rampNanos) {
    ramp = new Ramp(users, micros(startNanos), rampNanos / 1_000);
  }

  /** When the run ends, as far as is known. */
  public void until(long nanos) {
    untilMicros = micros(nanos);
  }

  /** Users logged in now. */
  int online() {
    return online.get();
  }

  /** Most users who were logged in at one time. */
  public int peakOnline() {
    return peakOnline.get();
  }

  LoopPresence newLoop() {
    LoopPresence loop = new LoopPresence(this);
    loops.add(loop);
    return loop;
  }

  void addOnline(int change) {
    int now = online.addAndGet(change);
    peakOnline.accumulateAndGet(now, Math::max);
  }

  boolean isRunning(long nanos) {
    return micros(nanos) < untilMicros;
  }

  long microsWithinRun(long nanos) {
    return Math.min(micros(nanos), untilMicros);
  }

  /** From the start of the process: small enough for a sum over all users and days. */
  long micros(long nanos) {
    return (nanos - originNanos) / 1_000;
  }

  /** What there is to say at one moment. */
  public TimeOnline snapshot(long nowNanos) {
    long end = untilMicros;
    long now = Math.min(micros(nowNanos), end);
    int begun = 0;
    UserTime planned = UserTime.NONE;
    UserTime present = UserTime.NONE;
    for (LoopPresence loop : loops) {
      begun += loop.begun();
      planned = planned.plus(loop.planned());
      present = present.plus(loop.online());
    }
    UserTime missing = ramp.yetToCome(begun, end);
    return new TimeOnline(
        planned.users() + missing.users(),
        present.users(),
        (planned.upTo(end) + missing.upTo(end)) / 1_000,
        present.upTo(now) / 1_000);
  }
}
