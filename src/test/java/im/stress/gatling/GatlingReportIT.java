package im.stress.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.gatling.GatlingReport.Outcome;
import im.stress.gatling.GatlingReport.Result;
import im.stress.gatling.fixture.HalfOfRunSimulation;
import im.stress.simlog.LogRecord;
import im.stress.simlog.MergeInput;
import im.stress.simlog.SimulationLogMerger;
import im.stress.simlog.SimulationLogReader;
import im.stress.simlog.SimulationLogWriter;
import io.gatling.app.Gatling$;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real runs of Gatling, their logs merged and reported on. */
@Tag("own-jvm")
final class GatlingReportIT {
  private static final LogRecord.Run RUN =
      new LogRecord.Run(
          "3.15.1", "im.stress.Any", 1_700_000_000_000L, "", List.of("im"), List.of());

  private static final ProxySelector BEFORE = ProxySelector.getDefault();

  @TempDir private static Path runs;
  @TempDir private static Path preferences;
  private static List<MergeInput> logs;
  @TempDir private Path results;

  @BeforeAll
  static void run_the_simulation_twice() throws IOException {
    System.setProperty("java.util.prefs.userRoot", preferences.toString());
    ProxySelector.setDefault(new RecordingProxySelector());
    for (int i = 0; i < 2; i++) {
      int code =
          Gatling$.MODULE$.fromArgs(
              new String[] {
                "-nr", "-s", HalfOfRunSimulation.class.getName(), "-rf", runs.toString()
              });
      assertThat(code).as("half of the requests").isEqualTo(2);
    }
    try (Stream<Path> folders = Files.list(runs)) {
      logs = folders.map(run -> new MergeInput(run.resolve("simulation.log"), 0)).toList();
    }
    assertThat(logs).hasSize(2);
  }

  @AfterAll
  static void give_the_network_back() {
    ProxySelector.setDefault(BEFORE);
  }

  @Test
  void report_of_two_runs_has_the_requests_of_both() throws IOException {
    assertThat(merge(logs)).isEmpty();
    List<LogRecord> records = records();
    assertThat(records)
        .filteredOn(LogRecord.Request.class::isInstance)
        .hasSize((int) (2 * HalfOfRunSimulation.REQUESTS));
    assertThat(records).filteredOn(LogRecord.Group.class::isInstance).hasSize(10);
    assertThat(records).filteredOn(LogRecord.User.class::isInstance).hasSize(20);

    assertThat(generate()).isEqualTo(new Result(Outcome.ASSERTIONS_HELD, ""));

    assertThat(results.resolve("gatling/index.html"))
        .content()
        .contains("message ack", "<td class=\"value total col-2\">30</td>");
    assertThat(console()).containsPattern("request count\\s+\\|\\s+30 \\|\\s+20 \\|\\s+10");
  }

  @Test
  void assertion_that_half_of_the_run_misses_is_told() throws IOException {
    merge(logs.subList(0, 1));
    assertThat(generate()).isEqualTo(new Result(Outcome.ASSERTIONS_FAILED, ""));
    assertThat(results.resolve("gatling/index.html")).exists();
    assertThat(console()).contains("is 30.0 : false (actual : 15.0)");
  }

  @Test
  void log_without_requests_has_nothing_to_report() throws IOException {
    write(RUN, new LogRecord.User(0, true, 0), new LogRecord.User(0, false, 5));
    assertThat(generate().outcome()).isEqualTo(Outcome.NOTHING_TO_REPORT);
  }

  @Test
  void log_without_records_has_nothing_to_report() throws IOException {
    write(RUN);
    assertThat(generate().outcome()).isEqualTo(Outcome.NOTHING_TO_REPORT);
  }

  @Test
  void log_of_one_millisecond_has_nothing_to_report() throws IOException {
    write(RUN, new LogRecord.Request(List.of(), "connect", 4, 4, false, "refused"));
    assertThat(generate().outcome()).isEqualTo(Outcome.NOTHING_TO_REPORT);
  }

  @Test
  void log_of_another_gatling_is_a_failure_with_its_reason() throws IOException {
    write(
        new LogRecord.Run("3.13.0", "im.stress.Any", 0, "", List.of("im"), List.of()),
        new LogRecord.Request(List.of(), "connect", 4, 5, true, ""));
    Result result = generate();
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.message()).contains("Gatling 3.13.0").doesNotContain("\n");
    assertThat(console()).contains("\tat io.gatling");
  }

  @Test
  void missing_log_is_a_failure() throws IOException {
    assertThat(generate().outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void nothing_is_printed_and_the_streams_are_given_back() throws IOException {
    merge(logs);
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream ours = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(ours);
    try {
      generate();
      assertThat(System.out).isSameAs(ours);
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(console()).contains("Parsing log file(s)...", "Generating reports...");
  }

  private List<LogRecord> records() throws IOException {
    List<LogRecord> records = new ArrayList<>();
    try (SimulationLogReader reader = SimulationLogReader.open(log())) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        records.add(next.get());
      }
    }
    return records;
  }

  private List<String> merge(List<MergeInput> inputs) throws IOException {
    return SimulationLogMerger.merge(inputs, log());
  }

  private void write(LogRecord.Run run, LogRecord... records) throws IOException {
    Files.createDirectories(log().getParent());
    try (SimulationLogWriter writer = SimulationLogWriter.create(log(), run)) {
      for (LogRecord record : records) {
        writer.write(record);
      }
    }
  }

  private Result generate() throws IOException {
    return GatlingReport.generate(results, "gatling", results.resolve("gatling.txt"));
  }

  private String console() throws IOException {
    return Files.readString(results.resolve("gatling.txt"));
  }

  private Path log() {
    return results.resolve("gatling").resolve("simulation.log");
  }
}
