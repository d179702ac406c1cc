package im.stress.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.channel.ConnectionEnd;
import im.stress.model.Cause;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is learned of a server by its closes. */
class CloseHabitTest {
  private final CloseHabit habit = new CloseHabit();

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private boolean crosses(Cause cause, long sentMillis, long endMillis) {
    return habit.isCrossing(ConnectionEnd.of(cause, ""), millis(sentMillis), millis(endMillis));
  }

  @Test
  void close_right_after_an_answer_is_a_habit() {
    habit.answered(false, millis(0));
    habit.closed(millis(1));
    assertThat(habit.closes()).isTrue();
  }

  @Test
  void close_of_a_connection_without_an_answer_is_none() {
    habit.closed(millis(1));
    assertThat(habit.closes()).isFalse();
  }

  @Test
  void close_after_a_silence_is_none() {
    habit.answered(false, millis(0));
    habit.closed(millis(5_000));
    assertThat(habit.closes()).isFalse();
  }

  @Test
  void server_that_has_kept_a_connection_does_not_close_as_a_habit() {
    habit.answered(false, millis(0));
    habit.answered(true, millis(10));
    habit.closed(millis(11));
    assertThat(habit.closes()).isFalse();
  }

  @Test
  void connection_that_was_left_open_ends_the_habit() {
    habit.answered(false, millis(0));
    habit.closed(millis(1));
    habit.leftOpen();
    assertThat(habit.closes()).isFalse();
  }

  @Test
  void nothing_has_to_wait_once_the_habit_is_known() {
    habit.answered(false, millis(0));
    assertThat(habit.unsettledNanos(millis(4))).isEqualTo(millis(6));
    assertThat(habit.unsettledNanos(millis(20))).isNegative();
    habit.answered(true, millis(30));
    assertThat(habit.unsettledNanos(millis(30))).isZero();
  }

  @Test
  void close_soon_after_a_request_may_have_crossed_it_and_a_late_one_has_not() {
    habit.answered(false, millis(0));
    habit.answered(true, millis(100));
    assertThat(crosses(Cause.CLOSED_BY_SERVER, 5_100, 5_150)).isTrue();
    assertThat(crosses(Cause.CLOSED_BY_SERVER, 5_100, 5_600)).isFalse();
    assertThat(crosses(Cause.TLS, 5_100, 5_150)).isFalse();
    assertThat(crosses(Cause.CLOSED_BY_SERVER, 110, 115)).as("without a silence").isFalse();
  }

  @Test
  void reset_may_have_crossed_where_the_server_may_close_after_each_answer() {
    habit.answered(false, millis(0));
    assertThat(crosses(Cause.RESET, 20, 25)).isTrue();
    assertThat(crosses(Cause.RESET, 200, 205)).isFalse();
    habit.answered(true, millis(300));
    assertThat(crosses(Cause.RESET, 310, 315)).isFalse();
  }
}
