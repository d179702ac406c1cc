package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.run.RunParts;
import im.stress.target.Preflight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is typed after {@code staged}. */
final class StagedCommandTest {
  @TempDir Path temporary;
  private RunFixture fixture;

  @BeforeEach
  void createFixture() {
    fixture = new RunFixture(temporary);
    fixture.environment.put("RUN_ID", "r");
  }

  private void nextRunExitsWith(int exitCode) {
    fixture.report = (folder, settings, end) -> new RunParts.Report(exitCode, "");
  }

  private String settings(String step) throws IOException {
    return Files.readString(
        fixture.results.resolve("r").resolve(step).resolve("machine-0/shard-0/settings.conf"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --levels 0          | --levels: expected whole numbers of 1 or more with commas, such as 100,1000, got "0"
          --levels 10,x       | --levels: expected whole numbers of 1 or more with commas, such as 100,1000, got "10,x"
          --levels=           | --levels: expected whole numbers of 1 or more with commas, such as 100,1000, got ""
          --pause -1          | --pause: expected a whole number of 0 or more seconds, got "-1"
          --duration 0        | --duration: expected a whole number of 1 or more seconds, got "0"
          --ramp-up x         | --ramp-up: expected a whole number of 0 or more seconds, got "x"
          --message-interval= | --message-interval: expected a whole number of 0 or more milliseconds, got ""
          --warmup-users -2   | --warmup-users: expected a whole number of 0 or more users, got "-2"
          --time-scale 0      | --time-scale: expected a number of more than 0, such as 0.1, got "0"
          --time-scale 0.0    | --time-scale: expected a number of more than 0, such as 0.1, got "0.0"
          --time-scale NaN    | --time-scale: expected a number of more than 0, such as 0.1, got "NaN"
          --set im.users=5    | --set im.users: expected the users of all steps in --levels; leave it out
          --resume ..         | --resume: expected the name of a staged run, got ".."
          100                 | Unmatched argument at index 1: '100'
          --nonsense          | Unknown option: '--nonsense'
          """)
  void options_that_make_no_sense_are_told_in_one_line(String args, String line)
      throws IOException {
    assertThat(fixture.staged(args.split(" "))).isEqualTo(64);
    assertThat(fixture.errorLine()).startsWith(line);
    assertThat(fixture.written()).isEmpty();
    assertThat(fixture.shards).isEmpty();
  }

  @Test
  void options_are_settings_of_all_steps() throws IOException {
    String[] options = {
      "--levels", "3,4", "--duration", "70", "--ramp-up", "20", "--message-interval", "700",
      "--heartbeat-interval", "800", "--time-scale", "0.1", "--pause", "0", "--warmup-users", "2",
      "--set", "im.message.size=77"
    };

    assertThat(fixture.staged(options)).isZero();

    assertThat(fixture.shards).hasSize(3);
    assertThat(settings("warm-up")).contains("\"users\" : \"2\"", "\"duration\" : \"3s\"");
    for (String step : new String[] {"1-3", "2-4"}) {
      assertThat(settings(step))
          .contains(
              "\"duration\" : \"7s\"",
              "\"ramp-up\" : \"2s\"",
              "\"size\" : \"77\"",
              "700ms",
              "800ms");
    }
    assertThat(fixture.shown).containsExactly(fixture.results.resolve("r/index.html"));
  }

  @Test
  void resume_alone_takes_the_options_of_the_run() throws IOException {
    nextRunExitsWith(2);
    assertThat(fixture.staged("--levels", "3,4", "--pause", "0", "--warmup-users", "0"))
        .isEqualTo(2);
    nextRunExitsWith(0);
    fixture.environment.remove("RUN_ID");

    assertThat(fixture.staged("--resume", "r")).isZero();
    assertThat(fixture.written())
        .contains(
            "r/1-3-before-1/machine-0/shard-0/settings.conf",
            "r/1-3/machine-0/shard-0/settings.conf",
            "r/2-4/machine-0/shard-0/settings.conf");
  }

  @Test
  void resume_with_another_option_is_refused() throws IOException {
    nextRunExitsWith(2);
    fixture.staged("--levels", "3,4", "--warmup-users", "0");

    assertThat(fixture.staged("--resume=r", "--levels", "3,4", "--warmup-users", "0", "--pause=9"))
        .isEqualTo(64);
    assertThat(fixture.errorLine())
        .startsWith("--resume: expected the options and settings of the run, got another pause");
    assertThat(fixture.shards).hasSize(1);
  }

  @Test
  void secret_among_the_options_is_not_kept_and_has_to_be_given_again() throws IOException {
    nextRunExitsWith(2);
    String[] options = {"--levels", "3", "--warmup-users", "0", "--set", "im.login.token=s3cret"};
    fixture.staged(options);
    for (String file : fixture.written()) {
      assertThat(fixture.results.resolve(file)).content().doesNotContain("s3cret");
    }

    assertThat(fixture.staged("--resume", "r")).isEqualTo(64);
    assertThat(fixture.errorLine())
        .isEqualTo(
            "--resume: expected all options of the run, since a secret in them is not kept:"
                + " --levels 3 --warmup-users 0 --set im.login.token=***");
  }

  @Test
  void target_that_is_out_of_reach_is_told_and_nothing_is_written() throws IOException {
    fixture.preflight = settings -> new Preflight.Refused("target: refused");

    assertThat(fixture.staged("--levels", "3")).isEqualTo(69);
    assertThat(fixture.errorLine()).isEqualTo("target: refused");
    assertThat(fixture.written()).isEmpty();
    assertThat(fixture.results.resolve("r")).doesNotExist();
  }

  @Test
  void name_that_was_used_is_refused() throws IOException {
    Files.createDirectories(fixture.results.resolve("r"));

    assertThat(fixture.staged("--levels", "3")).isEqualTo(64);
    assertThat(fixture.errorLine()).startsWith("RUN_ID: expected a name not used before");
  }
}
