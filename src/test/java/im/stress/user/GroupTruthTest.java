package im.stress.user;

import static im.stress.model.Counter.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.model.Counter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a server does wrong in groups lowers a figure, and nothing makes up for it. */
class GroupTruthTest {

  private static void awaitSome(FakeGroups groups, Counter counter) {
    await().until(() -> groups.count(counter) >= 5);
  }

  @Test
  void a_refused_member_is_missed_by_its_group_and_so_is_what_it_should_write() {
    try (FakeGroups groups = new FakeGroups(Map.of())) {
      groups.refused.add(1);
      groups.live(0, 1, 2, 3);
      awaitSome(groups, GROUP_DELIVERIES_NOT_JOINED);
      awaitSome(groups, GROUP_MESSAGES_NOT_JOINED);
      awaitSome(groups, GROUP_DELIVERIES);
      groups.end();

      assertThat(groups.count(GROUP_JOINS)).isEqualTo(4);
      assertThat(groups.count(GROUP_JOINS_REFUSED)).isEqualTo(1);
      assertThat(groups.count(GROUP_MEMBERS)).isEqualTo(3);
      assertThat(groups.count(GROUPS)).isEqualTo(2);
      assertThat(groups.count(GROUP_MESSAGES_SENT))
          .isEqualTo(
              groups.count(GROUP_MESSAGES_INTENDED) - groups.count(GROUP_MESSAGES_NOT_JOINED));
      assertThat(groups.count(GROUP_DELIVERIES_INTENDED))
          .isEqualTo(groups.count(GROUP_MESSAGES_SENT));
      // The server pushes to the one whom it refused: no delivery, whatever it means.
      assertThat(groups.count(GROUP_DELIVERIES_MISROUTED))
          .isEqualTo(groups.count(GROUP_DELIVERIES_NOT_JOINED));
    }
  }

  @Test
  void where_nobody_may_join_all_messages_that_are_due_fail() {
    try (FakeGroups groups = new FakeGroups(Map.of())) {
      groups.refused.addAll(List.of(0, 1));
      groups.live(0, 1);
      awaitSome(groups, GROUP_MESSAGES_NOT_JOINED);
      groups.end();

      assertThat(groups.count(GROUP_MESSAGES_INTENDED))
          .isEqualTo(groups.count(GROUP_MESSAGES_NOT_JOINED));
      assertThat(groups.count(GROUPS) + groups.count(GROUP_MEMBERS)).isZero();
    }
  }

  @Test
  void a_member_whose_wish_is_not_answered_in_time_is_missed_like_a_refused_one() {
    try (FakeGroups groups = new FakeGroups(Map.of("im.login.timeout", "50ms"))) {
      groups.unanswered.add(1);
      groups.live(0, 1);
      awaitSome(groups, GROUP_DELIVERIES_NOT_JOINED);
      awaitSome(groups, GROUP_MESSAGES_NOT_JOINED);
      groups.end();

      assertThat(groups.count(GROUP_JOINS_UNANSWERED)).isEqualTo(1);
      assertThat(groups.count(GROUP_DELIVERIES)).isZero();
      // It may be a member all the same: nobody said that it is not.
      assertThat(groups.count(GROUP_DELIVERIES_MISROUTED)).isZero();
      assertThat(groups.count(GROUP_DELIVERIES_UNEXPECTED)).isPositive();
    }
  }

  @Test
  void a_wish_that_is_not_answered_before_the_end_is_told_as_well() {
    try (FakeGroups groups = new FakeGroups(Map.of("im.login.timeout", "1h"))) {
      groups.unanswered.add(1);
      groups.live(0, 1);
      awaitSome(groups, GROUP_MESSAGES_SKIPPED);
      assertThat(groups.count(GROUP_JOINS_UNANSWERED)).isZero();
      groups.end();

      assertThat(groups.count(GROUP_JOINS_UNANSWERED)).isEqualTo(1);
      assertThat(groups.count(GROUP_MESSAGES_SENT)).isZero();
    }
  }

