package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.config.LedgerWindow;
import im.stress.config.StressSettings;
import im.stress.model.Counter;
import im.stress.record.JsonFiles;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarningsTest {

  @TempDir Path runDir;

  private static RunEnd endWith(String... warnings) {
    return new RunEnd(false, Optional.empty(), List.of(), List.of(), List.of(warnings));
  }

  @Test
  void warning_reaches_every_text_and_leaves_the_verdict_alone() throws IOException {
    Runs.good(runDir).write();
    Outcome outcome = Runs.report(runDir, TestSettings.of(), endWith("shard-1: a torn log"));
    assertThat(outcome.verdict()).isEqualTo(Verdict.PASS);
    JsonNode json = JsonFiles.read(runDir.resolve("summary.json"), JsonNode.class).orElseThrow();
    assertThat(json.at("/warnings/0").asText()).isEqualTo("shard-1: a torn log");
    assertThat(RunReport.console(runDir, outcome)).contains("warning: shard-1: a torn log");
    assertThat(runDir.resolve("index.html")).content().contains("<li>shard-1: a torn log</li>");
    assertThat(Files.readAllLines(runDir.resolve("summary.md")))
        .contains("## Warnings", "- shard-1: a torn log");
  }

  @Test
  void a_closed_loop_says_what_its_latencies_are() throws IOException {
    Runs.good(runDir).count(Counter.MESSAGES_IN_CLOSED_LOOP, 1).write();
    Outcome outcome = Runs.report(runDir, TestSettings.of());
    assertThat(outcome.verdict()).isEqualTo(Verdict.PASS);
    assertThat(outcome.summary().warnings()).containsExactly(ClosedLoop.WARNING);
    assertThat(ClosedLoop.WARNING).startsWith("latencies are service times: a slow answer delays");
  }

  @Test
  void a_simulation_that_writes_at_random_has_none_though_the_settings_say_closed()
      throws IOException {
    Runs.good(runDir).count(Counter.MESSAGES_IN_CLOSED_LOOP, 0).write();

    assertThat(Runs.report(runDir, TestSettings.closedLoop()).summary().warnings()).isEmpty();
  }

  @Test
  void the_longest_warning_says_on_the_terminal_what_to_do() throws IOException {
    StressSettings settings = TestSettings.of();
    String shortfall =
        LedgerWindow.of(
                settings,
                settings.message().withInterval("interval", Duration.ofMillis(1)),
                1_000_000)
            .shortfall();
    for (int shard = 0; shard < 3; shard++) {
      new ShardFolder(runDir, 10, shard).warning(shortfall).write();
    }

    Outcome outcome = Runs.report(runDir, settings);
    assertThat(shortfall).endsWith("or a shorter im.message.ack-timeout");
    assertThat(RunReport.console(runDir, outcome)).contains(": " + shortfall);
  }

  @Test
  void ends_of_kept_connections_are_told_apart() throws IOException {
    Runs.good(runDir)
        .count(Counter.REQUESTS, 1_000)
        .count(Counter.REQUESTS_SENT_AGAIN, 3)
        .count(Counter.CLOSES_UNANNOUNCED, 7)
        .count(Counter.RESETS_BETWEEN_REQUESTS, 2)
        .write();
    Summary summary = Runs.report(runDir, TestSettings.of()).summary();

    assertThat(summary.requests().sentAgain()).isEqualTo(3);
    assertThat(summary.requests().closesUnannounced()).isEqualTo(7);
    assertThat(summary.requests().resetsBetweenRequests()).isEqualTo(2);
    assertThat(summary.warnings())
        .anyMatch(line -> line.startsWith("3 of 1,000 requests were sent twice"))
        .anyMatch(line -> line.startsWith("the server closed 7 connections between requests"))
        .anyMatch(line -> line.startsWith("the server reset 2 connections between requests"));
  }

  @Test
  void run_without_warnings_has_none() throws IOException {
    Runs.good(runDir).write();
    Outcome outcome = Runs.report(runDir, TestSettings.of());
    assertThat(outcome.summary().warnings()).isEmpty();
    assertThat(RunReport.console(runDir, outcome)).doesNotContain("warning");
    assertThat(runDir.resolve("index.html")).content().doesNotContain("Warnings");
    assertThat(runDir.resolve("summary.md")).content().doesNotContain("Warnings");
  }

  @Test
  void seconds_without_a_row_are_warned_of() throws IOException {
    new ShardFolder(runDir, 0, 0)
        .second(0, 1, 0, 0, 0, 0)
        .second(4, 1, 0, 0, 0, 0)
        .second(5, 1, 0, 0, 0, 0)
        .second(8, 1, 0, 0, 0, 0)
        .write();
    assertThat(Runs.report(runDir, TestSettings.of()).summary().warnings())
        .containsExactly(
            "machine-0/shard-0/timeline.csv: 5 seconds have no row,"
                + " the first of them at 2027-01-15 08:00:01 UTC");
  }

  @Test
  void one_second_without_a_row_is_tolerated() throws IOException {
    new ShardFolder(runDir, 0, 0)
        .second(0, 1, 0, 0, 0, 0)
        .second(2, 1, 0, 0, 0, 0)
        .second(4, 1, 0, 0, 0, 0)
        .write();
    assertThat(Runs.report(runDir, TestSettings.of()).summary().warnings()).isEmpty();
  }
}
