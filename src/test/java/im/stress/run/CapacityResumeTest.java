package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.LoadUnit;
import im.stress.config.SettingsException;
import im.stress.report.CapacitySummary;
import im.stress.report.LimitKind;
import im.stress.report.SummarySoFar;
import im.stress.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches that end before their time, and what becomes of them later. */
@Timeout(60)
class CapacityResumeTest {
  @TempDir Path results;
  private StagedFixture fixture;
  private CapacitySearches searches;

  @BeforeEach
  void createFixture() {
    searches = new CapacitySearches(results);
    fixture = searches.fixture;
  }

  private static List<Exception> mistakes() {
    return List.of(
        CommandException.usage("wrong"),
        CommandException.failed("wrong", null),
        new SettingsException("wrong"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void what_is_wrong_at_a_later_level_is_an_error_and_no_limit(Exception mistake)
      throws IOException {
    fixture.refusals.put("3-400", mistake);

    assertThatThrownBy(searches::execute).isSameAs(mistake);
    assertThat(searches.summary().verdict()).isEqualTo(Verdict.INTERRUPTED);
    assertThat(searches.summary().limit()).isNull();
    assertThat(searches.summary().holds()).isNull();
    assertThat(searches.summary().reasons()).containsExactly("wrong", "so far 200 users held");
    assertThat(searches.told()).contains("capacity --resume r");
  }

  private void assertUnreachable(ThrowingCallable search) {
    fixture.told.clear();
    assertThatThrownBy(search)
        .isInstanceOfSatisfying(
            CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(69));
    assertThat(searches.told()).contains("INTERRUPTED", "capacity --resume r");
  }

  @Test
  void target_that_is_gone_after_a_level_that_held_leaves_what_is_known() throws IOException {
    fixture.refusals.put("3-400", CommandException.lockedOut("target: refused"));

    assertUnreachable(searches::execute);
    assertThat(searches.summary().limit()).isNull();
    assertThat(searches.summary().reasons())
        .containsExactly("target: refused", "so far 200 users held");
  }

  @Test
  void target_that_dies_of_a_level_is_the_limit_and_the_search_goes_on_later() throws Exception {
    fixture.refusals.put("4-300", CommandException.lockedOut("target: refused"));

    assertUnreachable(searches::execute);
    assertDeadAt400();
    assertUnreachable(searches::resume);
    assertDeadAt400();
    fixture.refusals.clear();

    assertThat(searches.resume().exitCode()).isZero();
    assertThat(fixture.ran).containsExactly("4-300", "5-300-confirm");
    assertThat(searches.summary().holds()).isEqualTo(300);
  }

  private void assertDeadAt400() throws IOException {
    CapacitySummary summary = searches.summary();
    assertThat(summary.verdict()).isEqualTo(Verdict.INTERRUPTED);
    assertThat(summary.holds()).isEqualTo(200);
    assertThat(summary.limit().kind()).isEqualTo(LimitKind.TARGET_DIED);
    assertThat(summary.limit().load()).isEqualTo(400);
    assertThat(summary.limit().figures())
        .startsWith("after this level nobody could log in: target: refused")
        .hasSizeGreaterThan(1);
    assertThat(summary.headline())
        .isEqualTo(
            "Held 200 users once; at 400 users the target died: it let nobody in afterwards.");
  }

  /** Such as a server that makes tokens: it is not the target. */
  @Test
  void what_else_does_not_answer_after_a_level_that_failed_is_no_death() throws IOException {
    fixture.refusals.put("4-300", CommandException.unreachable("tokens: 1 of 300 failed"));

    assertUnreachable(searches::execute);
    assertThat(searches.summary().limit()).isNull();
    assertThat(searches.summary().reasons())
        .containsExactly("tokens: 1 of 300 failed", "so far 200 users held, 400 users did not");
  }

  @Test
  void target_that_dies_of_the_smallest_load_holds_nothing() throws IOException {
    searches.limitUsersTo(50);
    fixture.refusals.put("2-100-again", CommandException.lockedOut("target: refused"));

    assertUnreachable(searches::execute);
    assertThat(searches.summary().holds()).isNull();
    assertThat(searches.summary().limit().kind()).isEqualTo(LimitKind.TARGET_DIED);
    assertThat(searches.summary().headline())
        .isEqualTo(
            "At 100 users, the smallest load of this search, the target died: it let nobody in"
                + " afterwards.");
  }

  @Test
  void target_that_nobody_started_for_the_rest_died_of_nothing() throws Exception {
    fixture.whilePausing = this::askAfterThreeLevels;
    assertThat(searches.execute().exitCode()).isEqualTo(130);
    fixture.whilePausing = () -> {};
    fixture.refusals.put("4-300", CommandException.lockedOut("target: refused"));

    assertUnreachable(searches::resume);
    assertThat(fixture.ran).isEmpty();
    assertThat(searches.summary().limit()).isNull();
    assertThat(searches.summary().reasons())
        .containsExactly("target: refused", "so far 200 users held, 400 users did not");
  }

  private void askAfterThreeLevels() {
    if (fixture.ran.size() == 3) {
      fixture.interrupts.ask();
    }
  }

  @Test
  void level_that_the_tool_failed_at_is_no_finding() throws Exception {
    searches.options = CapacitySearches.options(LoadUnit.USERS, 100, 100);
    searches.execute();
    Files.writeString(results.resolve("r/2-100-confirm/manifest.json"), "{\"exitCode\": 1}");

    searches.resume();

    assertThat(results.resolve("r/2-100-confirm-before-1")).isDirectory();
    assertThat(fixture.ran).containsExactly("2-100-confirm");
  }

  @Test
  void level_in_which_the_search_was_killed_is_repeated() throws Exception {
    searches.options = CapacitySearches.options(LoadUnit.USERS, 100, 200);
    searches.limitUsersTo(800);
    searches.execute();
    Path killed = results.resolve("r/2-200");
    Files.delete(killed.resolve("manifest.json"));
    new SummarySoFar(killed, fixture.settings.get(1).settings()).write(0);

    assertThat(searches.resume().exitCode()).isZero();
    assertThat(fixture.ran).containsExactly("2-200");
    assertThat(results.resolve("r/2-200-before-1/summary.json")).exists();
    assertThat(searches.summary().holds()).isEqualTo(200);
  }

  @Test
  void interrupt_in_a_pause_is_told_with_how_to_go_on() throws Exception {
    fixture.whilePausing = fixture.interrupts::ask;

    assertThat(searches.execute().exitCode()).isEqualTo(130);
    assertThat(fixture.ran).containsExactly("1-100");
    assertThat(searches.summary().verdict()).isEqualTo(Verdict.INTERRUPTED);
    assertThat(searches.summary().reasons())
        .containsExactly("interrupted before level 2-200", "so far 100 users held");
    assertThat(searches.told()).contains("capacity --resume r");
  }

  @Test
  void interrupted_level_is_repeated_and_the_others_count() throws Exception {
    fixture.ends.put("3-400", Verdict.INTERRUPTED);
    assertThat(searches.execute().exitCode()).isEqualTo(130);
    assertThat(fixture.ran).containsExactly("1-100", "2-200", "3-400");
    fixture.ends.clear();

    assertThat(searches.resume().exitCode()).isZero();
    assertThat(fixture.ran).containsExactly("3-400", "4-300", "5-300-confirm");
    assertThat(results.resolve("r/3-400-before-1")).isDirectory();
    assertThat(searches.summary().levels().get(2).run().earlier())
        .containsExactly("3-400-before-1");
    assertThat(searches.summary().holds()).isEqualTo(300);
  }

  @Test
  void resume_of_a_search_that_is_over_runs_nothing() throws Exception {
    searches.execute();
    CapacitySummary before = searches.summary();

    assertThat(searches.resume().exitCode()).isZero();
    assertThat(fixture.ran).isEmpty();
    assertThat(searches.summary()).isEqualTo(before);
  }

  @Test
  void resume_with_other_options_is_refused() throws Exception {
    searches.execute();
    searches.options = CapacitySearches.options(LoadUnit.USERS, 100, 900);

    assertThatThrownBy(searches::resume)
        .hasMessageStartingWith(
            "--resume: expected the options and settings of the run, got another to: \"900\"");
    assertThat(fixture.ran).isEmpty();
  }

  @Test
  void start_time_of_a_search_that_goes_on_has_passed() throws Exception {
    fixture.sources = fixture.sources.with("im.machine.start-at", "1800000000");
    fixture.ends.put("3-400", Verdict.INTERRUPTED);
    searches.execute();
    fixture.ends.clear();
    fixture.settings.clear();

    assertThat(searches.resume().exitCode()).isZero();
    assertThat(fixture.settings)
        .hasSize(3)
        .allMatch(level -> level.settings().machine().startAtEpochSecond().isEmpty());
  }
}