  @Test
  void a_group_that_waits_for_a_member_says_what_it_did_not_send() {
    try (FakeGroups groups = new FakeGroups(Map.of())) {
      groups.live(0);
      awaitSome(groups, GROUP_MESSAGES_SKIPPED);
      groups.end();

      assertThat(groups.count(GROUP_MESSAGES_INTENDED)).isZero();
    }
  }

  @Test
  void a_stray_arrival_hides_no_loss() {
    try (FakeGroups groups = new FakeGroups(Map.of())) {
      groups.recipients.put(0, List.of(2, 3));
      groups.live(0, 1, 2, 3);
      awaitSome(groups, GROUP_DELIVERIES_MISROUTED);
      groups.end();

      long missed = groups.count(GROUP_DELIVERIES_LOST);
      assertThat(missed).isPositive();
      assertThat(groups.count(GROUP_DELIVERIES_MISROUTED)).isEqualTo(2 * missed);
      assertThat(groups.count(GROUP_DELIVERIES) + missed)
          .isEqualTo(groups.count(GROUP_DELIVERIES_INTENDED));
    }
  }

  @Test
  void echoes_are_counted_apart_and_hide_no_loss() {
    try (FakeGroups groups = new FakeGroups(Map.of("im.codec.template.echo", "true"))) {
      groups.recipients.put(0, List.of(0));
      groups.recipients.put(1, List.of(0, 1));
      groups.live(0, 1);
      awaitSome(groups, GROUP_ECHOES);
      groups.end();

      assertThat(groups.count(GROUP_ECHOES)).isEqualTo(groups.count(GROUP_MESSAGES_SENT));
      assertThat(groups.count(GROUP_DELIVERIES_LOST)).isPositive();
      assertThat(groups.count(GROUP_DELIVERIES) + groups.count(GROUP_DELIVERIES_LOST))
          .isEqualTo(groups.count(GROUP_MESSAGES_SENT));
      assertThat(groups.count(GROUP_DELIVERIES_MISROUTED)).isZero();
    }
  }

  @Test
  void echoes_of_a_protocol_without_them_are_misrouted() {
    try (FakeGroups groups = new FakeGroups(Map.of())) {
      groups.recipients.put(0, List.of(0));
      groups.live(0, 1);
      awaitSome(groups, GROUP_DELIVERIES_MISROUTED);
      groups.end();

      assertThat(groups.count(GROUP_DELIVERIES_LOST))
          .isEqualTo(groups.count(GROUP_DELIVERIES_MISROUTED));
      assertThat(groups.count(GROUP_ECHOES)).isZero();
    }
  }

  @Test
  void nothing_is_expected_at_a_member_that_is_about_to_leave() {
    try (FakeGroups groups = new FakeGroups(Map.of())) {
      groups.live(0);
      groups.live(1, false);
      awaitSome(groups, GROUP_DELIVERIES);
      groups.closesLate = true;
      groups.leave(1);
      groups.recipients.put(0, List.of());
      awaitSome(groups, GROUP_MESSAGES_SKIPPED);
      groups.end();

      assertThat(groups.count(GROUP_DELIVERIES)).isEqualTo(groups.count(GROUP_MESSAGES_SENT));
      assertThat(groups.count(GROUP_DELIVERIES_LOST)).isZero();
    }
  }

  @Test
  void no_group_waits_for_a_user_who_left_without_a_word_of_it() {
    try (FakeGroups groups = new FakeGroups(Map.of("im.groups.size", "4"))) {
      groups.live(0, 1);
      groups.visit(2);
      groups.visit(3);
      awaitSome(groups, GROUP_DELIVERIES);
      groups.end();

      assertThat(groups.count(GROUP_MEMBERS)).isEqualTo(2);
    }
  }
}
