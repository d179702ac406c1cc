package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A wheel on the event loop of Netty, whose clock the test moves on. */
class LoopAlarmTest {
  private static final long MS = TimingWheel.TICK_NANOS;

  private final MockTicker clock = Ticker.newMockTicker();
  private final EmbeddedChannel channel = EmbeddedChannel.builder().ticker(clock).build();
  private final TimingWheel[] wheel = new TimingWheel[1];
  private int wakeUps;
  private int fired;

  LoopAlarmTest() {
    wheel[0] =
        new TimingWheel(
            clock.nanoTime(), new LoopAlarm(channel.eventLoop(), clock::nanoTime, this::advance));
  }

  private void advance(long now) {
    wakeUps++;
    wheel[0].advance(now);
  }

  private final class Once extends WheelTimer {
    @Override
    void fire(long due, long now) {
      fired++;
    }
  }

  private final class EachTenMillis extends WheelTimer {
    @Override
    void fire(long due, long now) {
      wheel[0].schedule(this, due + 10 * MS);
    }
  }

  private void schedule(WheelTimer timer, int inMillis) {
    wheel[0].schedule(timer, clock.nanoTime() + inMillis * MS);
  }

  private void pass(int millis) {
    for (int i = 0; i < millis; i++) {
      clock.advance(MS, TimeUnit.NANOSECONDS);
      channel.runScheduledPendingTasks();
    }
  }

  @Test
  void an_earlier_alarm_replaces_the_one_that_waits() {
    for (int millis = 1_000; millis > 0; millis--) {
      schedule(new Once(), millis);
    }

    pass(1_000);

    assertThat(fired).isEqualTo(1_000);
    assertThat(wakeUps).isEqualTo(1_000);
  }

  @Test
  void reconnects_do_not_multiply_the_wake_ups() {
    schedule(new EachTenMillis(), 10);
    for (int reconnect = 0; reconnect < 100; reconnect++) {
      schedule(new Once(), 2);
      pass(5);
    }
    wakeUps = 0;

    pass(1_000);

    assertThat(wakeUps).isEqualTo(100);
  }
}
