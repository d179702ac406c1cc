package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.measure.LedgerList;
import im.stress.model.Counter;
import im.stress.model.Metric;
import im.stress.model.RunState;
import im.stress.record.ShardFolder;
import im.stress.report.Outcome;
import im.stress.report.RunReport;
import im.stress.run.RunParts;
import im.stress.simlog.LogRecord;
import im.stress.simlog.MergeInput;
import im.stress.simlog.SimulationLogMerger;
import im.stress.simlog.SimulationLogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of several machines become one run; only Gatling's own report is left out here. */
final class MergeCommandTest {
  @TempDir Path temporary;
  private RunFixture fixture;
  private MachineResults first;
  private MachineResults second;

  @BeforeEach
  void createFixture() {
    fixture = new RunFixture(temporary);
    fixture.logs =
        (logs, output) ->
            SimulationLogMerger.merge(
                logs.stream().map(log -> new MergeInput(log, 0)).toList(), output);
    fixture.report =
        (folder, settings, end) -> {
          Outcome outcome = RunReport.write(folder, settings.settings(), settings.describe(), end);
          return new RunParts.Report(outcome.exitCode(), RunReport.console(folder, outcome));
        };
    first = new MachineResults(temporary.resolve("a"), 0);
    second = new MachineResults(temporary.resolve("b"), 1);
    first.shard.monitor(0, 12.5);
  }

  private int merge(String... options) throws IOException {
    String[] args = Arrays.copyOf(options, options.length + 2);
    args[options.length] = first.write().toString();
    args[options.length + 1] = second.write().toString();
    return fixture.merge(args);
  }

  private Path file(String name) {
    return fixture.results.resolve("night-merged").resolve(name);
  }

  private JsonNode summary() throws IOException {
    return new ObjectMapper().readTree(file("summary.json").toFile());
  }

