package im.stress.user;

import static im.stress.user.PendingReplies.Answer.EXPECTED;
import static im.stress.user.PendingReplies.Answer.FORGOTTEN;
import static im.stress.user.PendingReplies.Answer.LATE;
import static im.stress.user.PendingReplies.Answer.REPEATED;
import static im.stress.user.PendingReplies.Answer.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PendingRepliesTest {
  private final PendingReplies pending = new PendingReplies();
  private final List<Long> expired = new ArrayList<>();
  private final PendingReplies.Expiry onExpiry = (due, reference) -> expired.add(due);

  private int expect(long due) {
    return pending.expect(due, due * 10, onExpiry);
  }

  @Test
  void an_answer_is_expected_once_and_then_repeated() {
    int number = expect(5);

    assertThat(pending.answer(number)).isEqualTo(EXPECTED);
    assertThat(pending.due(number)).isEqualTo(5);
    assertThat(pending.reference(number)).isEqualTo(50);
    assertThat(pending.answer(number)).isEqualTo(REPEATED);
    assertThat(pending.waiting()).isZero();
  }

  @Test
  void answers_in_order_belong_to_the_oldest_even_when_it_has_expired() {
    int first = expect(5);
    int second = expect(6);
    pending.expireDueBy(5, onExpiry);

    assertThat(pending.nextInOrder()).isEqualTo(first);
    assertThat(pending.answer(first)).isEqualTo(LATE);
    assertThat(pending.nextInOrder()).isEqualTo(second);
    assertThat(pending.answer(second)).isEqualTo(EXPECTED);
    assertThat(pending.nextInOrder()).isEqualTo(-1);
  }

  @Test
  void answers_in_order_begin_anew_with_a_connection() {
    expect(5);
    expect(6);
    assertThat(pending.nextInOrder()).isZero();
    pending.startAnew();

    assertThat(pending.nextInOrder()).isEqualTo(-1);
    int third = expect(7);
    assertThat(pending.nextInOrder()).isEqualTo(third);
  }

  @Test
  void an_answer_up_to_a_number_is_one_to_all_before_it() {
    expect(5);
    expect(6);
    expect(7);
    int answered = 0;
    while (pending.isNextInOrderUpTo(1)) {
      assertThat(pending.nextInOrder()).isEqualTo(answered++);
    }

    assertThat(answered).isEqualTo(2);
    assertThat(pending.hasAsked(2)).isTrue();
    assertThat(pending.hasAsked(3)).isFalse();
    assertThat(pending.hasAsked(-1)).isFalse();
  }

  @Test
  void an_answer_to_what_was_never_asked_is_unknown() {
    expect(5);

    assertThat(pending.answer(1)).isEqualTo(UNKNOWN);
    assertThat(pending.answer(-1)).isEqualTo(UNKNOWN);
  }

  @Test
  void late_ack_is_counted_once() {
    int number = expect(5);
    pending.expireDueBy(5, onExpiry);

    assertThat(expired).containsExactly(5L);
    assertThat(pending.answer(number)).isEqualTo(LATE);
    assertThat(pending.due(number)).isEqualTo(5);
    assertThat(pending.answer(number)).isEqualTo(REPEATED);
  }

  @Test
  void answers_may_come_in_any_order() {
    for (int i = 0; i < 40; i++) {
      expect(i);
    }
    for (int i = 39; i >= 0; i--) {
      assertThat(pending.answer(i)).isEqualTo(EXPECTED);
    }
    assertThat(pending.oldest()).isEqualTo(-1);
  }

  @Test
  void only_what_is_due_expires() {
    expect(1);
    int second = expect(2);
    expect(3);
    pending.expireDueBy(2, onExpiry);

    assertThat(expired).containsExactly(1L, 2L);
    assertThat(pending.oldestDue()).isEqualTo(3);
    assertThat(pending.answer(second)).isEqualTo(LATE);
  }

  @Test
  void an_answer_after_the_memory_has_passed_it_is_forgotten_not_unknown() {
    for (int i = 0; i < 100; i++) {
      pending.answer(expect(i));
    }

    assertThat(pending.answer(3)).isEqualTo(FORGOTTEN);
  }

  @Test
  void what_was_not_answered_in_time_is_remembered_for_a_late_answer() {
    for (int i = 0; i < PendingReplies.REMEMBERED; i++) {
      expect(i);
      pending.expireDueBy(i, onExpiry);
    }

    assertThat(pending.answer(0)).isEqualTo(LATE);
    assertThat(pending.due(0)).isZero();
    expect(1_000);
    assertThat(pending.answer(0)).isEqualTo(FORGOTTEN);
  }

  @Test
  void what_was_never_sent_expires_and_is_answered_by_nothing() {
    pending.expectInVain(1, onExpiry);
    int sent = expect(2);

    assertThat(pending.answer(0)).isEqualTo(UNKNOWN);
    assertThat(pending.oldest()).isEqualTo(sent);
    pending.expireDueBy(1, onExpiry);
    assertThat(expired).containsExactly(1L);
    assertThat(pending.answer(0)).isEqualTo(UNKNOWN);
    assertThat(pending.waiting()).isEqualTo(1);
  }

  @Test
  void memory_is_bounded_the_oldest_is_given_up() {
    for (int i = 0; i < PendingReplies.MAX_CAPACITY + 3; i++) {
      expect(i);
    }

    assertThat(expired).containsExactly(0L, 1L, 2L);
    assertThat(pending.waiting()).isEqualTo(PendingReplies.MAX_CAPACITY);
  }

  @Test
  void every_request_has_one_fate_whatever_the_order() {
    Random random = new Random(3);
    int expectedAnswers = 0;
    int asked = 0;
    for (int step = 0; step < 100_000; step++) {
      switch (random.nextInt(3)) {
        case 0 -> {
          expect(step);
          asked++;
        }
        case 1 -> {
          if (asked > 0 && pending.answer(random.nextInt(asked)) == EXPECTED) {
            expectedAnswers++;
          }
        }
        default -> {
          if (random.nextInt(50) == 0) {
            pending.expireDueBy(step - 300, onExpiry);
          }
        }
      }
    }
    assertThat(expectedAnswers + expired.size() + pending.waiting()).isEqualTo(asked);
  }

  @Test
  void what_has_no_answer_keeps_its_number_and_is_passed_over() {
    int first = pending.expect(1, 10, onExpiry);
    pending.pass(2, onExpiry);
    int third = pending.expect(3, 30, onExpiry);
    pending.pass(4, onExpiry);

    assertThat(third).isEqualTo(first + 2);
    assertThat(pending.waiting()).isEqualTo(2);
    assertThat(pending.nextInOrder()).isEqualTo(first);
    assertThat(pending.nextInOrder()).isEqualTo(third);
    assertThat(pending.nextInOrder()).isEqualTo(-1);
    assertThat(pending.answer(first + 1)).isEqualTo(PendingReplies.Answer.UNKNOWN);
    pending.expireDueBy(1, onExpiry);
    assertThat(pending.oldestDue()).isEqualTo(3);
    pending.expireDueBy(9, onExpiry);
    assertThat(expired).containsExactly(1L, 3L);
  }
}
