package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserSplitTest {
  private static final int MOST_USERS = 200;
  private static final int MOST_PROCESSES = 10;

  private static List<Integer> sizes(UserSplit split) {
    return IntStream.range(0, split.processes()).mapToObj(split::count).toList();
  }

  /** Every number of users over every number of processes that some plan may have. */
  private static List<UserSplit> all() {
    List<UserSplit> all = new ArrayList<>();
    for (int users = 1; users <= MOST_USERS; users++) {
      for (int processes = 1; processes <= MOST_PROCESSES; processes++) {
        all.add(new UserSplit(users, Math.min(processes, UserSplit.mostProcesses(users, 2)), 2));
      }
    }
    return all;
  }

  @Test
  void every_user_is_in_one_process() {
    assertThat(all())
        .allSatisfy(
            split -> {
              int next = 0;
              for (int process = 0; process < split.processes(); process++) {
                assertThat(split.first(process)).isEqualTo(next);
                next += split.count(process);
              }
              assertThat(next).isEqualTo(split.users());
            });
  }

  @Test
  void no_process_is_empty_and_sizes_differ_by_two_at_most() {
    assertThat(all())
        .allSatisfy(
            split -> {
              int least = sizes(split).stream().mapToInt(Integer::intValue).min().orElseThrow();
              assertThat(least).isPositive();
              assertThat(split.smallest()).isEqualTo(least);
              assertThat(split.largest()).isBetween(least, least + 2).isIn(sizes(split));
            });
  }

  @Test
  void no_pair_is_cut_apart_and_nobody_is_left_without_a_contact() {
    assertThat(all())
        .allSatisfy(
            split -> {
              for (int process = 0; process < split.processes(); process++) {
                assertThat(split.first(process)).isEven();
                assertThat(split.count(process)).isGreaterThan(split.users() == 1 ? 0 : 1);
              }
            });
  }

  @Test
  void there_are_two_users_in_each_process() {
    assertThat(UserSplit.mostProcesses(100, 2)).isEqualTo(50);
    assertThat(UserSplit.mostProcesses(7, 2)).isEqualTo(3);
    assertThat(UserSplit.mostProcesses(1, 2)).isEqualTo(1);
    assertThat(sizes(new UserSplit(11, 4, 2))).containsExactly(2, 4, 2, 3);
  }

  @Test
  void the_largest_numbers_do_not_overflow() {
    UserSplit split = new UserSplit(Integer.MAX_VALUE, 1_000, 2);

    assertThat(split.first(999) + split.count(999)).isEqualTo(Integer.MAX_VALUE);
    assertThat(split.largest()).isEqualTo(2_147_484);
  }
}