  private List<String> lines(String field) throws IOException {
    return StreamSupport.stream(summary().path(field).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  @Test
  void machines_become_one_run() throws IOException {
    assertThat(merge()).isZero();

    assertThat(fixture.errorLine())
        .isEqualTo("merging 2 machines with 2 processes into " + file("").toAbsolutePath());
    assertThat(fixture.out.toString()).contains("PASS  run night-merged");
    assertThat(summary().path("users").path("asked").asInt()).isEqualTo(200);
    assertThat(summary().path("users").path("peakOnline").asInt()).isEqualTo(200);
    assertThat(summary().path("messages").path("sent").asInt()).isEqualTo(80);
    assertThat(summary().path("settings").path("machines").asInt()).isEqualTo(2);
    assertThat(summary().path("machines").findValuesAsText("users")).containsExactly("100", "100");
    assertThat(lines("warnings")).isEmpty();
    assertThat(file("index.html"))
        .content()
        .contains("night-merged", "Share of the whole machine. Of 2 machines, the largest.");
    assertThat(file("junit.xml")).exists();
    assertThat(file("manifest.json")).content().contains("machine-1/shard-0");
  }

  @Test
  void log_has_the_records_of_all_machines() throws IOException {
    merge();

    int requests = 0;
    try (SimulationLogReader log = SimulationLogReader.open(file("gatling/simulation.log"))) {
      for (var next = log.next(); next.isPresent(); next = log.next()) {
        requests += next.get() instanceof LogRecord.Request ? 1 : 0;
      }
    }
    assertThat(requests).isEqualTo(2 * MachineResults.REQUESTS);
  }

  @Test
  void files_of_the_machines_are_kept_and_the_inputs_stay_as_they_are() throws IOException {
    merge();

    for (MachineResults machine : List.of(first, second)) {
      try (var files = Files.walk(machine.folder)) {
        for (Path original : files.filter(Files::isRegularFile).toList()) {
          assertThat(file(machine.folder.relativize(original).toString()))
              .hasSameBinaryContentAs(original);
        }
      }
    }
    try (var found = Files.list(first.folder)) {
      assertThat(found).containsExactly(first.folder.resolve("machine-0"));
    }
  }

  @Test
  void percentiles_are_those_of_all_latencies_together() throws IOException {
    first.shard.latency(0, Metric.ACK, LongStream.rangeClosed(1, 98).map(i -> 1_000).toArray());
    second.shard.latency(0, Metric.ACK, 90_000, 90_000);

    merge();

    JsonNode ack = summary().path("latencyMicros").path("ack");
    assertThat(ack.path("count").asInt()).isEqualTo(100);
    assertThat(ack.path("p90").asInt()).isEqualTo(1_000);
    assertThat(ack.path("p99").asInt()).isBetween(90_000, 90_100);
  }

  @Test
  void message_that_came_to_a_user_of_another_machine_is_misrouted_and_not_lost()
      throws IOException {
    first.shard.count(Counter.MESSAGES_LOST, 1).lost(1, 2, 0, LedgerList.ACKED);
    second
        .shard
        .count(Counter.MESSAGES_MISROUTED, 1)
        .count(Counter.MESSAGES_MISROUTED_FROM_ELSEWHERE, 1)
        .misrouted(1, 2, 0, 150);

    assertThat(merge()).isZero();
    assertThat(summary().path("messages").path("lost").asInt()).isZero();
    assertThat(summary().path("messages").path("misrouted").asInt()).isEqualTo(1);
  }

  @Test
  void thresholds_are_judged_on_the_whole() throws IOException {
    second.shard.count(Counter.CONNECTS_OPENED, 96).count(Counter.CONNECTS_FAILED, 4);

    assertThat(merge()).isEqualTo(2);
    assertThat(lines("reasons")).singleElement().asString().contains("success.connect", "98.0");
  }

  @Test
  void interrupted_machine_interrupts_the_whole() throws IOException {
    second.shard.state(RunState.INTERRUPTED);
    second.ended(true, List.of(), List.of());

    assertThat(merge()).isEqualTo(130);
    assertThat(lines("warnings"))
        .containsExactly("machine-1 did not end in order; its processes: shard-0 interrupted");
  }

  @Test
  void interruption_of_which_only_the_runner_knows_counts_as_well() throws IOException {
    second.ended(true, List.of(), List.of());

    assertThat(merge()).isEqualTo(130);
  }

  @Test
  void machine_that_was_the_limit_makes_the_whole_invalid() throws IOException {
    second.ended(false, List.of("machine-1/shard-0 ran out of memory"), List.of());

    assertThat(merge()).isEqualTo(3);
    assertThat(lines("reasons")).containsExactly("machine-1/shard-0 ran out of memory");
  }

  @Test
  void process_that_failed_is_told_with_its_reason() throws IOException {
    second.shard.failed("no heap");

    assertThat(merge()).isEqualTo(1);
    assertThat(lines("reasons")).containsExactly("machine-1/shard-0 failed: no heap");
    assertThat(lines("warnings"))
        .containsExactly("machine-1 did not end in order; its processes: shard-0 failed");
  }

  @Test
  void machine_on_which_the_tool_failed_is_named() throws IOException {
    second.ended(false, List.of(), List.of("the run did not end within 5 min"));

    assertThat(merge()).isEqualTo(1);
    assertThat(lines("reasons")).containsExactly("machine-1: the run did not end within 5 min");
  }

  @Test
  void killed_machine_is_merged_up_to_its_last_whole_record_and_is_no_pass() throws IOException {
    second.shard.state(RunState.RUNNING);
    second.killed().write();
    Path log = second.folder.resolve("machine-1/shard-0/simulation.log");
    byte[] whole = Files.readAllBytes(log);
    second.shard.folder.resolve("gatling/run").toFile().mkdirs();
    Files.delete(log);
    Files.write(
        second.shard.folder.resolve("gatling/run/simulation.log"),
        Arrays.copyOf(whole, whole.length - 3));

    assertThat(fixture.merge(first.write().toString(), second.folder.toString())).isEqualTo(1);

    assertThat(lines("reasons"))
        .singleElement()
        .asString()
        .startsWith("machine-1/shard-0: the process ended before it wrote its last figures");
    assertThat(lines("warnings"))
        .anyMatch(line -> line.contains("holds half a record"))
        .contains(
            "machine-1 left no end.json (was it killed before its report?); its processes: shard-0"
                + " was killed while it ran");
    assertThat(summary().path("messages").path("sent").asInt()).isEqualTo(80);
    assertThat(file("index.html")).content().contains("holds half a record");
  }

  @Test
  void machine_that_may_be_missing_is_told() throws IOException {
    second.set("machine.count", "3").write();

    assertThat(fixture.merge("--allow-missing", second.folder.toString())).isZero();

    String note =
        "machine 0, 2 is missing (--allow-missing): its users are in no figure, and what was sent"
            + " to them by mistake counts as lost";
    assertThat(lines("warnings")).containsExactly(note);
    assertThat(file("index.html")).content().contains(note);
    assertThat(summary().path("users").path("asked").asInt()).isEqualTo(100);
  }

  @Test
  void what_belongs_to_a_machine_may_differ_and_one_value_may_be_written_in_two_ways()
      throws IOException {
    second
        .set("run.results-dir", "elsewhere")
        .set("run.seed", "9")
        .set("machine.start-at", "1800000000")
        .set("connection.source-addresses", "127.0.0.2")
        .set("login.token", "another")
        .set("duration", "2m");

    assertThat(merge()).isZero();
    assertThat(lines("warnings")).isEmpty();
  }

  @Test
  void other_numbers_of_users_are_told_and_shared_users_too() throws IOException {
    first.set("users", "150");

    assertThat(merge()).isZero();
    assertThat(lines("warnings"))
        .containsExactly(
            "the machines have different numbers of users: machine 0 150, machine 1 100",
            "users 100 to 149 were on machine 0 and on machine 1, since these have different"
                + " numbers of users: what is told of their messages may be wrong");
  }

  @Test
  void ramps_that_began_at_different_times_are_told() throws IOException {
    second.shard.start((ShardFolder.START + 7) * 1_000);

    assertThat(merge()).isZero();
    assertThat(lines("warnings"))
        .containsExactly(
            "the ramps of the machines began 7.0 s apart, by their own clocks: START_AT lets them"
                + " begin together");
  }

  @Test
  void clock_that_was_taken_is_kept_and_one_that_was_not_is_absent() throws IOException {
    first.shard.clock(-12, 40);

    merge();

    JsonNode machines = summary().path("machines");
    assertThat(machines.path(0).path("clockOffsetMicros").asInt()).isEqualTo(-12);
    assertThat(machines.path(1).has("clockOffsetMicros")).isFalse();
  }

  @Test
  void second_merge_without_a_name_is_refused_with_what_to_do() throws IOException {
    merge();
    fixture.err.getBuffer().setLength(0);

    assertThat(merge()).isEqualTo(64);
    assertThat(fixture.errorLine())
        .isEqualTo(
            fixture.results.resolve("night-merged")
                + ": expected no results of an earlier merge, got some; name this one with --out, or"
                + " remove them");
  }

  @Test
  void process_whose_log_was_not_copied_is_told() throws IOException {
    first.write();
    second.write();
    Files.delete(second.folder.resolve("machine-1/shard-0/simulation.log"));

    assertThat(fixture.merge(first.folder.toString(), second.folder.toString())).isZero();
    assertThat(lines("warnings"))
        .containsExactly("machine-1/shard-0: no simulation.log, so Gatling's report is without it");
  }

  @Test
  void users_of_a_machine_without_counts_are_those_of_its_own_settings() throws IOException {
    second.set("users", "500").write();
    Files.delete(second.folder.resolve("machine-1/shard-0/counts.json"));

    assertThat(fixture.merge(first.write().toString(), second.folder.toString())).isEqualTo(1);
    assertThat(summary().path("machines").findValuesAsText("users")).containsExactly("100", "500");
    assertThat(summary().path("users").path("asked").asInt()).isEqualTo(600);
  }

  @Test
  void merged_run_has_the_name_that_was_given() throws IOException {
    assertThat(merge("--out", "all")).isZero();
    assertThat(fixture.results.resolve("all/summary.json")).content().contains("\"run\" : \"all\"");
  }

  @Test
  void merged_run_can_be_merged_with_another_machine() throws IOException {
    merge();
    Path third = new MachineResults(temporary.resolve("c"), 2).write();

    assertThat(fixture.merge(file("").toString(), third.toString(), "--out", "all")).isZero();
    assertThat(fixture.results.resolve("all/summary.json")).content().contains("\"asked\" : 300");
  }

  @Test
  void files_that_the_settings_of_another_machine_name_are_not_needed() throws IOException {
    Path tokens = Files.write(temporary.resolve("tokens"), List.of("x\n".repeat(200)));
    first.set("login.token-file", tokens.toString()).write();
    Files.delete(tokens);

    assertThat(fixture.merge(first.folder.toString(), second.write().toString())).isZero();
  }

  @Test
  void secrets_of_the_target_stay_masked() throws IOException {
    for (MachineResults machine : List.of(first, second)) {
      machine.set("target.url", "ws://me:very-secret@gw:1/chat?key=very-secret");
    }

    assertThat(merge()).isZero();
    assertThat(file("manifest.json"))
        .content()
        .contains("ws://***@gw:1/chat?key=***")
        .doesNotContain("very-secret");
  }

  @Test
  void ctrl_c_ends_the_merge() throws IOException {
    fixture.logs =
        (logs, output) -> {
          fixture.interrupts.ask();
          // Left to itself: it must not write while the folder of the test is deleted.
          new CompletableFuture<Void>().join();
          return List.of();
        };

    assertThat(merge()).isEqualTo(130);
    assertThat(fixture.err.toString()).contains("interrupted: the merged run is not complete");
  }

  @Test
  void help_says_what_is_refused_and_nothing_is_written() throws IOException {
    assertThat(fixture.merge("--help")).isZero();
    assertThat(fixture.out.toString()).contains("merge", "DIR...", "--out", "--allow-missing");
    assertThat(fixture.written()).isEmpty();
  }
}
