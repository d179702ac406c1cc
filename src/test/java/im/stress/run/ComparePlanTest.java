package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsException;
import im.stress.config.SettingsSources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ComparePlanTest {
  private static final String A = "ws://127.0.0.1:1/websocket";
  private static final String B = "ws://127.0.0.1:2/websocket";

  private static ComparePlan plan(int runsEach, String first, String second) {
    return ComparePlan.of(
        new CompareOptions(
            List.of(new CompareOptions.Target("a", first), new CompareOptions.Target("b", second)),
            runsEach,
            Duration.ofSeconds(1),
            Optional.empty(),
            OptionalDouble.empty(),
            List.of()),
        SettingsSources.ofEnvironment(Map.of("TARGET_URL", "ws://127.0.0.1:3/other")));
  }

  private static List<String> names(ComparePlan plan) {
    return plan.runs().stream().map(run -> run.step().name()).toList();
  }

  @Test
  void targets_take_turns_so_that_neither_is_always_the_first() {
    assertThat(names(plan(3, A, B))).containsExactly("1-a", "2-b", "3-b", "4-a", "5-a", "6-b");
    assertThat(names(plan(4, A, B)))
        .containsExactly("1-a", "2-b", "3-b", "4-a", "5-a", "6-b", "7-b", "8-a");
  }

  @Test
  void each_run_is_aimed_at_its_target_whatever_the_environment_says() {
    assertThat(plan(3, A, B).runs())
        .allSatisfy(
            run ->
                assertThat(run.step().loaded().settings().target().urls())
                    .extracting(String::valueOf)
                    .containsExactly(run.target().name().equals("a") ? A : B));
  }

  @Test
  void one_target_under_two_names_is_refused() {
    assertThatThrownBy(() -> plan(3, A, "ws://127.0.0.1:1"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "--target: expected two targets, got ws://127.0.0.1:1/websocket for both a and b; give"
                + " the other its own URL");
    assertThatThrownBy(() -> plan(3, A + "," + B, B + "," + A))
        .isInstanceOf(SettingsException.class);
  }

  @Test
  void password_of_a_target_is_not_shown() {
    ComparePlan plan = plan(3, "ws://me:secret@127.0.0.1:1/websocket", B);

    assertThat(plan.targets().get(0).url()).isEqualTo("ws://***@127.0.0.1:1/websocket");
    assertThat(plan.toString()).doesNotContain("secret");
  }
}
