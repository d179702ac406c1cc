package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.LoadSettings;
import im.stress.config.LoadUnit;
import im.stress.config.SettingsSources;
import im.stress.report.CapacitySummary;
import im.stress.report.LimitKind;
import im.stress.report.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CapacityRunTest {
  @TempDir Path results;
  private StagedFixture fixture;
  private CapacitySearches searches;

  @BeforeEach
  void createFixture() {
    searches = new CapacitySearches(results);
    fixture = searches.fixture;
  }

  @Test
  void levels_run_one_after_the_other_and_leave_a_folder_each() throws Exception {
    StagedResult result = searches.execute();

    assertThat(result.exitCode()).isZero();
    assertThat(fixture.ran).containsExactly("1-100", "2-200", "3-400", "4-300", "5-300-confirm");
    assertThat(fixture.checked).containsExactly("100 users");
    CapacitySummary summary = searches.summary();
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
    searches.execute();

    assertThat(fixture.left.stream().filter(Duration.ofSeconds(3)::equals)).hasSize(4);
  }

  @Test
  void rate_is_raised_by_the_interval_of_as_many_users() throws Exception {
    searches.options = CapacitySearches.options(LoadUnit.RATE, 30, 60);

    searches.execute();

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
    assertThat(searches.summary().headline())
        .isEqualTo(
            "Holds 60 messages a second, the largest load of this search: the limit lies above.");
    assertThat(searches.summary().limit()).isNull();
  }

  @Test
  void users_of_large_levels_come_over_a_longer_time_unless_told() {
    searches.options = CapacitySearches.options(LoadUnit.USERS, 100, 2000);

    assertThat(level(fixture.sources, 100)).isEqualTo(loads(100, 30));
    assertThat(level(fixture.sources, 2000)).isEqualTo(loads(2000, 120));
    assertThat(level(fixture.sources.with("im.ramp-up", "7s"), 2000)).isEqualTo(loads(2000, 7));
  }

  private LoadSettings level(SettingsSources sources, long users) {
    CapacitySearch.Probe probe = new CapacitySearch.Probe(CapacitySummary.Purpose.SEARCH, users);
    return CapacityPlan.of(searches.options, sources)
        .attempt(probe, 1)
        .run()
        .loaded()
        .settings()
        .load();
  }

  private static LoadSettings loads(int users, int rampUpSeconds) {
    return new LoadSettings(users, Duration.ofSeconds(rampUpSeconds), Duration.ofSeconds(60));
  }

  @Test
  void not_even_the_smallest_load_holds() throws Exception {
    searches.limitUsersTo(50);

    assertThat(searches.execute().exitCode()).isEqualTo(2);
    assertThat(fixture.ran).containsExactly("1-100", "2-100-again");
    assertThat(searches.summary().verdict()).isEqualTo(Verdict.FAIL);
    assertThat(searches.summary().holds()).isNull();
    assertThat(searches.summary().headline())
        .startsWith("Not even 100 users hold, the smallest load of this search: ");
  }

  @Test
  void load_generator_that_is_the_limit_at_once_tells_nothing_of_the_target() throws Exception {
    fixture.rule = run -> Verdict.INVALID;

    assertThat(searches.execute().exitCode()).isEqualTo(3);
    assertThat(searches.summary().verdict()).isEqualTo(Verdict.INVALID);
    assertThat(searches.summary().headline())
        .isEqualTo(
            "At 100 users, the smallest load of this search, the limit was the load generator:"
                + " nothing is known about the target.");
    assertThat(searches.summary().reasons()).contains("CPU of the machine was 97 %");
  }

  @Test
  void load_generator_that_is_the_limit_later_tells_how_far_the_target_is_known() throws Exception {
    fixture.rule = run -> run.load().users() <= 200 ? Verdict.PASS : Verdict.INVALID;

    assertThat(searches.execute().exitCode()).isZero();
    assertThat(searches.summary().limit().kind()).isEqualTo(LimitKind.CLIENT);
    assertThat(searches.summary().headline())
        .isEqualTo(
            "Holds 200 users; at 300 users the limit was the load generator, so nothing is known"
                + " about the target beyond.");
  }

  @Test
  void load_that_this_machine_cannot_make_is_a_limit_of_the_load_generator() throws Exception {
    searches.limitUsersTo(800);
    fixture.refusals.put("3-400", CommandException.tooLarge("memory: too little"));
    fixture.refusals.put("4-300", CommandException.tooLarge("memory: too little"));

    assertThat(searches.execute().exitCode()).isZero();
    assertThat(fixture.ran).containsExactly("1-100", "2-200", "5-200-confirm");
    assertThat(searches.summary().limit().kind()).isEqualTo(LimitKind.CLIENT);
    assertThat(searches.summary().limit().figures()).containsExactly("memory: too little");
  }

  @Test
  void smallest_load_that_this_machine_cannot_make_is_refused() {
    fixture.refusals.put("1-100", CommandException.tooLarge("memory: too little"));

    assertThatThrownBy(searches::execute).hasMessage("memory: too little");
    assertThat(results.resolve("r")).doesNotExist();
  }

  @Test
  void start_time_is_for_the_first_level_alone() throws Exception {
    fixture.sources = fixture.sources.with("im.machine.start-at", "1800000000");

    searches.execute();

    assertThat(fixture.settings)
        .extracting(level -> level.settings().machine().startAtEpochSecond().isPresent())
        .containsExactly(true, false, false, false, false);
  }
}
