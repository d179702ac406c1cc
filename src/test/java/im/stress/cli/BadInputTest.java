package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.run.FileHandles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BadInputTest {
  @TempDir Path temporary;
  private RunFixture fixture;

  @BeforeEach
  void createFixture() {
    fixture = new RunFixture(temporary);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          -5            | USERS: expected a whole number of 1 or more, got -5
          0             | USERS: expected a whole number of 1 or more, got 0
          1.5           | USERS: expected a whole number of 1 or more, got 1.5
          10 x          | RAMP_UP_S: expected a whole number of 0 or more seconds, got "x"
          10 -1         | RAMP_UP_S: expected a whole number of 0 or more seconds, got -1
          10 1 0        | DURATION_S: expected a whole number of 1 or more seconds, got 0
          10 1 help     | help: expected the command as the first argument
          abc           | abc: unknown command; expected a number of users, or one of: help
          check         | check: unknown command; expected a number of users, or one of: help
          --user 5      | --user: unknown option; run-stress-test.sh --help lists all
          10 -x         | -x: unknown option; run-stress-test.sh --help lists all
          --set         | Missing required parameter for option '--set' (im.key=value)
          --set users   | --set: expected im.key=value, got "users"
          --set =5      | --set: expected im.key=value, got "=5"
          --config /no  | --config: expected a readable file at /no, got nothing; check the path
          help nonsense | Unknown subcommand 'nonsense'.
          """)
  void arguments_that_make_no_sense_are_told_in_one_line(String args, String line)
      throws IOException {
    assertThat(fixture.run(args.split(" "))).isEqualTo(64);
    assertThat(fixture.errorLine()).isEqualTo(line);
    assertNothingHappened();
  }

  @Test
  void sixth_position_is_told_in_one_line() throws IOException {
    assertThat(fixture.run("1", "1", "1", "1", "1", "7")).isEqualTo(64);
    assertThat(fixture.errorLine()).startsWith("position 6: expected at most 5 positions");
    assertNothingHappened();
  }

  @Test
  void empty_first_argument_is_no_default() throws IOException {
    assertThat(fixture.run("")).isEqualTo(64);
    assertThat(fixture.errorLine()).startsWith("USERS: expected");
    assertNothingHappened();
  }

  @Test
  void argument_with_an_at_sign_is_no_file_of_arguments() throws IOException {
    Path file = Files.writeString(temporary.resolve("arguments"), "--help");

    assertThat(fixture.run("10", "@" + file)).isEqualTo(64);
    assertThat(fixture.errorLine()).startsWith("RAMP_UP_S: expected");
    assertNothingHappened();
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MACHINE_ID | x       | MACHINE_ID: expected a whole number
          TARGET_URL | http:// | TARGET_URL: expected a URL
          START_AT   | soon    | START_AT: expected
          RUN_ID     | a/b     | RUN_ID: expected
          RUN_ID     | ..      | RUN_ID: expected
          RUN_ID     | .hidden | RUN_ID: expected
          """)
  void environment_that_makes_no_sense_is_told_in_one_line(
      String variable, String value, String line) throws IOException {
    fixture.environment.put(variable, value);

    assertThat(fixture.run("10")).isEqualTo(64);
    assertThat(fixture.errorLine()).startsWith(line);
    assertNothingHappened();
  }

  @Test
  void run_that_exists_is_never_overwritten() throws IOException {
    Path old = Files.createDirectories(fixture.results.resolve("mine"));
    Path kept = Files.writeString(old.resolve("summary.json"), "old");
    fixture.environment.put("RUN_ID", "mine");

    assertThat(fixture.run("10")).isEqualTo(64);
    assertThat(fixture.errorLine())
        .isEqualTo(
            "RUN_ID: expected a name not used before, got one that has results in %s;"
                    .formatted(old)
                + " give another one or none");
    assertThat(fixture.written()).containsExactly("mine/summary.json");
    assertThat(kept).hasContent("old");
  }

  @Test
  void results_folder_that_is_a_file_is_told_in_one_line() throws IOException {
    Files.writeString(fixture.results, "");

    assertThat(fixture.run("10")).isEqualTo(64);
    assertThat(fixture.errorLine())
        .isEqualTo(
            "RESULTS_DIR: expected a folder that can be written to, got %s; name another one"
                .formatted(fixture.results));
    assertThat(fixture.shards).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, '--shards: expected 1 or more processes, got 0; leave it out for as many as are needed'",
    "11, 'im.run.shards: expected at most 10, since each process has 2 or more of the 20 users, got 11'",
  })
  void shards_that_cannot_be_are_told(String shards, String line) throws IOException {
    assertThat(fixture.run("20", "--shards", shards)).isEqualTo(64);
    assertThat(fixture.errorLine()).isEqualTo(line);
    assertNothingHappened();
  }

  @Test
  void too_little_memory_for_the_processes_is_told_before_they_start() throws IOException {
    fixture.handles = new FileHandles(420, 300);

    assertThat(fixture.run("50000")).isEqualTo(64);
    assertThat(fixture.errorLine())
        .startsWith("memory: expected at least ")
        .endsWith(
            " MB for 50000 users in 642 processes, got 24576 MB; raise the limit of file handles"
                + " with ulimit -n where it asks for so many processes, or use more machines");
    assertNothingHappened();
  }

  @Test
  void a_source_address_of_another_machine_is_told_before_anything_connects() throws IOException {
    assertThat(fixture.run("20", "--set", "im.connection.source-addresses=192.0.2.1"))
        .isEqualTo(64);
    assertThat(fixture.errorLine())
        .isEqualTo(
            "im.connection.source-addresses: expected addresses of this machine (ip addr lists"
                + " them), got \"192.0.2.1\"");
    assertNothingHappened();
  }

  @Test
  void a_url_in_the_wrong_place_does_not_show_its_password() throws IOException {
    String[][] wrong = {
      {"ws://me:s3cret@gw"},
      {"10", "ws://me:s3cret@gw"},
      {"--target=ws://me:s3cret@gw"},
      {"--set", "ws://gw/?key:s3cret"},
      {"--set", "ws://gw/?key=s3cret"},
      {"help", "ws://gw/?key=s3cret"},
    };
    for (String[] args : wrong) {
      RunFixture run = new RunFixture(temporary);
      assertThat(run.run(args)).isEqualTo(64);
      assertThat(run.errorLine()).doesNotContain("s3cret");
      RunFixture debugged = new RunFixture(temporary);
      debugged.run(Stream.concat(Stream.of("--debug"), Stream.of(args)).toArray(String[]::new));
      assertThat(debugged.err.toString()).isNotEmpty().doesNotContain("s3cret");
    }
  }

  @Test
  void debug_adds_the_stack_trace() {
    fixture.run("--debug", "0");

    assertThat(fixture.err.toString()).contains("\tat im.stress.config.");
  }

  private void assertNothingHappened() throws IOException {
    assertThat(fixture.written()).isEmpty();
    assertThat(fixture.shards).isEmpty();
    assertThat(fixture.out.toString()).isEmpty();
  }
}
