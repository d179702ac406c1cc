package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Counter;
import im.stress.model.Intervals;
import im.stress.model.Measurable;
import im.stress.model.PopulationTally;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of populations, over all processes. */
class PopulationFiguresTest {
  @TempDir Path runDir;

  private static PopulationTally tally(String name, long users, long sent, long... ackMicros) {
    EnumMap<Counter, Long> counters =
        new EnumMap<>(
            Map.of(
                Counter.USERS_STARTED,
                users,
                Counter.USERS_LOGGED_IN,
                users,
                Counter.MESSAGES_SENT,
                sent,
                Counter.MESSAGES_ACKED,
                sent,
                Counter.MESSAGES_DELIVERED,
                Math.max(0, sent - 1),
                Counter.MESSAGES_LOST,
                Math.min(1, sent),
                Counter.GROUP_MESSAGES_SENT,
                3L,
                Counter.GROUP_DELIVERIES,
                11L,
                Counter.GROUP_DELIVERIES_LOST,
                1L));
    return new PopulationTally(
        name, counters, ShardFolder.histogram(ackMicros), ShardFolder.histogram());
  }

  private Summary report() throws IOException {
    return Runs.report(runDir, TestSettings.of()).summary();
  }

  @Test
  void populations_of_all_processes_are_added_up_by_name() throws IOException {
    new ShardFolder(runDir, 0, 0)
        .shards(2)
        .population(tally("readers", 45, 0))
        .population(tally("writers", 5, 100, 1_000, 2_000))
        .write();
    new ShardFolder(runDir, 0, 1)
        .shards(2)
        .population(tally("readers", 45, 0))
        .population(tally("writers", 5, 50, 9_000))
        .write();

    assertThat(report().populations())
        .containsExactly(
            new Summary.Population("readers", 90L, 90L, 0L, 0L, 0L, 0L, null, null, 6L, 22L, 2L),
            new Summary.Population(
                "writers", 10L, 10L, 150L, 150L, 148L, 2L, 9_007L, null, 6L, 22L, 2L));
    assertThat(runDir.resolve("summary.md"))
        .content()
        .contains("| readers | 90 | 90 | 0 | 0 | 0 | 0 | - | - | 6 | 22 | 2 |\n")
        .contains("| writers | 10 | 10 | 150 | 150 | 148 | 2 | 9.01 ms | - | 6 | 22 | 2 |\n")
        .contains("| Delivery p99 | To groups | Group deliveries | Group losses |\n|---|---|");
    assertThat(runDir.resolve("index.html"))
        .content()
        .contains("<th scope=\"row\">writers</th><td>10</td>");
  }

  @Test
  void what_was_not_measured_has_no_figure() throws IOException {
    new ShardFolder(runDir, 0, 0)
        .measures(Measurable.LEDGER, Measurable.DELIVERY)
        .population(tally("readers", 1, 0))
        .population(tally("writers", 1, 2))
        .write();

    Summary.Population writers = report().populations().get(1);
    assertThat(writers.acked()).isNull();
    assertThat(writers.delivered()).isEqualTo(1);
    assertThat(writers.groupSent()).isNull();
    assertThat(runDir.resolve("index.html")).content().doesNotContain("To groups");
  }

  @Test
  void users_of_one_kind_have_no_table() throws IOException {
    Runs.good(runDir).write();

    assertThat(report().populations()).isNull();
    assertThat(runDir.resolve("summary.json")).content().doesNotContain("populations");
    assertThat(runDir.resolve("summary.md")).content().doesNotContain("Population");
    assertThat(runDir.resolve("index.html")).content().doesNotContain("Population");
  }

  @Test
  void the_page_says_what_the_simulation_let_its_users_do() throws IOException {
    Runs.good(runDir)
        .intervals(new Intervals(List.of(500_000L), List.of(), List.of(10_000_000L, 30_000_000L)))
        .write();
    report();

    assertThat(runDir.resolve("index.html"))
        .content()
        .contains("a message every 500 ms, a heartbeat every 10 s or 30 s.");
  }
}
