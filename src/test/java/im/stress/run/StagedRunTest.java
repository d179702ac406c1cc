package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.report.StagedSummary;
import im.stress.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class StagedRunTest {
  @TempDir Path results;
  private StagedFixture fixture;

  @BeforeEach
  void createFixture() {
    fixture = new StagedFixture(results);
  }

  private List<String> columns(String name) throws IOException {
    return fixture.summary().steps().stream()
        .map(step -> name.equals("verdict") ? String.valueOf(step.verdict()) : step.name())
        .toList();
  }

  @Test
  void steps_run_in_order_and_leave_a_folder_each() throws Exception {
    fixture.options = StagedFixture.options(100, 200, 50);

    StagedResult result = fixture.execute();

    assertThat(result.exitCode()).isZero();
    assertThat(result.folder()).isEqualTo(results.resolve("r"));
    assertThat(fixture.ran).containsExactly("1-100", "2-200", "3-50");
    assertThat(fixture.summary().verdict()).isEqualTo(Verdict.PASS);
    assertThat(fixture.summary().reasons()).containsExactly("3 of 3 steps passed, up to 200 users");
    assertThat(columns("name")).containsExactly("1-100", "2-200", "3-50");
    for (String step : fixture.ran) {
      assertThat(results.resolve("r").resolve(step).resolve("index.html")).exists();
    }
  }

  @Test
  void all_steps_are_checked_before_the_first_one() throws Exception {
    fixture.execute();

    assertThat(fixture.checked).containsExactly("100 users", "200 users");
  }

  @Test
  void levels_that_do_not_rise_are_told() throws Exception {
    fixture.options = StagedFixture.options(100, 100, 50);

    fixture.execute();

    assertThat(fixture.told)
        .contains(
            "the levels don't rise: 100 comes after 100",
            "the levels don't rise: 50 comes after 100");
  }

  @Test
  void listener_hears_before_each_run_which_it_is() throws Exception {
    fixture.execute();

    assertThat(fixture.stages).containsExactly("step 1 of 2", "step 2 of 2");
  }

  @Test
  void step_that_fails_is_the_last_and_the_target_was_the_limit() throws Exception {
    fixture.options = StagedFixture.options(100, 200, 400);
    fixture.ends.put("2-200", Verdict.FAIL);

    assertThat(fixture.execute().exitCode()).isEqualTo(2);
    assertThat(fixture.ran).containsExactly("1-100", "2-200");
    StagedSummary summary = fixture.summary();
    assertThat(summary.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(summary.headline()).isEqualTo("The target was the limit at 200 users.");
    assertThat(summary.reasons())
        .containsExactly(
            "success.overall >= 0.95: was 50.00 %", "1 of 3 steps passed, up to 100 users");
    assertThat(columns("verdict")).containsExactly("PASS", "FAIL", "null");
  }

  @Test
  void step_that_is_invalid_is_the_last_and_the_load_generator_was_the_limit() throws Exception {
    fixture.ends.put("1-100", Verdict.INVALID);

    assertThat(fixture.execute().exitCode()).isEqualTo(3);
    assertThat(fixture.ran).containsExactly("1-100");
    assertThat(fixture.summary().headline())
        .isEqualTo("The load generator, not the target, was the limit at 100 users.");
    assertThat(fixture.summary().reasons())
        .containsExactly("CPU of the machine was 97 %", "no step passed");
  }

  @Test
  void target_that_is_gone_before_a_step_leaves_the_steps_before_it() {
    fixture.refusals.put("2-200", CommandException.unreachable("target: refused"));

    assertThatThrownBy(fixture::execute)
        .isInstanceOfSatisfying(
            CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(69));
    assertThat(results.resolve("r/index.html")).content().contains("target: refused", "1-100");
  }

  @Test
  void target_that_is_never_there_leaves_nothing() {
    fixture.refusals.put("1-100", CommandException.unreachable("target: refused"));

    assertThatThrownBy(fixture::execute).hasMessage("target: refused");
    assertThat(results.resolve("r")).doesNotExist();
  }

  @Test
  void pause_is_between_steps_alone_and_as_long_as_asked() throws Exception {
    fixture.execute();

    assertThat(fixture.left)
        .containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(1));
  }

  @Test
  void interrupt_in_a_pause_ends_it_and_the_page_covers_what_was_done() throws Exception {
    fixture.whilePausing = fixture.interrupts::ask;

    assertThat(fixture.execute().exitCode()).isEqualTo(130);
    assertThat(fixture.left).hasSize(1);
    assertThat(fixture.ran).containsExactly("1-100");
    assertThat(fixture.summary().verdict()).isEqualTo(Verdict.INTERRUPTED);
    assertThat(fixture.summary().reasons())
        .containsExactly("interrupted before step 2 of 2", "1 of 2 steps passed, up to 100 users");
  }

  @Test
  void interrupted_step_is_the_last() throws Exception {
    fixture.ends.put("1-100", Verdict.INTERRUPTED);

    assertThat(fixture.execute().exitCode()).isEqualTo(130);
    assertThat(fixture.ran).containsExactly("1-100");
    assertThat(columns("verdict")).containsExactly("INTERRUPTED", "null");
  }

  @Test
  void interrupt_before_the_ramp_of_a_step_is_no_failure() throws Exception {
    fixture.refusals.put("2-200", CommandException.interrupted());

    assertThatThrownBy(fixture::execute).isInstanceOf(CommandException.class);
    assertThat(fixture.summary().verdict()).isEqualTo(Verdict.INTERRUPTED);
    assertThat(columns("verdict")).containsExactly("PASS", "null");
  }

  @Test
  void warm_up_comes_first_is_kept_apart_and_is_in_no_table() throws Exception {
    fixture.options =
        new StagedOptions(
            List.of(100), 5, Duration.ofSeconds(30), Duration.ofSeconds(3), 1, List.of());
    fixture.ends.put("warm-up", Verdict.FAIL);

    assertThat(fixture.execute().exitCode()).isZero();
    assertThat(fixture.ran).containsExactly("warm-up", "1-100");
    assertThat(fixture.settings.get(0).settings().load().users()).isEqualTo(5);
    assertThat(columns("name")).containsExactly("1-100");
    assertThat(fixture.told)
        .contains("the warm-up did not pass, see " + results.resolve("r/warm-up/index.html"));
    assertThat(results.resolve("r/warm-up/summary.json")).exists();
  }

  @Test
  void start_time_is_for_the_first_run_alone() throws Exception {
    fixture.sources = fixture.sources.with("im.machine.start-at", "1800000000");

    fixture.execute();

    assertThat(fixture.settings)
        .extracting(loaded -> loaded.settings().machine().startAtEpochSecond().isPresent())
        .containsExactly(true, false);
  }

  @Test
  void resume_leaves_out_what_passed_and_keeps_what_the_repeated_step_had_left() throws Exception {
    fixture.options = StagedFixture.options(100, 200, 400);
    fixture.ends.put("2-200", Verdict.FAIL);
    fixture.execute();
    Files.writeString(results.resolve("r/2-200/mark"), "first");
    fixture.resume();
    Files.writeString(results.resolve("r/2-200/mark"), "second");
    fixture.ends.clear();

    assertThat(fixture.resume().exitCode()).isZero();
    assertThat(fixture.ran).containsExactly("2-200", "3-400");
    assertThat(fixture.told).contains("1 of 3 steps passed before");
    assertThat(results.resolve("r/2-200-before-1/mark")).hasContent("first");
    assertThat(results.resolve("r/2-200-before-2/mark")).hasContent("second");
    assertThat(results.resolve("r/2-200/mark")).doesNotExist();
    assertThat(fixture.summary().verdict()).isEqualTo(Verdict.PASS);
    assertThat(fixture.summary().steps().get(1).earlier())
        .containsExactly("2-200-before-1", "2-200-before-2");
  }

  @Test
  void resume_repeats_a_step_that_was_killed() throws Exception {
    fixture.execute();
    Files.delete(results.resolve("r/2-200/summary.json"));

    fixture.resume();

    assertThat(fixture.ran).containsExactly("2-200");
    assertThat(results.resolve("r/2-200-before-1")).isDirectory();
  }

  @Test
  void resume_of_a_run_that_passed_runs_nothing() throws Exception {
    fixture.execute();

    assertThat(fixture.resume().exitCode()).isZero();
    assertThat(fixture.ran).isEmpty();
    assertThat(fixture.summary().verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void resume_with_other_options_or_settings_is_refused_and_nothing_is_written() throws Exception {
    fixture.ends.put("2-200", Verdict.FAIL);
    fixture.execute();
    String before = Files.readString(results.resolve("r/staged.json"));
    fixture.options = StagedFixture.options(100, 300);
    assertThatThrownBy(fixture::resume)
        .hasMessageStartingWith(
            "--resume: expected the options and settings of the run, got another step 2-300: ");

    fixture.options = StagedFixture.options(100, 200);
    fixture.sources = fixture.sources.with("im.message.size", "99");
    assertThatThrownBy(fixture::resume)
        .hasMessage(
            "--resume: expected the options and settings of the run, got another im.message.size:"
                + " \"99\", it was \"64\"; give it as it was, or start a new run");

    assertThat(fixture.ran).isEmpty();
    assertThat(results.resolve("r/staged.json")).hasContent(before);
    assertThat(results.resolve("r/2-200-before-1")).doesNotExist();
  }

  @Test
  void resume_of_an_unknown_run_is_refused() {
    assertThatThrownBy(fixture::resume)
        .hasMessage(
            "--resume: expected the name of a staged run, got \"r\", of which %s has no"
                    .formatted(results.resolve("r"))
                + " staged.json; look for it in "
                + results);
  }
}
