package im.stress.gatling;

import static io.gatling.javaapi.core.CoreDsl.scenario;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {

  @BeforeAll
  static void giveGatlingItsConfiguration() {
    TestRun.giveGatlingItsConfiguration();
  }

  private static int[] split(int users, int... percents) {
    return splitFrom(0, users, percents);
  }

  private static int[] splitFrom(int first, int users, int... percents) {
    return Share.split(
        first,
        users,
        IntStream.of(percents).mapToObj(p -> new Share(p, scenario("share of " + p))).toList());
  }

  @ParameterizedTest
  @CsvSource({"100, 90, 10", "10, 9, 1", "5, 5, 0", "4, 4, 0", "6, 5, 1", "1, 1, 0"})
  void few_users_are_shared_out_one_by_one(int users, int readers, int writers) {
    assertThat(split(users, 90, 10)).containsExactly(readers, writers);
  }

  @Test
  void the_earlier_share_comes_first_where_two_are_alike() {
    assertThat(split(3, 50, 50)).containsExactly(2, 1);
    assertThat(split(4, 33, 33, 34)).containsExactly(1, 1, 2);
  }

  @Test
  void all_users_have_a_share() {
    for (int users = 1; users < 1_000; users++) {
      assertThat(sum(split(users, 1, 7, 29, 63))).isEqualTo(users);
    }
    assertThat(split(Integer.MAX_VALUE, 99, 1)).containsExactly(2_126_008_811, 21_474_836);
  }

  @Test
  void shares_are_right_over_all_processes_however_few_users_each_has() {
    int[] sums = new int[2];
    for (int process = 0; process < 50; process++) {
      int[] counts = splitFrom(1_000 + 2 * process, 2, 90, 10);
      sums[0] += counts[0];
      sums[1] += counts[1];
    }
    assertThat(sums).containsExactly(90, 10);
    assertThat(sum(splitFrom(37, 250, 1, 7, 29, 63))).isEqualTo(250);
    assertThat(splitFrom(37, 100, 1, 7, 29, 63)).containsExactly(1, 7, 29, 63);
  }

  private static int sum(int[] counts) {
    return IntStream.of(counts).sum();
  }

  @Test
  void shares_of_less_or_more_than_all_users_are_refused() {
    assertThatThrownBy(() -> split(10, 90, 5))
        .isInstanceOf(SettingsException.class)
        .hasMessage("users: expected shares that add up to 100 percent, got 90 + 5 = 95");
    assertThatThrownBy(() -> split(10, 90, 11))
        .hasMessage("users: expected shares that add up to 100 percent, got 90 + 11 = 101");
    assertThatThrownBy(() -> split(10, 100, 0))
        .hasMessage("share: expected 1 to 100 percent, got 0");
    assertThatThrownBy(() -> split(10))
        .hasMessage("users: expected shares that add up to 100 percent, got none");
  }
}
