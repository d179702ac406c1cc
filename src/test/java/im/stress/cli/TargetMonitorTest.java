package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import im.stress.record.FileNames;
import im.stress.record.RowTable;
import im.stress.record.ShardFolder;
import im.stress.report.Outcome;
import im.stress.report.RunReport;
import im.stress.run.RunParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that {@code monitor} leaves on the target's machine, given to a merge or a run. */
final class TargetMonitorTest {
  private static final double OF_TARGET = 73.5;
  private static final double OF_ONLOOKER = 99.5;

  @TempDir Path temporary;
  private RunFixture fixture;
  private Path machine;

  @BeforeEach
  void create() throws IOException {
    fixture = new RunFixture(temporary);
    fixture.report =
        (folder, settings, end) -> {
          Outcome outcome = RunReport.write(folder, settings.settings(), settings.describe(), end);
          return new RunParts.Report(outcome.exitCode(), RunReport.console(folder, outcome));
        };
    MachineResults results = new MachineResults(temporary.resolve("a"), 0);
    results.shard.monitor(0, 1).monitor(1, 1).monitor(2, 1);
    machine = results.write();
  }

  private Path monitor(String name, long fromSecond, long toSecond) throws IOException {
    return monitor(name, fromSecond, toSecond, TargetMonitorTest::value);
  }

  private Path monitor(
      String name, long fromSecond, long toSecond, ToDoubleFunction<MonitorColumn> value)
      throws IOException {
    Path folder = Files.createDirectory(temporary.resolve(name));
    List<Row<MonitorColumn>> rows =
        LongStream.rangeClosed(fromSecond, toSecond)
            .mapToObj(second -> new Row<>(ShardFolder.START + second, MonitorColumn.class, value))
            .toList();
    new RowTable<>(MonitorColumn.class, rows).write(folder.resolve(FileNames.MONITOR));
    return folder;
  }

  private static double value(MonitorColumn column) {
    return column == MonitorColumn.TARGET_CPU_PERCENT
        ? OF_TARGET
        : column == MonitorColumn.MACHINE_CPU_PERCENT ? OF_ONLOOKER : Double.NaN;
  }

  private Path file(String name) {
    return fixture.results.resolve("night-merged").resolve(name);
  }

  private List<String> warnings() throws IOException {
    List<String> lines = new ArrayList<>();
    new ObjectMapper()
        .readTree(file("summary.json").toFile())
        .path("warnings")
        .forEach(line -> lines.add(line.asText()));
    return lines;
  }

  @Test
  void target_on_another_machine_is_shown_beside_the_load() throws IOException {
    Path monitor = monitor("gateway", -60, 60);

    fixture.merge("--monitor", monitor.toString(), machine.toString());

    RowTable<MonitorColumn> merged = RowTable.read(file("monitor.csv"), MonitorColumn.class);
    assertThat(merged.rows()).as("of the time of the run").hasSize(3);
    assertThat(merged.values(MonitorColumn.TARGET_CPU_PERCENT)).containsOnly(OF_TARGET);
    assertThat(merged.values(MonitorColumn.MACHINE_CPU_PERCENT))
        .as("of the clients")
        .doesNotContain(OF_ONLOOKER);
    assertThat(file("index.html")).content().contains("id=\"target-cpu\"");
    assertThat(file("target-0/monitor.csv"))
        .hasSameTextualContentAs(monitor.resolve("monitor.csv"));
    assertThat(warnings()).noneMatch(line -> line.contains("target-0"));
  }

  @Test
  void charts_of_several_targets_say_that_they_show_the_largest() throws IOException {
    fixture.merge(
        "--monitor",
        monitor("one", 0, 2).toString(),
        "--monitor",
        monitor("two", 0, 2).toString(),
        machine.toString());

    assertThat(file("index.html"))
        .content()
        .contains("Share of the whole machine. Of 2 monitors, the largest.");
  }

