package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.SettingsSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedPlanTest {
  private static final SettingsSources TARGET =
      SettingsSources.ofEnvironment(Map.of("TARGET_URL", StagedFixture.TARGET));

  private static StagedPlan plan(SettingsSources sources, double timeScale, Integer... levels) {
    return StagedPlan.of(
        new StagedOptions(
            List.of(levels),
            5,
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            timeScale,
            List.of()),
        sources);
  }

  private static List<String> steps(StagedPlan plan) {
    return plan.steps().stream().map(StagedStep::description).toList();
  }

  @Test
  void without_levels_the_steps_are_those_of_the_guide() {
    assertThat(steps(plan(TARGET, 1)))
        .containsExactly(
            "100 users, ramp-up 30s, duration 120s, message interval 5s, heartbeat interval 30s,"
                + " success.overall >= 0.95",
            "1000 users, ramp-up 60s, duration 300s, message interval 5s, heartbeat interval 30s,"
                + " success.overall >= 0.95",
            "10000 users, ramp-up 120s, duration 600s, message interval 5s, heartbeat interval"
                + " 30s, success.overall >= 0.90",
            "50000 users, ramp-up 300s, duration 600s, message interval 10s, heartbeat interval"
                + " 60s, success.overall >= 0.90");
  }

  @Test
  void other_levels_have_the_values_of_the_next_larger_step() {
    assertThat(steps(plan(TARGET, 1, 7, 101, 60_000)))
        .satisfiesExactly(
            step -> assertThat(step).startsWith("7 users, ramp-up 30s, duration 120s"),
            step -> assertThat(step).startsWith("101 users, ramp-up 60s, duration 300s"),
            step -> assertThat(step).startsWith("60000 users, ramp-up 300s, duration 600s"));
  }

  @Test
  void time_scale_multiplies_times_and_leaves_the_load_alone() {
    StagedPlan plan = plan(TARGET, 0.1, 100);

    assertThat(steps(plan).get(0))
        .startsWith(
            "100 users, ramp-up 3s, duration 12s, message interval 5s, heartbeat interval 30s");
    assertThat(plan.pause()).isEqualTo(Duration.ofSeconds(1));
    assertThat(plan.warmUp().orElseThrow().description())
        .startsWith("5 users, ramp-up 0s, duration 3s, message interval 5s");
  }

  @Test
  void what_a_user_or_a_preset_sets_wins_over_the_guide(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("my.conf"), "im.duration = 7s");
    SettingsSources given =
        new SettingsSources(
            Map.of("im.codec.format", "chat-server", "im.thresholds", "messages.lost <= 0"),
            List.of(),
            Map.of("TARGET_HOST", "127.0.0.1"),
            Optional.of(file));

    assertThat(steps(plan(given, 1, 100)))
        .containsExactly(
            "100 users, ramp-up 30s, duration 7s, message interval 500ms, heartbeat interval 0s,"
                + " messages.lost <= 0");
  }

  @Test
  void embedded_server_gets_no_warm_up() {
    StagedPlan plan = plan(SettingsSources.ofEnvironment(Map.of()), 1, 100);

    assertThat(plan.warmUp()).isEmpty();
    assertThat(plan.notes()).containsExactly("no warm-up: each step has a fresh embedded server");
  }

  @Test
  void warm_up_has_users_enough_for_a_group() {
    StagedPlan plan = plan(TARGET.with("im.groups.size", "20").with("im.storm.at", "60s"), 1, 100);

    assertThat(plan.warmUp().orElseThrow().users()).isEqualTo(20);
  }
}
