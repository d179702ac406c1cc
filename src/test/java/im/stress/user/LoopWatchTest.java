package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.channel.ConnectionEnd;
import im.stress.measure.EpochClock;
import im.stress.measure.StandstillLog;
import im.stress.model.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoopWatchTest {
  private static final long LIMIT = 1_000;

  private final LoopWatch watch =
      new LoopWatch(LIMIT, new StandstillLog(EpochClock.startingNow()), 0);

  /** Runs all the time but for 5,000 to 8,000. */
  private void standStillOnce() {
    for (long now = 100; now <= 5_000; now += 100) {
      watch.running(now);
    }
    watch.running(8_000);
    watch.running(8_100);
  }

  @Test
  void wait_that_overlaps_a_standstill_is_known() {
    standStillOnce();

    assertThat(watch.stoodStill(4_000, 8_200)).isTrue();
    assertThat(watch.stoodStill(7_999, 8_200)).isTrue();
    assertThat(watch.stoodStill(8_000, 8_200)).isFalse();
  }

  @Test
  void pause_up_to_the_limit_is_no_standstill() {
    watch.running(LIMIT);
    watch.running(2 * LIMIT);

    assertThat(watch.stoodStill(0, 2 * LIMIT)).isFalse();
  }

  /** An event of the network may be the first thing that a loop sees after a standstill. */
  @Test
  void standstill_is_seen_by_whoever_asks_first() {
    assertThat(watch.stoodStill(500, 6_000)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECT_TIMEOUT", "HANDSHAKE_TIMEOUT", "LOGIN_TIMEOUT"})
  void timeout_that_overlaps_a_standstill_is_not_the_servers_fault(Cause cause) {
    standStillOnce();
    ConnectionEnd end = ConnectionEnd.of(cause, "no answer within 2 s");

    assertThat(watch.judged(end, 4_000, 8_200))
        .isEqualTo(
            ConnectionEnd.of(
                Cause.CLIENT_STANDSTILL,
                "no answer within 2 s, but the load generator stood still"));
    assertThat(watch.judged(end, 8_100, 8_200)).isSameAs(end);
  }

  @Test
  void other_ends_stay_what_they_are() {
    standStillOnce();
    ConnectionEnd end = ConnectionEnd.of(Cause.REFUSED, "Connection refused");

    assertThat(watch.judged(end, 4_000, 8_200)).isSameAs(end);
  }
}
