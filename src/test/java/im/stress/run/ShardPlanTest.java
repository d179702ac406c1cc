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
  private static final long ALL_PORTS = Long.MAX_VALUE;
  private static final long MEMORY = 24L << 30;

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
    "601, 1000, 4, 4, 151",
    "3000, 1000, 2, 5, 600",
  })
  void users_are_spread_over_as_few_processes_as_will_do(
      int users, long limit, int asked, int shards, int usersPerShard) throws CommandException {
    ShardPlan plan = ShardPlan.of(settings(users, asked), limits(limit));

    assertThat(plan.shards()).isEqualTo(shards);
    assertThat(plan.usersPerShard()).isEqualTo(usersPerShard);
  }

  @Test
  void reason_is_given_only_when_nobody_asked_for_that_many() throws CommandException {
    ShardPlan.Limits limits = limits(1000);

    assertThat(ShardPlan.of(settings(600, 0), limits).reason()).isEmpty();
    assertThat(ShardPlan.of(settings(1200, 2), limits).reason()).isEmpty();
    assertThat(ShardPlan.of(settings(601, 0), limits).reason())
        .isEqualTo(
            "601 users are split over 2 processes: one process holds up to 600 users with the"
                + " limit of 1000 file handles (at most 90 % in use, im.client.max-fd-percent)");
    assertThat(ShardPlan.of(settings(1201, 2), limits).reason())
        .startsWith("1201 users are split over 3 processes, not 2: one process holds up to 600");
  }

  /** No plan of the tool's own may end in the tool's own warning. */
  @ParameterizedTest
  @ValueSource(doubles = {50, 90, 99.5, 100})
  void no_process_comes_to_the_bound_of_the_verdict(double percent) throws CommandException {
    ShardPlan.Limits limits = limits(4_000);
    for (int users = 1; users < 20_000; users += 97) {
      ShardPlan plan =
          ShardPlan.of(
              settings(users, 0, Map.of("im.client.max-fd-percent", percent + "")), limits);

      assertThat(100.0 * (plan.usersPerShard() + 300) / 4_000).isLessThanOrEqualTo(percent);
    }
  }

  @Test
  void old_connections_of_a_silent_storm_are_planned_for() throws CommandException {
    ShardPlan.Limits limits = limits(1000);
    Map<String, String> storm =
        Map.of(
            "im.storm.at", "10s",
            "im.storm.percent", "50",
            "im.storm.cut", "silence",
            "im.reconnect.policy", "fixed");

    assertThat(ShardPlan.of(settings(400, 0, storm), limits).shards()).isEqualTo(1);
    ShardPlan split = ShardPlan.of(settings(401, 0, storm), limits);
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

    assertThat(ShardPlan.of(settings(600, 0, storm), limits(1000)).shards()).isEqualTo(1);
  }

  @Test
  void limit_below_the_reserve_is_refused() {
    assertThatThrownBy(() -> ShardPlan.of(settings(10, 0), limits(256)))
        .isInstanceOf(CommandException.class)
        .hasMessage(
            "limit of file handles: expected at least 336 (2 users, 300 for the process itself, at"
                + " most 90 % in use, im.client.max-fd-percent), got 256; raise it with ulimit -n");
  }

  /** The hard limits of small machines and containers, and 312 handles that are not for users. */
  @ParameterizedTest(name = "{0} users, {1} handles: {2} shards, {3} servers")
  @CsvSource({
    "600, 1024, 1, 1",
    "700, 1024, 2, 1", // one server has all handles, a shard 90 % of them
    "1500, 1024, 3, 3",
    "10000, 1024, 17, 17",
    "3300, 4096, 1, 1",
    "10000, 4096, 3, 3",
    "50000, 4096, 15, 15",
    "17001, 20000, 1, 1",
    "19000, 20000, 2, 1",
    "50000, 20000, 3, 3",
    "50000, 100000, 1, 1",
  })
  void each_shard_has_an_embedded_server_where_one_is_too_few(
      int users, long limit, int shards, int servers) throws CommandException {
    ShardPlan plan =
        ShardPlan.of(
            embedded(users, 0),
            new ShardPlan.Limits(new FileHandles(limit, 312), ALL_PORTS, MEMORY));

    assertThat(plan.shards()).isEqualTo(shards);
    assertThat(plan.servers()).isEqualTo(servers);
  }

  @Test
  void more_shards_than_needed_share_one_server_while_it_can_hold_them() throws CommandException {
    assertThat(ShardPlan.of(embedded(600, 4), limits(1000)).servers()).isEqualTo(1);
    assertThat(ShardPlan.of(embedded(1_400, 4), limits(1000)).servers()).isEqualTo(4);
    assertThat(ShardPlan.of(settings(1_400, 4), limits(1000)).servers()).isZero();
  }

  @Test
  void ports_towards_one_server_are_a_limit_as_well() throws CommandException {
    ShardPlan.Limits few = new ShardPlan.Limits(new FileHandles(100_000, 300), 28_232, MEMORY);

    ShardPlan plan = ShardPlan.of(embedded(50_000, 0), few);

    assertThat(plan)
        .isEqualTo(
            new ShardPlan(
                2,
                2,
                25_000,
                "50000 users are split over 2 processes: one process holds up to 28232 users with"
                    + " the limit of 28232 local ports towards one embedded server"
                    + " (im.connection.source-addresses, im.client.max-port-percent)"));
    assertThat(ShardPlan.of(settings(50_000, 0), few).shards()).isEqualTo(1);
  }

  /** As many ports as users, and an odd number of them. */
  @Test
  void one_server_is_enough_where_it_has_a_port_for_each_user() throws CommandException {
    assertThat(
            ShardPlan.of(
                embedded(601, 0), new ShardPlan.Limits(new FileHandles(2_000, 300), 601, MEMORY)))
        .isEqualTo(new ShardPlan(1, 1, 601, ""));
  }

  @Test
  void processes_that_the_memory_has_no_room_for_are_refused() throws CommandException {
    FileHandles handles = new FileHandles(1024, 312);

    assertThat(ShardPlan.of(settings(50_000, 0), new ShardPlan.Limits(handles, 0, MEMORY)).shards())
        .isEqualTo(83);
    assertThatThrownBy(
            () ->
                ShardPlan.of(embedded(50_000, 0), new ShardPlan.Limits(handles, ALL_PORTS, MEMORY)))
        .isInstanceOfSatisfying(
            CommandException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(64);
              assertThat(e.isTooLarge()).isTrue();
            })
        .hasMessageStartingWith("memory: expected at least ")
        .hasMessageContaining("for 50000 users in 83 processes and 83 of the embedded server, got")
        .hasMessageContaining("raise the limit of file handles with ulimit -n");
  }

  @Test
  void system_without_a_limit_holds_everybody() throws CommandException {
    ShardPlan.Limits limits = limits(Long.MAX_VALUE);

    assertThat(ShardPlan.of(settings(1_000_000, 0), limits).shards()).isEqualTo(1);
  }

  @Test
  void limit_of_this_process_is_found() {
    assertThat(FileHandles.ofThisProcess().users(100, 1)).isPositive();
  }

  private static ShardPlan.Limits limits(long handles) {
    return new ShardPlan.Limits(new FileHandles(handles, 300), ALL_PORTS, MEMORY);
  }

  private static StressSettings embedded(int users, int shards) {
    return settings(users, shards, Map.of("im.target.url", ""));
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
