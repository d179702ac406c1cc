package im.stress.measure;

import static im.stress.model.Counter.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the messages to a group. */
class GroupLedgerTest {

  @Test
  void a_loss_belongs_to_the_population_of_the_sender() {
    ShardMeasure ofTwo =
        new ShardMeasure(EpochClock.startingNow(), new SilentLog(), List.of("some", "others"));
    LoopMeasure some = ofTwo.newLoop();
    GroupLedger ledger = TestGroup.of(3).ledger;
    ledger.sent(TestGroup.FIRST, 0, 0, some.ofPopulation(1), ofTwo.samples());

    ledger.settleAll(some, ofTwo.samples());

    assertThat(some.get(GROUP_DELIVERIES_LOST)).isZero();
    assertThat(some.ofPopulation(1).get(GROUP_DELIVERIES_LOST)).isEqualTo(2);
  }

  @Test
  void a_message_is_expected_at_all_present_but_its_sender() {
    TestGroup group = TestGroup.of(200);
    group.loseConnection(199);
    int sequence = group.send(7);

    assertThat(group.total(GROUP_DELIVERIES_INTENDED)).isEqualTo(198);
    assertThat(group.arrive(sequence, 198)).isEqualTo(GroupArrival.Kind.EXPECTED);
    group.settle();
    assertThat(group.total(GROUP_DELIVERIES_LOST)).isEqualTo(197);
  }

  @Test
  void a_second_arrival_is_a_duplicate_and_an_unknown_one_is_stale() {
    TestGroup group = TestGroup.of(3);
    int sequence = group.send(0);
    group.arrive(sequence, 1);

    assertThat(group.arrive(sequence, 1)).isEqualTo(GroupArrival.Kind.DUPLICATE);
    assertThat(group.arrive(sequence + 1, 1)).isEqualTo(GroupArrival.Kind.STALE);
    assertThat(group.ledger.knows(sequence)).isTrue();
    assertThat(group.ledger.knows(sequence + 1)).isFalse();
  }

  @Test
  void an_arrival_at_somebody_who_was_not_there_is_no_delivery_and_hides_no_loss() {
    TestGroup group = TestGroup.of(5);
    group.loseConnection(3);
    group.loseConnection(4);
    group.refuse(4);
    int sequence = group.send(0);

    assertThat(group.arrive(sequence, 3)).isEqualTo(GroupArrival.Kind.UNEXPECTED);
    assertThat(group.arrive(sequence, 4)).isEqualTo(GroupArrival.Kind.STRANGER);
    assertThat(group.arrive(sequence, 1)).isEqualTo(GroupArrival.Kind.EXPECTED);
    assertThat(group.arrive(sequence, 1)).isEqualTo(GroupArrival.Kind.DUPLICATE);
    group.settle();
    assertThat(group.total(GROUP_DELIVERIES_LOST)).isEqualTo(1);
  }

  @Test
  void who_was_never_told_of_the_group_is_a_stranger() {
    TestGroup group = TestGroup.empty(3);
    group.join(0);
    group.join(1);
    group.ledger.staysOut(TestGroup.FIRST + 2);

    assertThat(group.arrive(group.send(0), 2)).isEqualTo(GroupArrival.Kind.STRANGER);
  }

  @Test
  void what_is_for_a_user_who_could_not_join_is_intended_and_fails_at_once() {
    TestGroup group = TestGroup.of(4);
    group.loseConnection(2);
    group.refuse(2);
    group.loseConnection(3);
    group.ledger.unanswered(TestGroup.FIRST + 3);
    int sequence = group.send(0);

    assertThat(group.total(GROUP_DELIVERIES_INTENDED)).isEqualTo(3);
    assertThat(group.total(GROUP_DELIVERIES_NOT_JOINED)).isEqualTo(2);
    // The server may have taken the wish that it did not answer.
    assertThat(group.arrive(sequence, 3)).isEqualTo(GroupArrival.Kind.UNEXPECTED);
    group.settle();
    assertThat(group.total(GROUP_DELIVERIES_LOST)).isEqualTo(1);
  }

  @Test
  void who_joins_late_or_goes_is_missed_no_more() {
    TestGroup group = TestGroup.of(3);
    group.loseConnection(1);
    group.ledger.unanswered(TestGroup.FIRST + 1);
    group.loseConnection(2);
    group.refuse(2);
    group.join(1);
    group.loseConnection(2);
    group.send(0);

    assertThat(group.total(GROUP_DELIVERIES_INTENDED)).isEqualTo(1);
    assertThat(group.total(GROUP_DELIVERIES_NOT_JOINED)).isZero();
  }

  @Test
  void what_was_under_way_to_a_lost_connection_is_lost_in_a_gap() {
    TestGroup group = TestGroup.of(3);
    group.arrive(group.send(0), 2);
    group.arrive(group.send(0), 1, 2);
    group.arrive(group.send(0), 2);
    group.loseConnection(1);
    group.settle();

    assertThat(group.total(GROUP_DELIVERIES_LOST)).isEqualTo(2);
    assertThat(group.total(GROUP_DELIVERIES_LOST_IN_GAP)).isEqualTo(1);
  }

  @Test
  void a_message_of_another_sender_overtakes_none_of_this_one() {
    TestGroup group = TestGroup.of(3);
    group.arrive(group.send(0), 2);
    group.arrive(group.send(2), 0, 1);
    group.loseConnection(1);
    group.settle();

    assertThat(group.total(GROUP_DELIVERIES_LOST)).isEqualTo(1);
    assertThat(group.total(GROUP_DELIVERIES_LOST_IN_GAP)).isEqualTo(1);
  }

  @Test
  void what_a_sender_took_along_with_its_connection_is_lost_in_a_gap() {
    TestGroup group = TestGroup.of(4);
    group.send(0);
    group.arrive(group.send(0), 1);
    group.send(0);
    group.loseConnection(0);
    group.settle();

    assertThat(group.total(GROUP_DELIVERIES_LOST)).isEqualTo(3 + 2 + 3);
    assertThat(group.total(GROUP_DELIVERIES_LOST_IN_GAP)).isEqualTo(3);
  }

  @Test
  void what_leaves_the_window_is_lost_unless_it_is_still_waited_for() {
    TestGroup group = TestGroup.of(3);
    for (int i = 0; i < TestGroup.WINDOW; i++) {
      group.send(0);
    }
    group.now = TestGroup.AWAITED - 1;
    group.send(0);
    group.now = TestGroup.AWAITED;
    group.send(0);

    assertThat(group.total(GROUP_DELIVERIES_FATE_UNKNOWN)).isEqualTo(2);
    assertThat(group.total(GROUP_DELIVERIES_LOST)).isEqualTo(2);
    assertThat(group.arrive(0, 1)).isEqualTo(GroupArrival.Kind.STALE);
  }

  @Test
  void a_group_without_others_is_where_nothing_is_expected() {
    TestGroup group = TestGroup.of(2);
    group.loseConnection(1);
    group.send(0);
    group.settle();

    assertThat(group.total(GROUP_DELIVERIES_INTENDED)).isZero();
    assertThat(group.total(GROUP_DELIVERIES_LOST)).isZero();
  }
}
