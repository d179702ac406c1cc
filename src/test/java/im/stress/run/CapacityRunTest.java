package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.LoadSettings;
import im.stress.config.LoadUnit;
import im.stress.config.SettingsException;
import im.stress.config.SettingsSources;
import im.stress.report.CapacityReport;
import im.stress.report.CapacitySummary;
import im.stress.report.LimitKind;
import im.stress.report.SummarySoFar;
import im.stress.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class CapacityRunTest {
  @TempDir Path results;
  private StagedFixture fixture;
  private CapacityOptions options = options(LoadUnit.USERS, 100, 800);

  @BeforeEach
  void createFixture() {
    fixture = new StagedFixture(results);
    limitUsersTo(300);
  }

  private static CapacityOptions options(LoadUnit by, long from, long to) {
    return new CapacityOptions(
        by,
        new CapacityOptions.Bounds(OptionalLong.of(from), OptionalLong.of(to)),
        0.5,
        OptionalLong.empty(),
        Duration.ofSeconds(3),
        List.of("--pause", "3"));
  }

  private void limitUsersTo(int most) {
    fixture.rule = run -> run.load().users() <= most ? Verdict.PASS : Verdict.FAIL;
  }

  private StagedResult execute() throws Exception {
    return new CapacityRun(fixture.tools()).execute(CapacityPlan.of(options, fixture.sources));
  }

  private StagedResult resume() throws Exception {
    return new CapacityRun(fixture.tools())
        .resume(CapacityPlan.of(options, fixture.sources), CapacityRun.earlier(results, "r"));
  }

  private CapacitySummary summary() throws IOException {
    return CapacityReport.read(results.resolve("r")).orElseThrow();
  }

  @Test
  void levels_run_one_after_the_other_and_leave_a_folder_each() throws Exception {
    StagedResult result = execute();

    assertThat(result.exitCode()).isZero();
    assertThat(fixture.ran).containsExactly("1-100", "2-200", "3-400", "4-300", "5-300-confirm");
    assertThat(fixture.checked).containsExactly("100 users");
    CapacitySummary summary = summary();
    assertThat(summary.verdict()).isEqualTo(Verdict.PASS);
    assertThat(summary.holds()).isEqualTo(300);
    assertThat(summary.limit().load()).isEqualTo(400);
    assertThat(summary.headline()).startsWith("Holds 300 users; the limit met at 400 users: ");
    for (String level : fixture.ran) {
      assertThat(results.resolve("r").resolve(level).resolve("index.html")).exists();
    }
  }

  @Test
  void pauses_lie_between_levels_alone() throws Exception {
    execute();

    assertThat(fixture.left.stream().filter(Duration.ofSeconds(3)::equals)).hasSize(4);
  }

  @Test
  void rate_is_raised_by_the_interval_of_as_many_users() throws Exception {
    options = options(LoadUnit.RATE, 30, 60);

    execute();

    assertThat(fixture.ran).containsExactly("1-30", "2-60", "3-60-confirm");
    assertThat(fixture.settings)
        .extracting(level -> level.settings().load().users())
        .containsOnly(100);
    assertThat(fixture.settings)
        .extracting(level -> level.settings().message().interval())
        .containsExactly(
            Duration.ofNanos(3_333_333_333L),
            Duration.ofNanos(1_666_666_667),
            Duration.ofNanos(1_666_666_667));
    assertThat(summary().headline())
        .isEqualTo(
            "Holds 60 messages a second, the largest load of this search: the limit lies above.");
    assertThat(summary().limit()).isNull();
  }

  @Test
  void users_of_large_levels_come_over_a_longer_time_unless_told() {
    options = options(LoadUnit.USERS, 100, 2000);

    assertThat(level(fixture.sources, 100)).isEqualTo(loads(100, 30));
    assertThat(level(fixture.sources, 2000)).isEqualTo(loads(2000, 120));
    assertThat(level(fixture.sources.with("im.ramp-up", "7s"), 2000)).isEqualTo(loads(2000, 7));
  }

  private LoadSettings level(SettingsSources sources, long users) {
    CapacitySearch.Probe probe = new CapacitySearch.Probe(CapacitySummary.Purpose.SEARCH, users);
    return CapacityPlan.of(options, sources).attempt(probe, 1).run().loaded().settings().load();
  }

  private static LoadSettings loads(int users, int rampUpSeconds) {
    return new LoadSettings(users, Duration.ofSeconds(rampUpSeconds), Duration.ofSeconds(60));
  }

  @Test
  void not_even_the_smallest_load_holds() throws Exception {
    limitUsersTo(50);

    assertThat(execute().exitCode()).isEqualTo(2);
    assertThat(fixture.ran).containsExactly("1-100", "2-100-again");
    assertThat(summary().verdict()).isEqualTo(Verdict.FAIL);
    assertThat(summary().holds()).isNull();
    assertThat(summary().headline())
        .startsWith("Not even 100 users hold, the smallest load of this search: ");
  }

  @Test
  void load_generator_that_is_the_limit_at_once_tells_nothing_of_the_target() throws Exception {
    fixture.rule = run -> Verdict.INVALID;

    assertThat(execute().exitCode()).isEqualTo(3);
    assertThat(summary().verdict()).isEqualTo(Verdict.INVALID);
    assertThat(summary().headline())
        .isEqualTo(
            "At 100 users, the smallest load of this search, the limit was the load generator:"
                + " nothing is known about the target.");
    assertThat(summary().reasons()).contains("CPU of the machine was 97 %");
  }

  @Test
  void load_generator_that_is_the_limit_later_tells_how_far_the_target_is_known() throws Exception {
    fixture.rule = run -> run.load().users() <= 200 ? Verdict.PASS : Verdict.INVALID;

    assertThat(execute().exitCode()).isZero();
    assertThat(summary().limit().kind()).isEqualTo(LimitKind.CLIENT);
    assertThat(summary().headline())
        .isEqualTo(
            "Holds 200 users; at 300 users the limit was the load generator, so nothing is known"
                + " about the target beyond.");
  }

  @Test
  void load_that_this_machine_cannot_make_is_a_limit_of_the_load_generator() throws Exception {
    limitUsersTo(800);
    fixture.refusals.put("3-400", CommandException.tooLarge("memory: too little"));
    fixture.refusals.put("4-300", CommandException.tooLarge("memory: too little"));

    assertThat(execute().exitCode()).isZero();
    assertThat(fixture.ran).containsExactly("1-100", "2-200", "5-200-confirm");
    assertThat(summary().limit().kind()).isEqualTo(LimitKind.CLIENT);
    assertThat(summary().limit().figures()).containsExactly("memory: too little");
  }

  @Test
  void smallest_load_that_this_machine_cannot_make_is_refused() {
    fixture.refusals.put("1-100", CommandException.tooLarge("memory: too little"));

    assertThatThrownBy(this::execute).hasMessage("memory: too little");
    assertThat(results.resolve("r")).doesNotExist();
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

    assertThatThrownBy(this::execute).isSameAs(mistake);
    assertThat(summary().verdict()).isEqualTo(Verdict.INTERRUPTED);
    assertThat(summary().limit()).isNull();
    assertThat(summary().holds()).isNull();
    assertThat(summary().reasons()).containsExactly("wrong", "so far 200 users held");
    assertThat(told()).contains("capacity --resume r");
  }

  private String told() {
    return String.join("\n", fixture.told);
  }

  private void assertUnreachable(ThrowingCallable search) {
    fixture.told.clear();
    assertThatThrownBy(search)
        .isInstanceOfSatisfying(
            CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(69));
    assertThat(told()).contains("INTERRUPTED", "capacity --resume r");
  }

  @Test
  void target_that_is_gone_after_a_level_that_held_leaves_what_is_known() throws IOException {
    fixture.refusals.put("3-400", CommandException.unreachable("target: refused"));

    assertUnreachable(this::execute);
    assertThat(summary().limit()).isNull();
    assertThat(summary().reasons()).containsExactly("target: refused", "so far 200 users held");
  }

  @Test
  void target_that_dies_of_a_level_is_the_limit_and_the_search_goes_on_later() throws Exception {
    fixture.refusals.put("4-300", CommandException.unreachable("target: refused"));

    assertUnreachable(this::execute);
    assertDeadAt400();
    assertUnreachable(this::resume);
    assertDeadAt400();
    fixture.refusals.clear();

    assertThat(resume().exitCode()).isZero();
    assertThat(fixture.ran).containsExactly("4-300", "5-300-confirm");
    assertThat(summary().holds()).isEqualTo(300);
  }

  private void assertDeadAt400() throws IOException {
    CapacitySummary summary = summary();
    assertThat(summary.verdict()).isEqualTo(Verdict.INTERRUPTED);
    assertThat(summary.holds()).isEqualTo(200);
    assertThat(summary.limit().kind()).isEqualTo(LimitKind.TARGET_DIED);
    assertThat(summary.limit().load()).isEqualTo(400);
    assertThat(summary.limit().figures())
        .startsWith("after this level nobody could log in: target: refused")
        .hasSizeGreaterThan(1);
    assertThat(summary.headline())
        .isEqualTo(
            "Held 200 users once; at 400 users the target died: it lets nobody in any more.");
  }

  @Test
  void target_that_dies_of_the_smallest_load_holds_nothing() throws IOException {
    limitUsersTo(50);
    fixture.refusals.put("2-100-again", CommandException.unreachable("target: refused"));

    assertUnreachable(this::execute);
    assertThat(summary().holds()).isNull();
    assertThat(summary().limit().kind()).isEqualTo(LimitKind.TARGET_DIED);
    assertThat(summary().headline())
        .isEqualTo(
            "At 100 users, the smallest load of this search, the target died: it lets nobody in any"
                + " more.");
  }

  @Test
  void target_that_nobody_started_for_the_rest_died_of_nothing() throws Exception {
    fixture.whilePausing = this::askAfterThreeLevels;
    assertThat(execute().exitCode()).isEqualTo(130);
    fixture.whilePausing = () -> {};
    fixture.refusals.put("4-300", CommandException.unreachable("target: refused"));

    assertUnreachable(this::resume);
    assertThat(fixture.ran).isEmpty();
    assertThat(summary().limit()).isNull();
    assertThat(summary().reasons())
        .containsExactly("target: refused", "so far 200 users held, 400 users did not");
  }

  private void askAfterThreeLevels() {
    if (fixture.ran.size() == 3) {
      fixture.interrupts.ask();
    }
  }

  @Test
  void level_that_the_tool_failed_at_is_no_finding() throws Exception {
    options = options(LoadUnit.USERS, 100, 100);
    execute();
    Files.writeString(results.resolve("r/2-100-confirm/manifest.json"), "{\"exitCode\": 1}");

    resume();

    assertThat(results.resolve("r/2-100-confirm-before-1")).isDirectory();
    assertThat(fixture.ran).containsExactly("2-100-confirm");
  }

  @Test
  void level_in_which_the_search_was_killed_is_repeated() throws Exception {
    options = options(LoadUnit.USERS, 100, 200);
    limitUsersTo(800);
    execute();
    Path killed = results.resolve("r/2-200");
    Files.delete(killed.resolve("manifest.json"));
    new SummarySoFar(killed, fixture.settings.get(1).settings()).write(0);

    assertThat(resume().exitCode()).isZero();
    assertThat(fixture.ran).containsExactly("2-200");
    assertThat(results.resolve("r/2-200-before-1/summary.json")).exists();
    assertThat(summary().holds()).isEqualTo(200);
  }

  @Test
  void interrupt_in_a_pause_is_told_with_how_to_go_on() throws Exception {
    fixture.whilePausing = fixture.interrupts::ask;

    assertThat(execute().exitCode()).isEqualTo(130);
    assertThat(fixture.ran).containsExactly("1-100");
    assertThat(summary().verdict()).isEqualTo(Verdict.INTERRUPTED);
    assertThat(summary().reasons())
        .containsExactly("interrupted before level 2-200", "so far 100 users held");
    assertThat(told()).contains("capacity --resume r");
  }

  @Test
  void interrupted_level_is_repeated_and_the_others_count() throws Exception {
    fixture.ends.put("3-400", Verdict.INTERRUPTED);
    assertThat(execute().exitCode()).isEqualTo(130);
    assertThat(fixture.ran).containsExactly("1-100", "2-200", "3-400");
    fixture.ends.clear();

    assertThat(resume().exitCode()).isZero();
    assertThat(fixture.ran).containsExactly("3-400", "4-300", "5-300-confirm");
    assertThat(results.resolve("r/3-400-before-1")).isDirectory();
    assertThat(summary().levels().get(2).run().earlier()).containsExactly("3-400-before-1");
    assertThat(summary().holds()).isEqualTo(300);
  }

  @Test
  void resume_of_a_search_that_is_over_runs_nothing() throws Exception {
    execute();
    CapacitySummary before = summary();

    assertThat(resume().exitCode()).isZero();
    assertThat(fixture.ran).isEmpty();
    assertThat(summary()).isEqualTo(before);
  }

  @Test
  void resume_with_other_options_is_refused() throws Exception {
    execute();
    options = options(LoadUnit.USERS, 100, 900);

    assertThatThrownBy(this::resume)
        .hasMessageStartingWith(
            "--resume: expected the options and settings of the run, got another to: \"900\"");
    assertThat(fixture.ran).isEmpty();
  }

  @Test
  void start_time_is_for_the_first_level_alone() throws Exception {
    fixture.sources = fixture.sources.with("im.machine.start-at", "1800000000");

    execute();

    assertThat(fixture.settings)
        .extracting(level -> level.settings().machine().startAtEpochSecond().isPresent())
        .containsExactly(true, false, false, false, false);
  }

  @Test
  void start_time_of_a_search_that_goes_on_has_passed() throws Exception {
    fixture.sources = fixture.sources.with("im.machine.start-at", "1800000000");
    fixture.ends.put("3-400", Verdict.INTERRUPTED);
    execute();
    fixture.ends.clear();
    fixture.settings.clear();

    assertThat(resume().exitCode()).isZero();
    assertThat(fixture.settings)
        .hasSize(3)
        .allMatch(level -> level.settings().machine().startAtEpochSecond().isEmpty());
  }
}