  @Test
  void merge_takes_in_what_a_machine_was_given() throws IOException {
    Path kept = monitor("kept", 0, 2);
    Files.createDirectory(machine.resolve("target-0"));
    Files.copy(kept.resolve("monitor.csv"), machine.resolve("target-0/monitor.csv"));

    fixture.merge(machine.toString());

    assertThat(RowTable.read(file("monitor.csv"), MonitorColumn.class).rows())
        .extracting(row -> row.get(MonitorColumn.TARGET_CPU_PERCENT))
        .containsOnly(OF_TARGET);
  }

  @Test
  void run_keeps_what_the_monitor_wrote_until_its_end() throws IOException {
    Path monitor = monitor("gateway", 0, 2);

    assertThat(fixture.run("--monitor", monitor.toString(), "--set", "im.run.id=one"))
        .isNotEqualTo(64);

    assertThat(fixture.results.resolve("one/target-0/monitor.csv"))
        .hasSameTextualContentAs(monitor.resolve("monitor.csv"));
  }

  @Test
  void run_without_the_folder_is_refused_before_it_begins() {
    assertThat(fixture.run("--monitor", temporary.resolve("none").toString())).isEqualTo(64);

    assertThat(fixture.errorLine())
        .startsWith("--monitor: expected a folder")
        .contains("no folder");
    assertThat(fixture.shards).isEmpty();
    assertThat(fixture.results).doesNotExist();
  }

  @Test
  void rows_of_another_time_are_told() throws IOException {
    Path monitor = monitor("yesterday", -86_460, -86_400);

    fixture.merge("--monitor", monitor.toString(), machine.toString());

    assertThat(warnings())
        .anyMatch(line -> line.startsWith("target-0: no row is of the time of the run"));
  }

  @Test
  void rows_without_the_target_are_told() throws IOException {
    Path monitor = monitor("machine-alone", 0, 2, column -> Double.NaN);

    fixture.merge("--monitor", monitor.toString(), machine.toString());

    assertThat(warnings())
        .containsExactly(
            "target-0: no row has the CPU of the target; start `monitor` with --port or --pid of the"
                + " server, as a user who may see its process");
  }

  @Test
  void part_of_the_run_without_the_target_is_told() throws IOException {
    MachineResults results = new MachineResults(temporary.resolve("long"), 0);
    LongStream.range(0, 60).forEach(second -> results.shard.monitor(second, 1));
    Path monitor = monitor("ended", -5, 29);

    fixture.merge("--monitor", monitor.toString(), results.write().toString());

    assertThat(warnings())
        .containsExactly(
            "target-0: the target was measured from 2027-01-15 08:00:00 UTC to 2027-01-15 08:00:29"
                + " UTC, the run is from 2027-01-15 08:00:00 UTC to 2027-01-15 08:00:59 UTC: its"
                + " figures are of a part of it");
  }

  @Test
  void monitor_after_one_that_can_not_be_kept_is_taken_in() throws IOException {
    Path vanished = monitor("vanished", 0, 2);
    Path there = monitor("there", 0, 2);
    fixture.behaviour =
        shard -> {
          delete(vanished.resolve("monitor.csv"));
          shard.end(0);
        };

    fixture.run(
        "--monitor", vanished.toString(), "--monitor", there.toString(), "--set", "im.run.id=one");

    assertThat(fixture.results.resolve("one/target-0/monitor.csv"))
        .hasSameTextualContentAs(there.resolve("monitor.csv"));
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void folder_that_no_monitor_made_is_refused() throws IOException {
    assertThat(fixture.merge("--monitor", temporary.toString(), machine.toString())).isEqualTo(64);

    assertThat(fixture.errorLine())
        .isEqualTo(
            "--monitor: expected a folder that `monitor` has made, with monitor.csv in it,"
                + " got a folder without it: "
                + temporary);
    assertThat(fixture.results).doesNotExist();
  }
}
