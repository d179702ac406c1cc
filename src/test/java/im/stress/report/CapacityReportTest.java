package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.LoadUnit;
import im.stress.model.Counter;
import im.stress.record.ShardFolder;
import im.stress.report.CapacitySummary.Level;
import im.stress.report.CapacitySummary.Planned;
import im.stress.report.CapacitySummary.Purpose;
import im.stress.report.CapacitySummary.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityReportTest {
  @TempDir Path folder;

  @Test
  void json_has_the_load_the_limit_and_every_level() throws IOException {
    CapacitySummary written = CapacityRuns.write(folder);

    assertThat(CapacityReport.read(folder)).contains(written);
    assertThat(written.verdict()).isEqualTo(Verdict.PASS);
    assertThat(written.holds()).isEqualTo(150);
    assertThat(written.headline())
        .isEqualTo("Holds 150 users; the limit met at 200 users: CPU of the target.");
    assertThat(written.limit().kind()).isEqualTo(LimitKind.TARGET_CPU);
    assertThat(written.limit().level()).isEqualTo("2-200");
    assertThat(written.limit().figures())
        .containsExactly(
            "the target used 97 % of the CPU of its machine (median under full load)",
            "ack p99 < 1000 ms: was 1.50 s", CapacityRuns.OVERALL);
    assertThat(written.levels())
        .extracting(Level::result)
        .containsExactly(Result.HELD, Result.TARGET, Result.HELD, Result.HELD);
    assertThat(Files.readString(folder.resolve("capacity.json")))
        .contains(
            "\"by\" : \"users\"",
            "\"kind\" : \"target-cpu\"",
            "\"purpose\" : \"confirm\"",
            "\"result\" : \"held\"")
        .doesNotContain("\"open\"");
  }

  @Test
  void figures_under_full_load_leave_the_ramp_out() throws IOException {
    Level level = CapacityRuns.write(folder).levels().get(0);

    assertThat(level.fullLoad()).isEqualTo(new FullLoad(120, 20.0, 30.0, 300L, null));
    assertThat(level.losses()).isEqualTo(new CapacitySummary.Losses(0.0, 0.0, 0.0));
  }

  @Test
  void losses_are_shares_of_what_was_tried() throws IOException {
    Level level = CapacityRuns.write(folder).levels().get(1);

    assertThat(level.losses())
        .isEqualTo(new CapacitySummary.Losses(200 / 2400.0, 400 / 2400.0, 0.0));
  }

  @ParameterizedTest
  @CsvSource({"20, HELD", "21, HELD", "22, NOT_MADE", "40, NOT_MADE"})
  void rate_that_was_not_made_does_not_hold(long load, Result result) throws IOException {
    Level level = CapacityRuns.level(folder, rate(load), LoadUnit.RATE, shard -> shard);

    assertThat(level.result()).isEqualTo(result);
  }

  /** 20 messages a second are sent. */
  private static Planned rate(long load) {
    return new Planned(
        Purpose.SEARCH, load, new StagedSummary.Planned("1-" + load, 100, "20 a second"));
  }

  @ParameterizedTest
  @CsvSource({"22, HELD", "24, NOT_MADE"})
  void random_arrivals_may_be_fewer_by_chance(long load, Result result) throws IOException {
    CapacityRuns.level(folder, rate(load), LoadUnit.RATE, shard -> shard);
    RunReport.write(
        folder.resolve("1-" + load),
        TestSettings.of(),
        Map.of("im.message.arrivals", "poisson"),
        Runs.ORDERLY);

    assertThat(CapacityReport.level(folder, LoadUnit.RATE, rate(load)).result()).isEqualTo(result);
  }

  @Test
  void rate_of_which_no_whole_second_was_recorded_was_not_made() throws IOException {
    Level level =
        CapacityRuns.level(
            folder, rate(20), LoadUnit.RATE, shard -> shard.leave((ShardFolder.START + 30) * 1000));
    CapacityFinding finding = new CapacityFinding(OptionalLong.empty(), Optional.of(level));

    assertThat(level.result()).isEqualTo(Result.NOT_MADE);
    assertThat(
            CapacityReport.write(
                    folder,
                    new CapacityReport.Known(
                        new StagedSummary.Asked(List.of(), new TreeMap<>()),
                        new CapacitySummary.Range(LoadUnit.RATE, 20, 20, 0.5),
                        List.of(level),
                        Optional.of(finding),
                        Optional.empty()))
                .reasons())
        .singleElement()
        .asString()
        .endsWith("give --step-seconds 5 or more");
  }

  @Test
  void load_generator_that_was_the_limit_below_a_load_that_failed_leaves_the_limit_between()
      throws IOException {
    List<Level> levels = new ArrayList<>();
    levels.add(level("1-100", 100, shard -> shard));
    levels.add(level("2-200", 200, shard -> shard.count(Counter.MESSAGES_ACKED, 1200)));
    levels.add(level("3-150", 150, CapacityRuns::late));

    assertThat(found(levels, levels.get(2)).headline())
        .isEqualTo(
            "Holds 100 users; at 150 users the limit was the load generator, and 200 users did not"
                + " hold: the limit of the target lies between.");
  }

  @Test
  void curve_leaves_out_levels_at_which_the_load_generator_was_the_limit() throws IOException {
    List<Level> levels = new ArrayList<>();
    levels.add(level("1-100", 100, shard -> shard));
    levels.add(level("2-200", 200, CapacityRuns::late));

    List<Chart> charts = CapacityCharts.of(levels, LoadUnit.USERS);

    assertThat(levels.get(1).result()).isEqualTo(Result.CLIENT);
    assertThat(charts)
        .extracting(Chart::id)
        .containsExactly("latency", "losses", "success", "rates", "cpu", "memory");
    assertThat(charts)
        .extracting(Chart::x)
        .containsExactly(
            List.of(100.0),
            List.of(100.0),
            List.of(100.0),
            List.of(100.0, 200.0),
            List.of(100.0, 200.0),
            List.of(100.0, 200.0));
  }

  private Level level(String name, long load, UnaryOperator<ShardFolder> change)
      throws IOException {
    return CapacityRuns.level(
        folder, CapacityRuns.planned(name, Purpose.SEARCH, load), LoadUnit.USERS, change);
  }

  private CapacitySummary found(List<Level> levels, Level limit) throws IOException {
    CapacityFinding finding = new CapacityFinding(OptionalLong.of(100), Optional.of(limit));
    return CapacityRuns.report(folder, levels, Optional.of(finding), Optional.empty());
  }

  @Test
  void users_who_did_not_come_were_no_load() throws IOException {
    Planned planned = CapacityRuns.planned("1-100", Purpose.SEARCH, 100);

    Level level =
        CapacityRuns.level(folder, planned, LoadUnit.USERS, shard -> shard.peakOnline(94));

    assertThat(level.result()).isEqualTo(Result.NOT_MADE);
  }

  @Test
  void level_without_a_report_is_open() throws IOException {
    Files.createDirectory(folder.resolve("1-100"));

    Level level =
        CapacityReport.level(
            folder, LoadUnit.USERS, CapacityRuns.planned("1-100", Purpose.SEARCH, 100));

    assertThat(level.open()).isTrue();
  }

  @Test
  void markdown_has_a_table_and_lists_of_lines() throws IOException {
    CapacityRuns.write(folder);

    assertThat(Files.readString(folder.resolve("summary.md")).lines())
        .contains(
            "# PASS: capacity " + folder.getFileName(),
            "Holds 150 users; the limit met at 200 users: CPU of the target.",
            "- 150 users held twice, the second time in a run of its own",
            "| 1-100 | held | 100 | 20.0 | 100 % | 10.0 ms | 20.0 ms | 40.0 ms | 0.00 % | 0 | 12.5"
                + " % | 30.0 % | 300 |",
            "- 3-150: 150 users");
  }

  @Test
  void console_has_a_row_for_each_level_in_columns() throws IOException {
    String console = CapacityReport.console(folder, CapacityRuns.write(folder));

    assertThat(console.lines().filter(line -> line.matches(" {2}(level|\\d-).*")))
        .hasSize(5)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(130))
        .satisfiesExactly(
            line ->
                assertThat(line).startsWith("  level          users  sent/s").endsWith("result"),
            line -> assertThat(line).startsWith("  1-100            100    20.0").endsWith("held"),
            line ->
                assertThat(line).startsWith("  2-200            200    20.0").endsWith("failed"),
            line -> assertThat(line).startsWith("  3-150            150    20.0").endsWith("held"),
            line -> assertThat(line).startsWith("  4-150-confirm    150    20.0").endsWith("held"));
    assertThat(console).doesNotContain("--resume");
  }

  @Test
  void search_that_still_goes_on_says_so() throws IOException {
    CapacitySummary summary =
        CapacityRuns.report(folder, List.of(), Optional.empty(), Optional.empty());

    assertThat(summary.verdict()).isNull();
    assertThat(folder.resolve("index.html"))
        .content()
        .contains("RUNNING", "Not over yet.", "so far no load held");
  }
}
