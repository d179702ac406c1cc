package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.LoadUnit;
import im.stress.report.CapacityFinding;
import im.stress.report.CapacitySummary.Level;
import im.stress.report.CapacitySummary.Purpose;
import im.stress.report.CapacitySummary.Range;
import im.stress.report.CapacitySummary.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that hold what a predicate says. */
class CapacitySearchTest {
  private final List<Level> tried = new ArrayList<>();

  private static CapacitySearch search(long from, long to, double precision) {
    return new CapacitySearch(new Range(LoadUnit.USERS, from, to, precision));
  }

  private CapacityFinding run(CapacitySearch search, Predicate<CapacitySearch.Probe> holds) {
    tried.clear();
    for (Optional<CapacitySearch.Probe> next = search.next(tried);
        next.isPresent();
        next = search.next(tried)) {
      assertThat(search.finding(tried)).isEmpty();
      CapacitySearch.Probe probe = next.get();
      Result result = holds.test(probe) ? Result.HELD : Result.TARGET;
      tried.add(new Level(probe.purpose(), probe.load(), result, null, null, null));
      assertThat(tried).hasSizeLessThanOrEqualTo(search.mostLevels());
    }
    return search.finding(tried).orElseThrow();
  }

  private List<String> levels() {
    return tried.stream().map(level -> level.purpose() + " " + level.load()).toList();
  }

  @Test
  void load_doubles_then_the_interval_is_halved_and_what_was_found_is_run_once_more() {
    CapacityFinding finding = run(search(100, 10_000, 0.05), probe -> probe.load() <= 700);

    assertThat(levels())
        .containsExactly(
            "search 100",
            "search 200",
            "search 400",
            "search 800",
            "search 600",
            "search 700",
            "search 750",
            "search 725",
            "confirm 700");
    assertThat(finding.holds()).hasValue(700);
    assertThat(finding.limit().orElseThrow().load()).isEqualTo(725);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.05, 0.3, 0.99})
  void any_limit_is_found_within_the_precision_and_the_usual_number_of_levels(double precision) {
    CapacitySearch search = search(7, 3000, precision);
    for (int limit = 7; limit < 3000; limit++) {
      int most = limit;
      CapacityFinding finding = run(search, probe -> probe.load() <= most);

      long found = finding.holds().orElseThrow();
      long failed = finding.limit().orElseThrow().load();
      assertThat(found).as("limit %d", limit).isLessThanOrEqualTo(limit);
      assertThat(failed).as("limit %d", limit).isGreaterThan(limit);
      assertThat(failed - found).isLessThanOrEqualTo((long) Math.max(1, precision * found));
      assertThat(levels())
          .hasSizeLessThanOrEqualTo(search.usualLevels())
          .endsWith("confirm " + found);
    }
  }

  @Test
  void whatever_a_target_does_the_number_of_levels_is_bounded() {
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      double share = random.nextDouble();
      long from = 1L + random.nextInt(1000);
      long to = from + random.nextInt(1_000_000);
      double precision = 0.001 + random.nextDouble() / 2;

      run(search(from, to, precision), probe -> random.nextDouble() < share);
    }
  }

  @Test
  void target_that_never_holds_twice_ends_the_search_with_nothing() {
    CapacityFinding finding =
        run(search(100, 6400, 0.05), probe -> probe.purpose() != Purpose.CONFIRM);

    assertThat(finding.holds()).isEmpty();
    assertThat(finding.limit().orElseThrow().load()).isEqualTo(100);
  }

  @Test
  void confirmation_that_fails_leads_to_the_next_lower_load() {
    CapacityFinding finding =
        run(
            search(100, 10_000, 0.05),
            probe ->
                probe.load() <= 700
                    && !(probe.purpose() == Purpose.CONFIRM && probe.load() == 700));

    assertThat(levels()).endsWith("confirm 700", "search 650", "search 675", "confirm 675");
    assertThat(finding.holds()).hasValue(675);
    assertThat(finding.limit().orElseThrow().load()).isEqualTo(700);
  }

  @Test
  void largest_load_that_holds_has_no_limit() {
    CapacityFinding finding = run(search(100, 300, 0.05), probe -> true);

    assertThat(levels()).containsExactly("search 100", "search 200", "search 300", "confirm 300");
    assertThat(finding.holds()).hasValue(300);
    assertThat(finding.limit()).isEmpty();
  }

  @Test
  void smallest_load_that_fails_is_tried_once_more_as_the_target_may_have_been_cold() {
    CapacityFinding finding = run(search(100, 100, 0.05), probe -> !tried.isEmpty());

    assertThat(levels()).containsExactly("search 100", "again 100", "confirm 100");
    assertThat(finding.holds()).hasValue(100);
    assertThat(finding.limit()).isEmpty();
  }

  @Test
  void smallest_load_that_fails_twice_is_the_end() {
    CapacityFinding finding = run(search(100, 1000, 0.05), probe -> false);

    assertThat(levels()).containsExactly("search 100", "again 100");
    assertThat(finding.holds()).isEmpty();
    assertThat(finding.limit().orElseThrow().load()).isEqualTo(100);
  }
}
