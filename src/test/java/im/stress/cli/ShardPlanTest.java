package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShardPlanTest {

  @ParameterizedTest(name = "{0} users, {1} handles, {2} asked for: {3} of {4}")
  @CsvSource({
    "100, 20000, 0, 1, 100",
    "700, 1000, 0, 1, 700", // exactly full
    "701, 1000, 0, 2, 351",
    "50000, 20300, 0, 3, 16667",
    "1, 302, 0, 1, 1",
    "10, 303, 0, 5, 2", // an odd place is left free: pairs stay together
    "100, 20000, 4, 4, 25",
    "3, 20000, 8, 3, 1", // no shard without users
    "701, 1000, 4, 4, 176",
    "3000, 1000, 2, 5, 600",
  })
  void users_are_spread_over_as_few_processes_as_will_do(
      int users, long limit, int asked, int shards, int usersPerShard) throws CommandException {
    ShardPlan plan = ShardPlan.of(settings(users, asked), new FileHandles(limit, 300));

    assertThat(plan.shards()).isEqualTo(shards);
    assertThat(plan.usersPerShard()).isEqualTo(usersPerShard);
  }

  @Test
  void reason_is_given_only_when_nobody_asked_for_that_many() throws CommandException {
    FileHandles handles = new FileHandles(1000, 300);

    assertThat(ShardPlan.of(settings(700, 0), handles).reason()).isEmpty();
    assertThat(ShardPlan.of(settings(1400, 2), handles).reason()).isEmpty();
    assertThat(ShardPlan.of(settings(1401, 2), handles).reason())
        .isEqualTo(
            "the limit of 1000 file handles is too low for 1401 users in 2 processes:"
                + " split over 3 processes");
  }

  @Test
  void limit_below_the_reserve_is_refused() {
    assertThatThrownBy(() -> ShardPlan.of(settings(10, 0), new FileHandles(256, 300)))
        .isInstanceOf(CommandException.class)
        .hasMessage(
            "limit of file handles: expected at least 302, got 256; raise it with ulimit -n");
  }

  @Test
  void system_without_a_limit_holds_everybody() throws CommandException {
    FileHandles handles = new FileHandles(Long.MAX_VALUE, 300);

    assertThat(ShardPlan.of(settings(1_000_000, 0), handles).shards()).isEqualTo(1);
  }

  @Test
  void limit_of_this_process_is_found() {
    assertThat(FileHandles.ofThisProcess().capacity()).isPositive();
  }

  private static StressSettings settings(int users, int shards) {
    return SettingsLoader.load(
            new SettingsSources(
                Map.of(
                    "im.run.shards", Integer.toString(shards), "im.target.url", "ws://127.0.0.1:1"),
                List.of(Integer.toString(users)),
                Map.of(),
                Optional.empty()))
        .settings();
  }
}
