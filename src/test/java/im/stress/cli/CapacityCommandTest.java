package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.target.Preflight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is typed after {@code capacity}. */
final class CapacityCommandTest {
  @TempDir Path temporary;
  private RunFixture fixture;

  @BeforeEach
  void createFixture() {
    fixture = new RunFixture(temporary);
    fixture.environment.put("RUN_ID", "r");
  }

  private void assertRefused(String line, String... args) throws IOException {
    assertThat(fixture.capacity(args)).isEqualTo(64);
    assertThat(fixture.errorLine()).startsWith(line);
    assertThat(fixture.written()).isEmpty();
    assertThat(fixture.results.resolve("r")).doesNotExist();
    assertThat(fixture.shards).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --by people                | --by: expected users or rate, got "people"
          --from 0                   | --from: expected a whole number of 1 or more users, got "0"
          --from -5                  | --from: expected a whole number of 1 or more users, got "-5"
          --from 1.5                 | --from: expected a whole number of 1 or more users, got "1.5"
          --from=                    | --from: expected a whole number of 1 or more users, got ""
          --to 0                     | --to: expected a whole number of 1 or more users, got "0"
          --to 9999999999            | --to: expected a whole number of 1 or more users, got "9999999999"
          --by rate --from x         | --from: expected a whole number of 1 or more messages a second, got "x"
          --from 10 --to 9           | --to: expected 10 or more, as --from is, got 9; give a larger one, or a smaller --from
          --to 9                     | --to: expected 100 or more, as --from is, got 9
          --by rate --to 100001      | --to: expected at most 100000 messages a second, since each of 100 users writes one in a millisecond at most, got 100001; give more users
          --by rate --from 100001    | --from: expected at most 100000 messages a second
          --by rate 100 30 60 0      | --from: expected messages a second to begin with, since im.message.interval is 0, got none
          --by rate --preset http-get --set im.message.arrivals=closed | --by: expected users, since im.message.arrivals is closed
          --step-seconds 0           | --step-seconds: expected a whole number of 1 or more seconds, got "0"
          --step-seconds -1          | --step-seconds: expected a whole number of 1 or more seconds, got "-1"
          --precision 0              | --precision: expected a percentage of more than 0 and less than 100, such as 5, got "0"
          --precision 0.0%           | --precision: expected a percentage of more than 0 and less than 100, such as 5, got "0.0%"
          --precision 100            | --precision: expected a percentage of more than 0 and less than 100, such as 5, got "100"
          --precision -5             | --precision: expected a percentage of more than 0 and less than 100, such as 5, got "-5"
          --pause x                  | --pause: expected a whole number of 0 or more seconds, got "x"
          0                          | USERS: expected a whole number of 1 or more, got 0
          x                          | USERS: expected a whole number of 1 or more, got "x"
          10 1 1 1 1 7               | position 6: expected at most 5 positions
          --resume ..                | --resume: expected the name of a capacity run, got ".."
          --nonsense                 | Unknown option: '--nonsense'
          --set im.nonsense=1        | im.nonsense: expected a known setting
          """)
  void options_that_make_no_sense_are_told_in_one_line(String args, String line)
      throws IOException {
    assertRefused(line, args.split(" "));
  }

  @Test
  void several_machines_are_refused() throws IOException {
    fixture.environment.put("MACHINES", "2");

    assertRefused("MACHINES: expected 1 machine for a search");
  }

  @Test
  void largest_load_is_checked_before_the_first_level() throws IOException {
    fixture.environment.put("MACHINE_ID", "3");

    assertRefused("im.users: expected at most 536870911", "--to", "999999999");
  }

  @Test
  void users_file_that_is_too_short_for_the_largest_load_asks_for_one() throws IOException {
    Path users = temporary.resolve("users.csv");
    Files.writeString(users, "uid\n" + "u%d\n".repeat(200).formatted(numbers(200)));

    assertRefused(
        "--to: expected a largest load that the settings allow, got 102,400 users, as no --to was"
            + " given (im.login.users-file: ",
        "--set",
        "im.login.users-file=" + users);
    assertThat(fixture.errorLine())
        .endsWith("got 200); give --to, with a users-file or token-file at most its rows");
  }

  private static Object[] numbers(int count) {
    return IntStream.range(0, count).boxed().toArray();
  }

  @Test
  void positions_and_options_are_settings_of_the_levels() throws IOException {
    String[] options = {"7", "2", "9", "700", "800", "--to", "7", "--set", "im.message.size=77"};

    fixture.capacity(options);

    assertThat(Files.readString(fixture.results.resolve("r/1-7/machine-0/shard-0/settings.conf")))
        .contains(
            "\"users\" : \"7\"",
            "\"ramp-up\" : \"2s\"",
            "\"duration\" : \"9s\"",
            "700ms",
            "800ms",
            "\"size\" : \"77\"");
  }

  @Test
  void seconds_of_a_step_win_over_the_position() throws IOException {
    fixture.capacity("7", "2", "9", "--to", "7", "--step-seconds", "3");

    assertThat(Files.readString(fixture.results.resolve("r/1-7/machine-0/shard-0/settings.conf")))
        .contains("\"duration\" : \"3s\"");
  }

  @Test
  void what_is_to_come_is_told_with_the_number_of_levels() {
    fixture.capacity();

    assertThat(fixture.out.toString())
        .startsWith(
            "looking for the largest load from 100 users to 102,400 users: 18 levels as a rule, 48 at"
                + " most, of 1 min each");
  }

  @Test
  void target_that_is_out_of_reach_is_told_and_nothing_is_written() throws IOException {
    fixture.preflight = settings -> new Preflight.Refused("target: refused");

    assertThat(fixture.capacity()).isEqualTo(69);
    assertThat(fixture.errorLine()).isEqualTo("target: refused");
    assertThat(fixture.written()).isEmpty();
    assertThat(fixture.results.resolve("r")).doesNotExist();
  }

  @Test
  void name_that_was_used_is_refused() throws IOException {
    Files.createDirectories(fixture.results.resolve("r"));

    assertThat(fixture.capacity()).isEqualTo(64);
    assertThat(fixture.errorLine()).startsWith("RUN_ID: expected a name not used before");
  }
}
