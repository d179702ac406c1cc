package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.StressSettings;
import im.stress.report.RunEnd;
import im.stress.run.ExitCode;
import im.stress.run.FakePorts;
import im.stress.run.FakeShard;
import im.stress.run.FileHandles;
import im.stress.run.RunParts;
import im.stress.target.Preflight;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StressRunTest {
  private static final String RUN = "20260102-030405-10";

  @TempDir Path temporary;
  private RunFixture fixture;

  @BeforeEach
  void createFixture() {
    fixture = new RunFixture(temporary);
  }

  @Test
  void a_check_asks_for_the_tokens_of_its_two_users_and_a_run_for_all() {
    assertThat(fixture.check("--set", "im.users=10000")).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(fixture.tokensFor).containsExactly(2);

    assertThat(fixture.run("30", "1", "1")).isZero();
    assertThat(fixture.tokensFor).containsExactly(2, 30);
  }

  @Test
  void machine_without_a_number_among_several_is_told_which_it_takes() {
    fixture.environment.put("MACHINES", "3");
    assertThat(fixture.run("10", "1", "2")).isZero();
    assertThat(fixture.errorLine())
        .isEqualTo(
            "MACHINE_ID is not set though there are 3 machines: this is machine 0; two machines with"
                + " one number have the same users");
  }

  @Test
  void first_machine_by_its_own_number_is_told_nothing() {
    fixture.environment.putAll(Map.of("MACHINES", "3", "MACHINE_ID", "0"));
    assertThat(fixture.run("10", "1", "2")).isZero();
    assertThat(fixture.err.toString()).isEmpty();
  }

  @Test
  void run_goes_from_shard_to_verdict() throws IOException {
    assertThat(fixture.run("10", "1", "2")).isZero();

    assertThat(fixture.written())
        .containsExactly(
            RUN + "/gatling/simulation.log",
            RUN + "/machine-0/end.json",
            RUN + "/machine-0/shard-0/settings.conf",
            RUN + "/machine-0/shard-0/simulation.log");
    assertThat(fixture.merged.get(0))
        .containsExactly(fixture.results.resolve(RUN + "/machine-0/shard-0/simulation.log"));
    assertThat(fixture.out.toString())
        .contains("run " + RUN + ": 10 users over 1 s, then all of them for 2 s")
        .contains("each: a message every 5 s, a heartbeat every 30 s")
        .contains("target: ws://127.0.0.1:1/websocket")
        .contains("1 process, expected to end at ")
        .endsWith("verdict of " + fixture.results.resolve(RUN) + System.lineSeparator());
    assertThat(fixture.err.toString()).isEmpty();
    assertThat(fixture.shown).containsExactly(fixture.results.resolve(RUN + "/index.html"));
  }

  @Test
  void the_header_tells_a_closed_loop() {
    fixture.run("--set", "im.message.arrivals=closed", "10");

    assertThat(fixture.out.toString())
        .contains("each: a message as soon as the last one is answered, a heartbeat every 30 s");
  }

  @Test
  void without_messages_there_is_no_closed_loop() {
    fixture.run("--set", "im.message.arrivals=closed", "10", "1", "1", "0");

    assertThat(fixture.out.toString()).contains("each: no messages, a heartbeat every 30 s");
  }

  @Test
  void the_header_tells_random_arrivals_and_a_smaller_last_group() {
    fixture.run("--set", "im.message.arrivals=poisson", "--set", "im.groups.size=3", "10");

    assertThat(fixture.out.toString())
        .contains(
            "each: a message every 5 s on average, a group message every 30 s on average,"
                + " a heartbeat every 30 s")
        .contains("groups: 4 of 3 members, but 1 in the last");
  }

  @Test
  void exit_code_is_that_of_the_report() {
    fixture.report = (folder, settings, end) -> new RunParts.Report(3, "");

    assertThat(fixture.run("10")).isEqualTo(3);
  }

  @Test
  void warnings_of_the_merged_log_reach_the_report() {
    fixture.logWarnings.add("simulation.log: torn");

    fixture.run("10");

    assertThat(RunFixture.only(fixture.endings).warnings()).containsExactly("simulation.log: torn");
  }

  @Test
  void failed_assertions_of_gatling_reach_the_report() {
    fixture.gatling = (folder, name, console) -> Optional.of(false);

    fixture.run("10");

    assertThat(RunFixture.only(fixture.endings).gatlingAssertionsHeld()).contains(false);
  }

  @Test
  void no_argument_at_all_is_a_run_with_the_defaults() throws IOException {
    assertThat(fixture.run()).isZero();
    assertThat(fixture.written()).anyMatch(file -> file.startsWith("20260102-030405-100/"));
  }

  @Test
  void options_may_stand_before_and_after_the_positions() throws IOException {
    assertThat(fixture.run("--set", "im.run.id=mine", "7", "--set", "im.message.size=99")).isZero();

    assertThat(Files.readString(fixture.results.resolve("mine/machine-0/shard-0/settings.conf")))
        .contains("99");
  }

  @Test
  void secrets_go_to_the_shard_and_into_no_file_or_line() throws IOException {
    fixture.environment.put("TEST_TOKEN", "very-secret");
    fixture.environment.put("TARGET_URL", "ws://me:very-secret@gw:1/?key=very-secret");

    fixture.run("10");

    assertThat(fixture.secrets)
        .containsExactly(
            Map.of(
                "TEST_TOKEN",
                "very-secret",
                "CLIENT_KEY_PASSWORD",
                "",
                "TARGET_URL",
                "[\"ws://me:very-secret@gw:1/?key=very-secret\"]"));
    assertThat(fixture.out.toString())
        .contains("target: ws://***@gw:1/?key=***")
        .doesNotContain("very-secret");
    for (String file : fixture.written()) {
      assertThat(fixture.results.resolve(file)).content().doesNotContain("very-secret");
    }
  }

  @Test
  void second_run_of_the_same_second_gets_a_folder_of_its_own() throws IOException {
    fixture.run("10");
    fixture.run("10");

    assertThat(fixture.results.resolve(RUN)).isDirectory();
    assertThat(fixture.results.resolve(RUN + "-2/machine-0/shard-0/settings.conf"))
        .content()
        .contains(RUN + "-2");
  }

  @Test
  void machine_writes_into_a_folder_with_its_number() throws IOException {
    fixture.environment.put("MACHINE_ID", "3");

    fixture.run("10");

    assertThat(fixture.written()).contains(RUN + "/machine-3/shard-0/settings.conf");
  }

  @Test
  void users_are_split_where_file_handles_are_few() {
    fixture.handles = new FileHandles(338, 300);

    assertThat(fixture.run("10")).isZero();
    assertThat(fixture.shards).hasSize(3);
    assertThat(fixture.merged.get(0)).hasSize(3);
    assertThat(fixture.out.toString())
        .contains(
            "10 users are split over 3 processes: one process holds up to 4 users with the limit"
                + " of 338 file handles");
  }

  @Test
  void ledger_that_is_too_small_for_the_messages_is_told_before_they_are_sent() {
    fixture.run("--set", "im.message.ledger-window=16", "10", "1", "2", "1");

    assertThat(fixture.out.toString())
        .contains(
            "im.message.ledger-window: 16 messages from one user to another last for 16ms, and a"
                + " message is waited for up to 25s ");
  }

  @Test
  void addresses_that_answered_are_told_to_the_shards_and_the_others_to_the_user()
      throws IOException {
    fixture.environment.put("TARGET_URL", "ws://gw.test:1");
    fixture.preflight =
        settings ->
            new Preflight.Reached(
                List.of("gw.test:1=127.0.0.1", "gw.test:1=::1"),
                List.of("gw.test has 3 addresses"),
                List.of(),
                List.of("check: gw.test connect 1.0 ms"));

    assertThat(fixture.run("10")).isZero();
    assertThat(fixture.errorLine()).isEqualTo("gw.test has 3 addresses");
    assertThat(fixture.out.toString()).startsWith("check: gw.test connect 1.0 ms");
    assertThat(Files.readString(fixture.results.resolve(RUN + "/machine-0/shard-0/settings.conf")))
        .contains("\"gw.test:1=127.0.0.1,gw.test:1=::1\"");
  }

  @Test
  void target_that_cannot_be_used_is_told_and_nothing_is_written() throws IOException {
    fixture.preflight = settings -> new Preflight.Refused("ws://127.0.0.1:1: refused");

    assertThat(fixture.run("10")).isEqualTo(69);
    assertThat(fixture.errorLine()).isEqualTo("ws://127.0.0.1:1: refused");
    assertThat(fixture.written()).isEmpty();
  }

  @Test
  void shard_that_fails_ends_the_others_and_is_named() {
    fixture.handles = new FileHandles(340, 300);
    fixture.behaviour = shard -> failSecond(shard, "out of memory\n\tat some.Frame(X.java)\n");

    assertThat(fixture.run("10")).isEqualTo(1);
    assertThat(fixture.shards.get(0).stopped).isTrue();
    RunEnd end = RunFixture.only(fixture.endings);
    assertThat(end.interrupted()).isFalse();
    assertThat(end.failures())
        .containsExactly(
            "machine-0/shard-1 failed with exit code 3: out of memory"
                + " (see machine-0/shard-1/gatling.out)");
    assertThat(fixture.results.resolve(RUN + "/machine-0/end.json"))
        .content()
        .contains("\"interrupted\" : false", "failed with exit code 3: out of memory");
  }

  private static void failSecond(FakeShard shard, String lastWords) {
    if (shard.directory().endsWith("shard-1")) {
      try {
        Files.writeString(shard.directory().resolve("gatling.out"), lastWords);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      shard.end(3);
    }
  }

  @Test
  void shard_that_runs_out_of_memory_is_a_limit_with_its_figure_and_no_failure() {
    fixture.handles = new FileHandles(340, 300);
    fixture.behaviour =
        shard ->
            failSecond(
                shard, "[info]\nTerminating due to java.lang.OutOfMemoryError: Java heap space");

    fixture.run("10");

    assertThat(fixture.shards.get(0).stopped).isTrue();
    RunEnd end = RunFixture.only(fixture.endings);
    assertThat(end.failures()).isEmpty();
    assertThat(end.clientLimits())
        .containsExactly(
            "machine-0/shard-1 ran out of memory with a heap of at most 30m: give it more"
                + " (JAVA_OPTS=-Xmx4g), split over more processes (--set im.run.shards=4)"
                + " or use more machines");
  }

  @Test
  void merge_that_fails_is_named_in_a_report_that_is_still_written() {
    fixture.logs =
        (logs, output) -> {
          throw new IOException("No space left on device");
        };

    assertThat(fixture.run("10")).isEqualTo(1);
    assertThat(RunFixture.only(fixture.endings).failures())
        .containsExactly("no Gatling report: No space left on device");
  }

  @Test
  void report_that_cannot_be_written_is_told_in_one_line() {
    fixture.report =
        (folder, settings, end) -> {
          throw new IOException("No space left on device");
        };

    assertThat(fixture.run("10")).isEqualTo(1);
    assertThat(fixture.errorLine())
        .isEqualTo(
            fixture.results.resolve(RUN)
                + ": the report can't be written: No space left on device;"
                + " what was measured is kept there");
  }

  @Test
  void shards_without_a_log_get_a_report_all_the_same() {
    fixture.behaviour =
        shard -> {
          shard.directory().resolve("simulation.log").toFile().delete();
          shard.end(1);
        };

    assertThat(fixture.run("10")).isEqualTo(1);
    assertThat(fixture.merged).isEmpty();
    assertThat(RunFixture.only(fixture.endings).gatlingAssertionsHeld()).isEmpty();
  }

  @Test
  void log_of_a_shard_that_was_killed_is_found_where_gatling_wrote_it() {
    fixture.behaviour =
        shard -> {
          Path unfinished = shard.directory().resolve("gatling/im-2026/simulation.log");
          unfinished.getParent().toFile().mkdirs();
          shard.directory().resolve("simulation.log").toFile().renameTo(unfinished.toFile());
          shard.end(137);
        };

    assertThat(fixture.run("10")).isEqualTo(1);
    assertThat(fixture.merged.get(0))
        .containsExactly(
            fixture.results.resolve(RUN + "/machine-0/shard-0/gatling/im-2026/simulation.log"));
  }

  @ParameterizedTest
  @CsvSource({"-1, was 1 s ago", "3601, is 3601 s ahead"})
  void start_that_can_only_be_a_mistake_is_refused(long seconds, String distance)
      throws IOException {
    long now = RunFixture.NOW.getEpochSecond();
    fixture.environment.put("START_AT", Long.toString(now + seconds));

    assertThat(fixture.run("10")).isEqualTo(64);
    assertThat(fixture.errorLine())
        .isEqualTo(
            "START_AT: expected a time up to an hour ahead, got %d, which %s; on this machine now is %d (date +%%s)",
            now + seconds, distance, now);
    assertThat(fixture.written()).isEmpty();
  }

  /** While the target was tried, say. */
  @Test
  void start_that_passes_before_the_run_is_ready_is_told_and_begins_at_once() {
    AtomicReference<Instant> now = new AtomicReference<>(RunFixture.NOW);
    fixture.clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    fixture.preflight =
        settings -> {
          now.set(RunFixture.NOW.plusSeconds(8));
          return new Preflight.Reached(List.of(), List.of(), List.of(), List.of());
        };
    fixture.environment.put("START_AT", Long.toString(RunFixture.NOW.getEpochSecond() + 1));

    assertThat(fixture.run("10")).isZero();
    assertThat(fixture.errorLine())
        .isEqualTo("START_AT was 7 s ago: this machine starts late, now");
  }

  @Test
  void shards_are_asked_for_by_their_option() {
    assertThat(fixture.run("10", "--shards", "3")).isZero();
    assertThat(fixture.shards).hasSize(3);
  }

  /** 50,000 users, and one address has ports for 25,408 of them. */
  @Test
  void many_users_connect_from_several_addresses_and_are_told_so() throws IOException {
    fixture.preflight = StressRunTest::aimedAtLoopback;

    assertThat(fixture.run("50000")).isZero();
    assertThat(fixture.out.toString()).contains("connecting from: 127.0.0.2, 127.0.0.3");
    assertThat(settingsOfFirstShard()).contains("\"127.0.0.2,127.0.0.3\"");
  }

  @Test
  void few_users_connect_as_the_system_chooses() throws IOException {
    fixture.preflight = StressRunTest::aimedAtLoopback;

    assertThat(fixture.run("25408")).isZero();
    assertThat(fixture.out.toString()).doesNotContain("connecting from");
    assertThat(settingsOfFirstShard()).contains("\"source-addresses\" : \"auto\"");
  }

  @Test
  void users_without_ports_are_told_before_anything_is_written() throws IOException {
    fixture.preflight = StressRunTest::aimedAtLoopback;
    fixture.ports = FakePorts.of(28_232, "10.0.0.1");

    assertThat(fixture.run("50000")).isEqualTo(64);
    assertThat(fixture.errorLine())
        .startsWith(
            "50,000 users to one target (127.0.0.1:1) need 2 source addresses; there is 1 with"
                + " 28,232 free ports: ");
    assertThat(fixture.written()).isEmpty();
  }

  private static Preflight.Result aimedAtLoopback(StressSettings settings) {
    return new Preflight.Reached(
        List.of(),
        List.of(),
        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)),
        List.of());
  }

  private String settingsOfFirstShard() throws IOException {
    try (Stream<Path> all = Files.walk(fixture.results)) {
      return Files.readString(
          all.filter(file -> file.endsWith("shard-0/settings.conf")).findFirst().orElseThrow());
    }
  }

  @Test
  void browser_is_left_alone_when_told_so() {
    fixture.run("10", "--set", "im.run.open-browser=false");

    assertThat(fixture.shown).isEmpty();
  }

  @Test
  void unexpected_failure_is_one_line() {
    fixture.clock = Clock.systemUTC();
    fixture.preflight =
        settings -> {
          throw new IllegalStateException("broken");
        };

    assertThat(fixture.run("10")).isEqualTo(1);
    assertThat(fixture.errorLine())
        .isEqualTo("failed: java.lang.IllegalStateException: broken (--debug tells where)");
  }
}
