package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.ServerSettings;
import im.stress.server.ServerProcess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ServeCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new ServeCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--fault=nonsense=1   | fault \"nonsense=1\": expected NAME=VALUE with a name of ack-delay",
        "--fault=drop-push=2  | fault drop-push: expected a share from 0 to 1",
        "--idle-timeout=30    | --idle-timeout: expected a time of 0 or more with its unit, such as 30s, got 30",
        "--port=65536         | --port: expected 0 to 65535, got 65536",
        "--max-frame-bytes=9  | --max-frame-bytes: expected 125 to 2147483647, got 9",
        "--max-queued-bytes=0 | --max-queued-bytes: expected 1 to 2147483647, got 0",
        "--max-users=0        | --max-users: expected 1 to 2147483647, got 0"
      })
  void wrong_value_is_told_in_one_line(String argument, String message) {
    assertThat(run(argument)).isEqualTo(64);
    assertThat(err.toString().strip()).startsWith(message).doesNotContain("\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void unknown_option_is_wrong_usage() {
    assertThat(run("--colour=red")).isEqualTo(64);
  }

  @Test
  void help_names_each_option() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("--port", "--bind", "--idle-timeout", "--fault", "--seed", "--max-users")
        .contains("--max-frame-bytes", "--max-queued-bytes", "--parent", "silent-after=10s");
  }

  @Test
  void every_setting_reaches_the_server_of_a_run() throws ReflectiveOperationException {
    ServerSettings given =
        new ServerSettings(
            "127.0.0.2",
            1234,
            Duration.ofNanos(1_500_000_001),
            125,
            7,
            99,
            5,
            List.of("ack-delay=5s", "drop-push=0.01"));
    List<String> arguments = ServerProcess.arguments(given);
    ServeCommand command = new ServeCommand();

    new CommandLine(command)
        .parseArgs(arguments.subList(1, arguments.size()).toArray(String[]::new));

    assertThat(arguments).startsWith("serve");
    assertThat(command.settings()).isEqualTo(given);
    assertNoneIsADefault(given);
  }

  /** A default would arrive even if nobody handed it on. */
  private static void assertNoneIsADefault(ServerSettings given)
      throws ReflectiveOperationException {
    ServerSettings defaults = new ServeCommand().settings();
    for (RecordComponent setting : ServerSettings.class.getRecordComponents()) {
      assertThat(setting.getAccessor().invoke(given))
          .as(setting.getName())
          .isNotEqualTo(setting.getAccessor().invoke(defaults));
    }
  }
}
