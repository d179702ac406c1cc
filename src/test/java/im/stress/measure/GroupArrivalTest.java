package im.stress.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far a message has come in its group. */
class GroupArrivalTest {

  private static String told(TestGroup group) {
    return group.arrival.isFirst() + " " + group.arrival.isMedian() + " " + group.arrival.isLast();
  }

  @Test
  void the_spread_is_told_by_the_first_the_median_and_the_last_member() {
    TestGroup group = TestGroup.of(6);
    int sequence = group.send(0);
    List<String> told = new ArrayList<>();
    for (int member : new int[] {5, 1, 3, 2, 4}) {
      group.arrive(sequence, member);
      told.add(told(group));
    }

    assertThat(told)
        .containsExactly(
            "true false false",
            "false false false",
            "false true false",
            "false false false",
            "false false true");
  }

  @Test
  void the_only_recipient_is_first_median_and_last() {
    TestGroup group = TestGroup.of(2);
    group.arrive(group.send(0), 1);

    assertThat(told(group)).isEqualTo("true true true");
  }

  @Test
  void what_is_no_delivery_is_none_of_them() {
    TestGroup group = TestGroup.of(3);
    group.loseConnection(2);
    int sequence = group.send(0);
    group.arrive(sequence, 1, 1);
    assertThat(told(group)).isEqualTo("false false false");

    group.arrive(sequence, 2);
    assertThat(told(group)).isEqualTo("false false false");
  }
}
