package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ShardPlanTest {

  @ParameterizedTest(name = "{0} users, {1} handles, {2} asked for: {3} of {4}")
  @CsvSource({
    "100, 20000, 0, 1, 100",
    "600, 1000, 0, 1, 600", // exactly full: 90 % of 1,000, less 300 that are not for users
    "601, 1000, 0, 2, 301", // the last user has no partner
    "18000, 20000, 0, 2, 9000", // 90 % and the JVM's own would be too much for one
    "50000, 20300, 0, 3, 16668",
    "1, 336, 0, 1, 1",
    "10, 337, 0, 5, 2", // an odd place is left free: pairs stay together
    "100, 20000, 4, 4, 26",
    "3, 20000, 8, 1, 3", // nobody is alone
    "601, 1000, 4, 4, 151",
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

    assertThat(ShardPlan.of(settings(600, 0), handles).reason()).isEmpty();
    assertThat(ShardPlan.of(settings(1200, 2), handles).reason()).isEmpty();
    assertThat(ShardPlan.of(settings(601, 0), handles).reason())
        .isEqualTo(
            "601 users are split over 2 processes: one process holds up to 600 users with the"
                + " limit of 1000 file handles (at most 90 % in use, im.client.max-fd-percent)");
    assertThat(ShardPlan.of(settings(1201, 2), handles).reason())
        .startsWith("1201 users are split over 3 processes, not 2: one process holds up to 600");
  }

  /** No plan of the tool's own may end in the tool's own warning. */
  @ParameterizedTest
  @ValueSource(doubles = {50, 90, 99.5, 100})
  void no_process_comes_to_the_bound_of_the_verdict(double percent) throws CommandException {
    FileHandles handles = new FileHandles(4_000, 300);
    for (int users = 1; users < 20_000; users += 97) {
      ShardPlan plan =
          ShardPlan.of(
              settings(users, 0, Map.of("im.client.max-fd-percent", percent + "")), handles);

      assertThat(100.0 * (plan.usersPerShard() + handles.reserve()) / handles.limit())
          .isLessThanOrEqualTo(percent);
    }
  }

  @Test
  void old_connections_of_a_silent_storm_are_planned_for() throws CommandException {
    FileHandles handles = new FileHandles(1000, 300);
    Map<String, String> storm =
        Map.of(
            "im.storm.at", "10s",
            "im.storm.percent", "50",
            "im.storm.cut", "silence",
            "im.reconnect.policy", "fixed");

    assertThat(ShardPlan.of(settings(400, 0, storm), handles).shards()).isEqualTo(1);
    ShardPlan split = ShardPlan.of(settings(401, 0, storm), handles);
    assertThat(split.shards()).isEqualTo(2);
    assertThat(split.reason())
        .isEqualTo(
            "401 users are split over 2 processes: one process holds up to 400 users with the"
                + " limit of 1000 file handles (at most 90 % in use, im.client.max-fd-percent;"
                + " a silent storm keeps the old connection of 50 % of the users open)");
  }

  @ParameterizedTest
  @CsvSource({"reset, fixed", "close, fixed", "silence, off"})
  void other_storms_need_one_handle_a_user(String cut, String policy) throws CommandException {
    Map<String, String> storm =
        Map.of("im.storm.at", "10s", "im.storm.cut", cut, "im.reconnect.policy", policy);

    assertThat(ShardPlan.of(settings(600, 0, storm), new FileHandles(1000, 300)).shards())
        .isEqualTo(1);
  }

  @Test
  void limit_below_the_reserve_is_refused() {
    assertThatThrownBy(() -> ShardPlan.of(settings(10, 0), new FileHandles(256, 300)))
        .isInstanceOf(CommandException.class)
        .hasMessage(
            "limit of file handles: expected at least 336 (2 users, 300 for the process itself, at"
                + " most 90 % in use, im.client.max-fd-percent), got 256; raise it with ulimit -n");
  }

  @Test
  void embedded_server_is_one_process_and_may_use_all_handles() throws CommandException {
    FileHandles handles = new FileHandles(1000, 300);
    Map<String, String> embedded = Map.of("im.target.url", "");

    assertThat(ShardPlan.of(settings(700, 0, embedded), handles).shards()).isEqualTo(2);
    assertThatThrownBy(() -> ShardPlan.of(settings(701, 0, embedded), handles))
        .isInstanceOf(CommandException.class)
        .hasMessage(
            "limit of file handles: the embedded server needs 1001 for 701 users, got 1000; raise"
                + " it with ulimit -n, or name a target with TARGET_HOST");
  }

  @Test
  void system_without_a_limit_holds_everybody() throws CommandException {
    FileHandles handles = new FileHandles(Long.MAX_VALUE, 300);

    assertThat(ShardPlan.of(settings(1_000_000, 0), handles).shards()).isEqualTo(1);
  }

  @Test
  void limit_of_this_process_is_found() {
    assertThat(FileHandles.ofThisProcess().users(100, 1)).isPositive();
  }

  private static StressSettings settings(int users, int shards) {
    return settings(users, shards, Map.of());
  }

  private static StressSettings settings(int users, int shards, Map<String, String> more) {
    Map<String, String> overrides = new HashMap<>();
    overrides.put("im.run.shards", Integer.toString(shards));
    overrides.put("im.target.url", "ws://127.0.0.1:1");
    overrides.putAll(more);
    return SettingsLoader.load(
            new SettingsSources(
                overrides, List.of(Integer.toString(users)), Map.of(), Optional.empty()))
        .settings();
  }
}
