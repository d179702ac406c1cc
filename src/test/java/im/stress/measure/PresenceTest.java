package im.stress.measure;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.TimeOnline;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two users of two loops, due at 0 s and 5 s of a run of 20 s. */
class PresenceTest {
  private static final long ORIGIN = 7_000_000_000_000L;

  private final Presence presence = new Presence(new EpochClock(ORIGIN, 0));
  private final LoopPresence one = presence.newLoop();
  private final LoopPresence other = presence.newLoop();

  private static long at(double seconds) {
    return ORIGIN + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }

  private void verify(
      double seconds, long usersPlanned, long usersOnline, double planned, double online) {
    assertThat(presence.snapshot(at(seconds)))
        .isEqualTo(
            new TimeOnline(
                usersPlanned,
                usersOnline,
                Math.round(planned * 1_000),
                Math.round(online * 1_000)));
  }

  @BeforeEach
  void plan() {
    presence.plan(2, at(0), TimeUnit.SECONDS.toNanos(10));
    presence.until(at(20));
  }

  @Test
  void users_who_never_come_are_missed_from_their_time_in_the_ramp_on() {
    verify(3, 2, 0, 20 + 15, 0);
    one.began(at(1));
    verify(3, 2, 0, 19 + 15, 0);
    verify(90, 2, 0, 19 + 15, 0);
  }

  @Test
  void time_online_runs_from_the_login_to_the_loss() {
    one.began(at(0));
    one.cameOnline(at(1));
    other.began(at(6));
    other.cameOnline(at(6.5));
    verify(8, 2, 2, 20 + 14, 7 + 1.5);
    other.lost(at(9.5));
    verify(10, 2, 1, 34, 9 + 3);
    assertThat(presence.online()).isEqualTo(1);
    assertThat(presence.peakOnline()).isEqualTo(2);
  }

  @Test
  void time_away_is_missed() {
    one.began(at(0));
    one.cameOnline(at(1));
    one.lost(at(4));
    one.cameOnline(at(7));
    verify(10, 2, 1, 20 + 15, 3 + 3);
  }

  @Test
  void nothing_changes_after_the_end() {
    one.began(at(0));
    one.cameOnline(at(1));
    other.began(at(21));
    other.cameOnline(at(22));
    one.left(at(23));
    other.lost(at(24));
    verify(30, 2, 1, 20, 19);
    assertThat(presence.online()).isZero();
  }

  @Test
  void who_leaves_in_order_is_planned_no_longer() {
    one.began(at(0));
    one.cameOnline(at(1));
    one.left(at(11));
    verify(30, 1, 0, 11 + 15, 10);
  }

  @Test
  void an_interrupted_run_is_planned_until_then() {
    one.began(at(0));
    one.cameOnline(at(1));
    presence.until(at(4));
    one.left(at(4.2));
    verify(5, 1, 1, 4, 3);
  }

  @Test
  void who_was_due_after_the_interruption_is_not_missed() {
    presence.until(at(4));
    verify(5, 1, 0, 4, 0);
  }

  @Test
  void fifty_thousand_users_for_a_week_do_not_overflow() {
    long week = TimeUnit.DAYS.toSeconds(7);
    presence.until(at((double) week));
    presence.plan(0, at(0), 0);
    for (int user = 0; user < 50_000; user++) {
      one.began(at(10));
      one.cameOnline(at(10));
    }
    double expected = 50_000.0 * (double) (week - 10);
    verify((double) week, 50_000, 50_000, expected, expected);
  }
}
