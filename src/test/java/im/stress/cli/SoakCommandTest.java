package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.SettingsLoader;
import im.stress.config.StressSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is typed after {@code soak}. */
class SoakCommandTest {
  @TempDir Path temporary;
  private RunFixture fixture;

  @BeforeEach
  void createFixture() {
    fixture = new RunFixture(temporary);
    fixture.environment.put("RUN_ID", "r");
  }

  private StressSettings soaked(String... args) {
    assertThat(fixture.soak(args)).as(fixture.err.toString()).isZero();
    return SettingsLoader.ofResults(fixture.results.resolve("r/machine-0/shard-0/settings.conf"))
        .settings();
  }

  @Test
  void hours_are_the_duration_and_numbers_are_those_of_a_run_without_it() {
    StressSettings settings = soaked("--hours", "24", "200", "60", "100", "30000");

    assertThat(settings.load().users()).isEqualTo(200);
    assertThat(settings.load().rampUp()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.load().duration()).isEqualTo(Duration.ofHours(24));
    assertThat(settings.message().interval()).isEqualTo(Duration.ofMillis(100));
    assertThat(settings.heartbeat().interval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(fixture.out.toString()).contains("verdict of ");
  }

  @ParameterizedTest
  @CsvSource({"0.05, 180000", "1, 3600000", "0.5, 1800000", "0.001, 3600"})
  void fractions_of_an_hour_are_allowed(String hours, long millis) {
    StressSettings settings = soaked("--hours=" + hours, "--set", "im.users=7");

    assertThat(settings.load().duration()).isEqualTo(Duration.ofMillis(millis));
    assertThat(settings.load().users()).isEqualTo(7);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --hours 0                        | --hours: expected a number of more than 0, such as 8 or 0.5, got "0"
          --hours 0.0000000001             | --hours: expected a number of more than 0, such as 8 or 0.5, got "0.0000000001"
          --hours x                        | --hours: expected a number of more than 0, such as 8 or 0.5, got "x"
          --hours=                         | --hours: expected a number of more than 0, such as 8 or 0.5, got ""
          100                              | Missing required option: '--hours=N'
          --hours 1 --set im.duration=5s   | --set im.duration: expected the length of the run in --hours; leave it out
          --hours 1 --nonsense             | Unknown option: '--nonsense'
          """)
  void options_that_make_no_sense_are_told_in_one_line(String args, String line)
      throws IOException {
    assertThat(fixture.soak(args.split(" "))).isEqualTo(64);
    assertThat(fixture.errorLine()).isEqualTo(line);
    assertThat(fixture.written()).isEmpty();
  }
}
