package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.report.CompareSummary;
import im.stress.report.CompareSummary.Answer;
import im.stress.report.ComparedRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CompareRunTest {
  private static final List<String> ALL = List.of("1-a", "2-b", "3-b", "4-a", "5-a", "6-b");

  @TempDir Path results;
  private CompareFixture fixture;

  @BeforeEach
  void createFixture() {
    fixture = new CompareFixture(results);
  }

  @AfterEach
  void leaveNothingRunning() {
    fixture.children.killAll();
  }

  @Test
  void runs_take_turns_with_pauses_and_leave_a_folder_each() throws Exception {
    StagedResult result = fixture.execute();

    assertThat(result).isEqualTo(new StagedResult(results.resolve("r"), 0));
    assertThat(fixture.ran).containsExactlyElementsOf(ALL);
    assertThat(fixture.left).isNotEmpty();
    assertThat(fixture.summary().answer()).isEqualTo(Answer.NO_DIFFERENCE);
    assertThat(fixture.summary().runs())
        .extracting(CompareSummary.Run::folder)
        .containsExactlyElementsOf(ALL);
    assertThat(results.resolve("r/index.html")).content().contains("2-b/index.html");
  }

  @Test
  void second_target_that_is_slower_than_allowed_exits_with_2() throws Exception {
    fixture.limitPercent = OptionalDouble.of(10);
    List.of("2-b", "3-b", "6-b").forEach(run -> fixture.runs.put(run, r -> r.micros(5_000)));

    assertThat(fixture.execute().exitCode()).isEqualTo(2);
    assertThat(fixture.summary().answer()).isEqualTo(Answer.TOO_SLOW);
  }

  @Test
  void pair_that_can_not_be_ranked_is_the_last() throws Exception {
    fixture.runs.put("1-a", run -> run.acked(0));

    assertThat(fixture.execute().exitCode()).isEqualTo(3);
    assertThat(fixture.ran).containsExactly("1-a", "2-b");
    assertThat(fixture.summary().reasons().get(0))
        .startsWith("a: expected a success of 99.00 % or more, got 0.00 %");
    assertThat(fixture.summary().runs())
        .extracting(CompareSummary.Run::verdict)
        .filteredOn(verdict -> verdict == null)
        .hasSize(4);
  }

  @Test
  void command_before_each_run_knows_its_target() throws Exception {
    Path log = results.resolve("before.txt");
    fixture.before = Optional.of("echo $TARGET $TARGET_URL >> " + log);

    fixture.execute();

    assertThat(Files.readAllLines(log))
        .hasSize(6)
        .startsWith("a ws://127.0.0.1:1/websocket", "b ws://127.0.0.1:2/websocket");
  }

  @Test
  void command_that_fails_before_the_first_run_is_told_and_leaves_nothing() {
    fixture.before = Optional.of("echo no such container; exit 7");

    assertThatThrownBy(fixture::execute)
        .isInstanceOf(CommandException.class)
        .hasMessage(
            "--before: expected exit code 0 for target a, got exit code 7 (no such container)")
        .extracting(e -> ((CommandException) e).exitCode())
        .isEqualTo(69);
    assertThat(results.resolve("r")).doesNotExist();
  }

  @Test
  void command_that_fails_later_ends_all_and_keeps_what_was_measured() throws Exception {
    Path flag = results.resolve("flag");
    fixture.before =
        Optional.of("[ ! -e %s ] || exit 1; [ $TARGET = a ] || touch %s".formatted(flag, flag));

    assertThatThrownBy(fixture::execute).hasMessageContaining("target b, got exit code 1");
    assertThat(fixture.ran).containsExactly("1-a", "2-b");
    assertThat(fixture.summary().reasons().get(0)).startsWith("--before: expected exit code");
    assertThat(fixture.summary().figures()).isNotEmpty();
  }

  @Test
  void target_that_was_restarted_may_take_a_while_to_answer() throws Exception {
    fixture.execute();
    assertThat(fixture.startLimits).hasSize(6).containsOnly(Duration.ZERO);

    fixture.startLimits.clear();
    fixture.before = Optional.of("true");
    fixture.runId = "again";
    fixture.execute();
    assertThat(fixture.startLimits).hasSize(6).containsOnly(Duration.ofSeconds(30));
  }

  @Test
  void command_that_asks_gets_no_answer_and_one_that_never_ends_is_killed() {
    fixture.before = Optional.of("read -r answer || echo nobody there; exit 7");
    assertThatThrownBy(fixture::execute).hasMessageEndingWith("exit code 7 (nobody there)");

    fixture.beforeLimit = Duration.ofMillis(1);
    fixture.before = Optional.of("sleep 1000");
    assertThatThrownBy(fixture::execute)
        .hasMessage(
            "--before: expected exit code 0 for target a, got no end within 1 ms, and it was killed");
  }

  @Test
  void target_that_never_answered_is_out_of_reach() throws Exception {
    fixture.unreachable("2-b", 1);

    assertThatThrownBy(fixture::execute)
        .isInstanceOf(CommandException.class)
        .hasMessage("target: refused");
    assertThat(fixture.summary().exitCode()).isEqualTo(69);
  }

  @Test
  void target_that_lets_nobody_in_any_more_can_not_be_ranked() throws Exception {
    fixture.unreachable("3-b", 1);

    assertThat(fixture.execute().exitCode()).isEqualTo(3);
    assertThat(fixture.summary().reasons())
        .containsExactly("b let nobody in after its last run: target: refused");
  }

  @Test
  void interrupt_ends_it_with_what_was_measured() throws Exception {
    fixture.whilePausing = () -> fixture.interrupts.ask();

    assertThat(fixture.execute().exitCode()).isEqualTo(130);
    assertThat(fixture.summary().answer()).isEqualTo(Answer.INTERRUPTED);
    assertThat(fixture.summary().reasons()).contains("interrupted before run 2 of 6");
  }

  @Test
  void runs_that_were_made_before_are_grouped_by_name_or_by_target() throws Exception {
    fixture.execute();
    Path made = results.resolve("r");
    List<String> named =
        List.of(
            "old=%s,%s,%s".formatted(made.resolve("1-a"), made.resolve("4-a"), made.resolve("5-a")),
            "new=%s,%s,%s"
                .formatted(made.resolve("2-b"), made.resolve("3-b"), made.resolve("6-b")));

    assertThat(FinishedRuns.of(named, List.of(), OptionalDouble.empty()).request().targets())
        .extracting(CompareSummary.Target::name)
        .containsExactly("old", "new");
    assertThat(
            FinishedRuns.of(List.of(made.toString()), List.of(), OptionalDouble.empty())
                .request()
                .runs())
        .extracting(run -> run.target() + " " + run.name())
        .containsExactlyInAnyOrder("a 1-a", "b 2-b", "b 3-b", "a 4-a", "a 5-a", "b 6-b");
    assertThatThrownBy(
            () ->
                FinishedRuns.of(
                    ALL.stream().map(run -> made.resolve(run).toString()).toList(),
                    List.of(),
                    OptionalDouble.empty()))
        .hasMessageContaining("got runs of 1: ws://127.0.0.1:10001/websocket; name them");
  }

  @Test
  void comparison_that_ended_early_is_not_ranked_when_it_is_read_again() throws Exception {
    fixture.unreachable("6-b", 1);
    fixture.execute();

    assertThat(
            FinishedRuns.of(
                    List.of(results.resolve("r").toString()), List.of(), OptionalDouble.empty())
                .request()
                .refusals())
        .containsExactly(
            "the comparison ended early: b let nobody in after its last run: target: refused");
  }

  @Test
  void folder_without_a_run_and_a_run_given_twice_are_refused() throws Exception {
    ComparedRuns.at(results.resolve("one")).write();
    String one = results.resolve("one").toString();

    assertThatThrownBy(
            () -> FinishedRuns.of(List.of("a=" + one, "b=none"), List.of(), OptionalDouble.empty()))
        .hasMessage("none: expected the results of a run, with summary.json in it, got none");
    assertThatThrownBy(
            () ->
                FinishedRuns.of(List.of("a=" + one, "b=" + one), List.of(), OptionalDouble.empty()))
        .hasMessageContaining("expected each run once");
    assertThatThrownBy(
            () -> FinishedRuns.of(List.of("a=" + one, one), List.of(), OptionalDouble.empty()))
        .hasMessageEndingWith("got a mixture");
  }
}
