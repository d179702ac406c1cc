package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimingWheelTest {
  private static final long MS = TimingWheel.TICK_NANOS;
  private static final long ORIGIN = 77_000_123;

  private final List<Long> alarms = new ArrayList<>();
  private final TimingWheel wheel = new TimingWheel(ORIGIN, alarms::add);
  private final List<String> fired = new ArrayList<>();

  private final class Named extends WheelTimer {
    private final String name;
    private Runnable then = () -> {};

    Named(String name) {
      this.name = name;
    }

    @Override
    void fire(long due, long now) {
      fired.add(name);
      then.run();
    }
  }

  private static long at(double millis) {
    return ORIGIN + (long) (millis * MS);
  }

  @Test
  void a_timer_fires_at_its_time_and_not_before() {
    wheel.schedule(new Named("a"), at(10));

    wheel.advance(at(9.9));
    assertThat(fired).isEmpty();
    wheel.advance(at(10));
    assertThat(fired).containsExactly("a");
  }

  @Test
  void a_time_between_two_ticks_is_rounded_up_never_down() {
    wheel.schedule(new Named("a"), at(10.2));

    wheel.advance(at(10.9));
    assertThat(fired).isEmpty();
    wheel.advance(at(11));
    assertThat(fired).containsExactly("a");
  }

  @Test
  void timers_fire_in_the_order_of_their_ticks() {
    wheel.schedule(new Named("late"), at(30));
    wheel.schedule(new Named("early"), at(3));

    wheel.advance(at(100));

    assertThat(fired).containsExactly("early", "late");
  }

  @Test
  void a_timer_many_turns_away_fires_once_and_in_time() {
    wheel.schedule(new Named("a"), at(30_000));

    for (int ms = 0; ms < 30_000; ms += 7) {
      wheel.advance(at(ms));
    }
    assertThat(fired).isEmpty();
    wheel.advance(at(30_000));
    assertThat(fired).containsExactly("a");
  }

  @Test
  void everything_due_fires_after_a_standstill_of_more_than_a_turn() {
    wheel.schedule(new Named("a"), at(1));
    wheel.schedule(new Named("b"), at(5_000));
    wheel.schedule(new Named("c"), at(60_000));

    wheel.advance(at(20_000));

    assertThat(fired).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void an_overdue_timer_fires_at_the_next_turn() {
    wheel.advance(at(50));
    wheel.schedule(new Named("a"), at(20));

    wheel.advance(at(51));

    assertThat(fired).containsExactly("a");
  }

  @Test
  void a_cancelled_timer_does_not_fire() {
    Named timer = new Named("a");
    wheel.schedule(timer, at(10));
    wheel.cancel(timer);

    wheel.advance(at(20));

    assertThat(fired).isEmpty();
    assertThat(timer.scheduled()).isFalse();
  }

  @Test
  void a_timer_may_cancel_another_of_the_same_tick() {
    Named first = new Named("first");
    Named second = new Named("second");
    first.then = () -> wheel.cancel(second);
    wheel.schedule(first, at(10));
    wheel.schedule(second, at(10));

    wheel.advance(at(10));

    assertThat(fired).containsExactly("first");
  }

  @Test
  void a_timer_may_schedule_itself_again() {
    Named again = new Named("again");
    again.then = () -> wheel.schedule(again, again.dueNanos + 10 * MS);
    wheel.schedule(again, at(10));

    for (int ms = 0; ms <= 50; ms++) {
      wheel.advance(at(ms));
    }

    assertThat(fired).hasSize(5);
  }

  @Test
  void scheduling_again_moves_a_timer() {
    Named timer = new Named("a");
    wheel.schedule(timer, at(10));
    wheel.schedule(timer, at(30));

    wheel.advance(at(20));
    assertThat(fired).isEmpty();
    wheel.advance(at(30));
    assertThat(fired).containsExactly("a");
  }

  @Test
  void the_alarm_is_set_for_the_earliest_timer() {
    wheel.schedule(new Named("a"), at(40));
    wheel.schedule(new Named("b"), at(20));
    wheel.schedule(new Named("c"), at(30));
    assertThat(alarms).containsExactly(at(40), at(20));

    wheel.advance(at(20));
    assertThat(alarms).last().isEqualTo(at(30));
  }

  @Test
  void ten_thousand_random_timers_all_fire_none_early() {
    Random random = new Random(7);
    List<Long> lateness = new ArrayList<>();
    long[] now = {at(0)};
    for (int i = 0; i < 10_000; i++) {
      long due = at(random.nextInt(20_000));
      wheel.schedule(
          new WheelTimer() {
            @Override
            void fire(long dueNanos, long nowNanos) {
              lateness.add(nowNanos - dueNanos);
            }
          },
          due);
    }
    while (now[0] < at(20_001)) {
      wheel.advance(now[0]);
      now[0] += random.nextInt(5) * MS;
    }

    assertThat(lateness).hasSize(10_000).allMatch(late -> late >= 0 && late <= 5 * MS);
  }

  @Test
  void a_timer_that_fails_is_logged_and_stops_no_other() {
    try (KeptLog log = KeptLog.of(TimingWheel.class)) {
      fireOneThatFails();
      assertThat(log.failures()).singleElement().isInstanceOf(IllegalStateException.class);
    }
  }

  private void fireOneThatFails() {
    Named failing = new Named("failing");
    failing.then =
        () -> {
          throw new IllegalStateException("on purpose");
        };
    wheel.schedule(failing, at(10));
    wheel.schedule(new Named("beside"), at(10));
    wheel.schedule(new Named("later"), at(20));

    wheel.advance(at(10));
    assertThat(fired).containsExactly("failing", "beside");
    assertThat(alarms).last().isEqualTo(at(20));
    wheel.advance(at(20));
    assertThat(fired).containsExactly("failing", "beside", "later");
  }
}
