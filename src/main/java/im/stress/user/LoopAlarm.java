package im.stress.user;

import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The alarm of a {@link TimingWheel} as a task of an event loop. At most one task waits, however
 * often the alarm is set. Belongs to the thread of the event loop.
 */
final class LoopAlarm implements TimingWheel.Alarm {
  private final EventLoop eventLoop;
  private final LongSupplier nanoTime;
  private final LongConsumer sleeper;
  private Future<?> waiting;

  /**
   * An alarm that is not set.
   *
   * @param nanoTime the clock that the times of alarms belong to
   * @param sleeper told the time at each alarm
   */
  LoopAlarm(EventLoop eventLoop, LongSupplier nanoTime, LongConsumer sleeper) {
    this.eventLoop = eventLoop;
    this.nanoTime = nanoTime;
    this.sleeper = sleeper;
  }

  @Override
  public void wakeAt(long nanos) {
    if (waiting != null) {
      waiting.cancel(false);
    }
    long delay = Math.max(0, nanos - nanoTime.getAsLong());
    waiting = eventLoop.schedule(this::wake, delay, TimeUnit.NANOSECONDS);
  }

  private void wake() {
    waiting = null;
    sleeper.accept(nanoTime.getAsLong());
  }
}
