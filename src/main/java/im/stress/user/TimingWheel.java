package im.stress.user;

import java.util.BitSet;

/**
 * All timers of one event loop: everything due in the same millisecond runs in one go, for one
 * wake-up of the loop. One scheduled task per loop and user costs a wake-up each; the wheel ran 16
 * % below a bare client that does so.
 *
 * <p>Not thread-safe: belongs to the thread of its event loop. Timers fire in the order of their
 * milliseconds, never early.
 */
final class TimingWheel {
  /** Resolution. Intervals are whole milliseconds, so due times fall on ticks. */
  static final long TICK_NANOS = 1_000_000;

  /** 4 s a turn: message loops of a second find their timer in the first turn. */
  private static final int SLOTS = 4_096;

  /** The list behind those of the slots: what is about to fire. */
  private static final int DUE = SLOTS;

  private static final System.Logger LOG = System.getLogger(TimingWheel.class.getName());

  private final Alarm alarm;
  private final long originNanos;
  private final TimerLists lists = new TimerLists(SLOTS + 1);
  private final BitSet occupied = new BitSet(SLOTS);
  private long doneTick = -1;
  private long alarmTick = Long.MAX_VALUE;

  /**
   * An empty wheel.
   *
   * @param originNanos tick 0
   * @param alarm calls {@link #advance} later
   */
  TimingWheel(long originNanos, Alarm alarm) {
    this.originNanos = originNanos;
    this.alarm = alarm;
  }

  /** Calls {@link TimingWheel#advance} once each time that it is set, unless set again before. */
  interface Alarm {
    /**
     * Sets the alarm to this reading of {@link System#nanoTime()}. It has one time: this one takes
     * the place of one that is still to come.
     */
    void wakeAt(long nanos);
  }

  /** The first tick at or after a time. */
  long ceilToTick(long nanos) {
    return originNanos + tickOf(nanos) * TICK_NANOS;
  }

  /**
   * Schedules a timer, moving it if it waits already; one that is overdue fires at the next turn.
   */
  void schedule(WheelTimer timer, long dueNanos) {
    timer.dueNanos = dueNanos;
    long tick = Math.max(tickOf(dueNanos), doneTick + 1);
    int slot = slotOf(tick);
    lists.append(slot, timer);
    occupied.set(slot);
    if (tick < alarmTick) {
      setAlarm(tick);
    }
  }

  /** Takes a timer out; nothing happens when it doesn't wait. */
  void cancel(WheelTimer timer) {
    lists.remove(timer);
  }

  /** Fires everything that is due by {@code now} and sets the next alarm. */
  void advance(long now) {
    long nowTick = Math.floorDiv(now - originNanos, TICK_NANOS);
    // After a standstill of more than a turn each slot is visited once: what is due is due.
    long first = Math.max(doneTick + 1, nowTick - SLOTS + 1);
    for (long tick = first; tick <= nowTick; tick++) {
      if (occupied.get(slotOf(tick))) {
        doneTick = tick;
        fireSlot(slotOf(tick), nowTick, now);
      }
    }
    doneTick = Math.max(doneTick, nowTick);
    int distance = distanceToOccupied();
    alarmTick = Long.MAX_VALUE;
    if (distance >= 0) {
      setAlarm(doneTick + 1 + distance);
    }
  }

  private void fireSlot(int slot, long nowTick, long now) {
    moveDue(slot, nowTick);
    // One by one from the front: a timer that fires may cancel or schedule any other.
    for (WheelTimer timer = lists.first(DUE); timer != null; timer = lists.first(DUE)) {
      lists.remove(timer);
      fire(timer, now);
    }
    if (lists.first(slot) == null) {
      occupied.clear(slot);
    }
  }

  /** The trouble of one timer, be it lack of memory, must not stop those of all users. */
  private static void fire(WheelTimer timer, long now) {
    try {
      timer.fire(timer.dueNanos, now);
    } catch (RuntimeException | Error failure) {
      LOG.log(System.Logger.Level.ERROR, "a timer failed", failure);
    }
  }

  private void moveDue(int slot, long nowTick) {
    WheelTimer timer = lists.first(slot);
    while (timer != null) {
      WheelTimer following = lists.after(timer);
      if (tickOf(timer.dueNanos) <= nowTick) {
        lists.append(DUE, timer);
      }
      timer = following;
    }
  }

  private int distanceToOccupied() {
    int start = slotOf(doneTick + 1);
    int found = occupied.nextSetBit(start);
    if (found >= 0) {
      return found - start;
    }
    found = occupied.nextSetBit(0);
    return found < 0 ? -1 : found + SLOTS - start;
  }

  private void setAlarm(long tick) {
    alarmTick = tick;
    alarm.wakeAt(originNanos + tick * TICK_NANOS);
  }

  private long tickOf(long nanos) {
    return -Math.floorDiv(originNanos - nanos, TICK_NANOS);
  }

  private static int slotOf(long tick) {
    return (int) (tick & (SLOTS - 1));
  }
}
