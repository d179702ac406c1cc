package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that can't be held against each other, as the production writers have left them. */
class CompareRefusalsTest {
  private static final UnaryOperator<ComparedRuns> AS_IT_IS = UnaryOperator.identity();

  @TempDir Path folder;

  private ComparedTarget target(String name, List<UnaryOperator<ComparedRuns>> runs)
      throws IOException {
    List<FinishedRun> finished = new ArrayList<>();
    for (UnaryOperator<ComparedRuns> run : runs) {
      Path path = folder.resolve((finished.size() + 1) + "-" + name);
      run.apply(ComparedRuns.at(path)).write();
      finished.add(FinishedRun.read(path).orElseThrow());
    }
    return new ComparedTarget(name, "ws://" + name, finished);
  }

  /** Of two targets of which the second run of b is made like this. */
  private List<String> refusals(UnaryOperator<ComparedRuns> second) throws IOException {
    return CompareRefusals.of(
        target("a", List.of(AS_IT_IS, AS_IT_IS, AS_IT_IS)),
        target("b", List.of(AS_IT_IS, second, AS_IT_IS)),
        true);
  }

  @Test
  void runs_of_the_same_load_that_went_well_are_compared() throws IOException {
    assertThat(refusals(AS_IT_IS)).isEmpty();
    assertThat(refusals(run -> run.setting("im.target.url", "ws://b").acked(238))).isEmpty();
  }

  @Test
  void run_that_was_invalid_is_refused_with_its_reason() throws IOException {
    assertThat(refusals(run -> run.invalid("CPU of the machine was 97 %")))
        .containsExactly(
            "2-b is INVALID: the load generator was the limit, not b: CPU of the machine was 97 %");
  }

  @Test
  void success_below_99_percent_is_refused_with_its_errors() throws IOException {
    assertThat(refusals(run -> run.acked(230)))
        .containsExactly(
            "b: expected a success of 99.00 % or more, got 95.83 % at least, in 2-b (10 x message"
                + " refused): the rate of errors is no rate of work");
  }

  @Test
  void target_that_died_is_the_worst_reason() throws IOException {
    assertThat(refusals(ComparedRuns::allLost))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("b died or lost all its users before the end, in 2-b");
  }

  @Test
  void end_of_the_process_is_told_as_the_monitor_saw_it_even_when_it_came_back()
      throws IOException {
    assertThat(refusals(ComparedRuns::targetGone))
        .singleElement()
        .asString()
        .startsWith("b died in 2-b: the target's process ended at ")
        .contains("and did not come back")
        .endsWith(": a target that dies can't be ranked");
    assertThat(refusals(ComparedRuns::targetRestarted))
        .singleElement()
        .asString()
        .contains("b died in 2-b: ", "another one came 3 s later");
  }

  @Test
  void monitor_that_looks_now_and_then_has_seen_no_end() throws IOException {
    assertThat(refusals(run -> run.notWatchedHere().watchedElsewhere(5, 40))).isEmpty();
  }

  @Test
  void target_that_took_nobody_away_has_not_died() throws IOException {
    assertThat(refusals(run -> run.failedConnects(10)))
        .noneMatch(reason -> reason.contains("died or lost all its users"));
    assertThat(refusals(run -> run.deathsOnline(9)))
        .noneMatch(reason -> reason.contains("died or lost all its users"));
    assertThat(refusals(run -> run.deathsOnline(10)))
        .anyMatch(reason -> reason.contains("died or lost all its users"));
  }

  @Test
  void other_load_is_refused_with_the_setting() throws IOException {
    assertThat(refusals(run -> run.setting("im.message.size", "64")))
        .containsExactly(
            "the loads differ: im.message.size is \"128\" in 1-a and \"64\" in 2-b: give both the"
                + " same");
    assertThat(refusals(run -> run.setting("im.codec.format", "other")))
        .containsExactly(
            "the loads differ: im.codec.format is not set in 1-a and \"other\" in 2-b: give both"
                + " the same");
  }

  @Test
  void answers_that_differ_in_size_by_more_than_half_are_refused() throws IOException {
    ComparedTarget first = target("a", List.of(AS_IT_IS, AS_IT_IS, AS_IT_IS));
    UnaryOperator<ComparedRuns> seed = run -> run.bytesEach(179);
    UnaryOperator<ComparedRuns> within = run -> run.bytesEach(150);

    assertThat(CompareRefusals.of(first, target("b", List.of(seed, seed, seed)), true))
        .containsExactly(
            "the answers are not the same: b sends 179 B for each request, a 100 B: look at both"
                + " before you compare");
    assertThat(CompareRefusals.of(first, target("b", List.of(within, within, within)), true))
        .isEmpty();
  }

  @Test
  void handshakes_do_not_make_answers_of_different_sizes_alike() throws IOException {
    UnaryOperator<ComparedRuns> large = run -> run.bytesEach(4_247).answerBytesEach(247);
    UnaryOperator<ComparedRuns> small = run -> run.bytesEach(4_130).answerBytesEach(130);

    assertThat(
            CompareRefusals.of(
                target("a", List.of(large, large, large)),
                target("b", List.of(small, small, small)),
                true))
        .containsExactly(
            "the answers are not the same: a sends 247 B for each request, b 130 B: look at both"
                + " before you compare");
  }

  @Test
  void run_that_was_ended_early_is_refused() throws IOException {
    assertThat(refusals(ComparedRuns::interrupted)).contains("2-b was ended early");
  }

  @Test
  void fewer_than_three_runs_have_no_noise_that_is_known_unless_more_will_come()
      throws IOException {
    ComparedTarget first = target("a", List.of(AS_IT_IS, AS_IT_IS, AS_IT_IS));
    ComparedTarget second = target("b", List.of(AS_IT_IS, AS_IT_IS));

    assertThat(CompareRefusals.of(first, second, true))
        .containsExactly(
            "b: expected 3 runs or more, got 2: the noise between its runs is not known");
    assertThat(CompareRefusals.of(first, second, false)).isEmpty();
  }

  @Test
  void all_reasons_are_told() throws IOException {
    assertThat(
            refusals(
                run -> run.invalid("CPU").acked(0).setting("im.message.size", "64").bytesEach(900)))
        .hasSize(4);
  }
}
