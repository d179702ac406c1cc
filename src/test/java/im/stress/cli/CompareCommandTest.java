package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.ComparedRuns;
import im.stress.server.ServerProcess;
import im.stress.target.Preflight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is typed after {@code compare}. */
final class CompareCommandTest {
  private static final String A = "a=ws://127.0.0.1:1/websocket";
  private static final String B = "b=ws://127.0.0.1:2/websocket";

  @TempDir Path temporary;
  private RunFixture fixture;

  @BeforeEach
  void createFixture() {
    fixture = new RunFixture(temporary);
    fixture.environment.put("RUN_ID", "r");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --target a=ws://h:1                                             | --target: expected two targets, got 1; give --target NAME=URL twice
          --target a=ws://h:1 --target b=ws://h:2 --target c=ws://h:3     | --target: expected two targets, got 3
          --target a=ws://h:1 --target a=ws://h:2                         | --target: expected two names, got "a" twice
          --target a=ws://h:1 --target b=ws://h:1                         | --target: expected two targets, got ws://h:1/websocket for both a and b
          --target ws://h:1 --target b=ws://h:2                           | --target: expected NAME=URL such as a=ws://host:10001/websocket
          --target ../x=ws://h:1 --target b=ws://h:2                      | --target: expected NAME=URL such as
          --target a=h:1 --target b=ws://h:2                              | im.target.url: expected a URL that starts with
          --target a=ws://h:1 --target b=ws://h:2 --runs 2                | --runs: expected a whole number of 3 or more runs of each target, got "2"
          --target a=ws://h:1 --target b=ws://h:2 --pause x               | --pause: expected a whole number of 0 or more seconds, got "x"
          --target a=ws://h:1 --target b=ws://h:2 --fail-if-slower ten    | --fail-if-slower: expected a percentage such as 10%, got "ten"
          --target a=ws://h:1 --target b=ws://h:2 --fail-if-slower 10     | --fail-if-slower: expected a percentage such as 10%, got "10"
          --target a=ws://h:1 --target b=ws://h:2 zero                    | USERS: expected
          --demo --target a=ws://h:1                                      | --demo: expected no --target with it
          --nonsense                                                      | Unknown option: '--nonsense'
          no-such-run                                                     | compare: expected the runs of two targets, as a=DIR,DIR b=DIR,DIR
          a=no-such-run b=other                                           | no-such-run: expected the results of a run
          a=x y                                                           | compare: expected the runs of two targets
          a=x b=y --runs 3                                                | --runs: expected --target with it
          a=x b=y --before true                                           | --before: expected --target with it
          a=x b=y --set im.message.size=64                                | compare: expected no setting of a run beside runs that are finished, got im.message.size
          a=x b=y --preset http-get                                       | compare: expected no setting of a run beside runs that are finished, got im.codec.format
          --target a=ws://h:1 --target b=ws://h:2 --runs 999999999        | --runs: expected 100 runs of each target or fewer, got "999999999"
          --target a=ws://h:1 --target b=ws://h:2 --monitor results/mon   | --monitor: expected NAME=DIR, with the name of the target that it watches (a or b), got "results/mon"
          """)
  void options_that_make_no_sense_are_told_in_one_line(String args, String line)
      throws IOException {
    assertThat(fixture.compare(args.split(" "))).isEqualTo(64);
    assertThat(fixture.errorLine()).startsWith(line);
    assertThat(fixture.written()).isEmpty();
    assertThat(fixture.shards).isEmpty();
  }

  @Test
  void without_targets_and_runs_it_says_what_it_needs() {
    assertThat(fixture.compare()).isEqualTo(64);
    assertThat(fixture.errorLine()).startsWith("compare: expected two targets, as --target a=URL");
  }

  @Test
  void positions_and_options_are_those_of_all_runs() throws IOException {
    fixture.compare(
        "--target",
        A,
        "--target",
        B,
        "--pause",
        "0",
        "7",
        "1",
        "4",
        "700",
        "0",
        "--set",
        "im.message.size=77");

    assertThat(fixture.shards).hasSize(6);
    for (String run : List.of("1-a", "2-b", "6-b")) {
      assertThat(
              Files.readString(
                  fixture
                      .results
                      .resolve("r")
                      .resolve(run)
                      .resolve("machine-0/shard-0/settings.conf")))
          .contains("\"users\" : \"7\"", "\"size\" : \"77\"", "700ms")
          .contains(run.endsWith("a") ? "127.0.0.1:1/" : "127.0.0.1:2/");
    }
    assertThat(fixture.shown).containsExactly(fixture.results.resolve("r/index.html"));
  }

  @Test
  void each_target_has_its_own_monitors() throws IOException {
    Path first = Files.createDirectories(temporary.resolve("one"));
    Path second = Files.createDirectories(temporary.resolve("two"));
    for (Path monitor : List.of(first, second)) {
      Files.writeString(monitor.resolve("monitor.csv"), "epochSecond\n");
    }

    fixture.compare(
        "--target",
        A,
        "--target",
        B,
        "--pause",
        "0",
        "--monitor",
        "a=" + first,
        "--monitor",
        "b=" + second);

    for (String run : List.of("1-a", "2-b", "6-b")) {
      assertThat(
              Files.readString(
                  fixture
                      .results
                      .resolve("r")
                      .resolve(run)
                      .resolve("machine-0/shard-0/settings.conf")))
          .contains((run.endsWith("a") ? first : second).toString())
          .doesNotContain((run.endsWith("a") ? second : first).toString());
    }
  }

  @Test
  void tokens_are_made_once_while_a_target_that_was_restarted_does_not_answer_yet()
      throws IOException {
    List<String> made = new ArrayList<>();
    List<Integer> tries = new ArrayList<>();
    fixture.tokens =
        (settings, users, asked, told) -> {
          made.add("");
          return settings;
        };
    fixture.preflight =
        settings -> {
          tries.add(tries.size());
          return tries.size() == 1
              ? new Preflight.Refused("target: refused")
              : new Preflight.Reached(List.of(), List.of(), List.of(), List.of());
        };

    fixture.compare("--target", A, "--target", B, "--pause", "0", "--before", "true");

    assertThat(tries).hasSize(7);
    assertThat(made).hasSize(6);
    assertThat(fixture.shards).hasSize(6);
  }

  @Test
  void demo_compares_both_architectures_of_the_embedded_chat_room() throws IOException {
    List<String> started = new ArrayList<>();
    fixture.servers =
        (run, plan) -> {
          started.add(run.settings().server().http().architecture().toString());
          String says = "echo listening http://127.0.0.1:" + started.size() + "; cat";
          return ServerProcess.awaitReady(
              new ProcessBuilder("/bin/sh", "-c", says).start(), run.settings().target().scheme());
        };

    fixture.compare("--demo", "--pause", "0");

    assertThat(started)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .containsExactly("threads", "events");
    assertThat(fixture.shards).hasSize(6);
    for (String run : List.of("1-threads", "2-events", "6-events")) {
      assertThat(
              Files.readString(
                  fixture
                      .results
                      .resolve("r")
                      .resolve(run)
                      .resolve("machine-0/shard-0/settings.conf")))
          .contains("\"users\" : \"20\"", "\"duration\" : \"12s\"", "chat-room")
          .contains(run.endsWith("threads") ? "http://127.0.0.1:1" : "http://127.0.0.1:2");
    }
  }

  @Test
  void target_that_is_out_of_reach_is_told_and_nothing_is_written() throws IOException {
    fixture.preflight = settings -> new Preflight.Refused("target: refused");

    assertThat(fixture.compare("--target", A, "--target", B)).isEqualTo(69);
    assertThat(fixture.errorLine()).isEqualTo("target: refused");
    assertThat(fixture.results.resolve("r")).doesNotExist();
  }

  @Test
  void secret_of_a_target_is_in_no_result() throws IOException {
    fixture.compare(
        "--target",
        "a=ws://me:s3cret@127.0.0.1:1/",
        "--target",
        B,
        "--pause",
        "0",
        "--before",
        "true ws://me:s3cret@x/");

    for (String file : List.of("r/index.html", "r/compare.json", "r/summary.md")) {
      assertThat(fixture.results.resolve(file)).content().doesNotContain("s3cret");
    }
  }

  @Test
  void runs_that_were_made_before_are_compared_and_left_as_they_are() throws IOException {
    List<String> words = new ArrayList<>();
    for (String target : List.of("a", "b")) {
      List<String> folders = new ArrayList<>();
      for (int i = 1; i <= 3; i++) {
        Path run = temporary.resolve(target + i);
        ComparedRuns.at(run).micros(target.equals("a") ? 1_000 + i : 9_000 + i).write();
        folders.add(run.toString());
      }
      words.add(target + "=" + String.join(",", folders));
    }
    words.addAll(List.of("--fail-if-slower", "10%"));

    assertThat(fixture.compare(words.toArray(String[]::new))).isEqualTo(2);
    assertThat(fixture.out.toString()).contains("TOO SLOW  comparison r: b is slower than a");
    assertThat(fixture.results.resolve("r/index.html")).content().contains("../../a1/index.html");
    assertThat(fixture.written()).containsOnly("r/compare.json", "r/index.html", "r/summary.md");
  }
}
