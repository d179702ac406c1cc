package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.KnownSetting;
import im.stress.config.ServerSettings;
import im.stress.config.ServerSettings.Architecture;
import im.stress.config.ServerSettings.Http;
import im.stress.config.ServerSettings.Limits;
import im.stress.config.ServerSettings.Protocol;
import im.stress.config.ServerSettings.Spoken;
import im.stress.config.ServerSettings.Tcp;
import im.stress.config.ServerSettings.TcpFraming;
import im.stress.run.Interrupts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ServeCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return ServeCommand.commandLine(new Interrupts())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setUsageHelpWidth(500)
        .execute(arguments);
  }

  private static ServerSettings settings(String... arguments) {
    CommandLine line = ServeCommand.commandLine(new Interrupts());
    line.parseArgs(arguments);
    return ((ServeCommand) line.getCommandSpec().userObject()).settings();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--fault=nonsense=1   | fault \"nonsense=1\": expected NAME=VALUE with a name of ack-delay",
        "--fault=drop-push=2  | fault drop-push: expected a share from 0 to 1",
        "--fault=drop-push    | im.server.faults: expected NAME=VALUE, such as ack-delay=5s",
        "--idle-timeout=30    | im.server.idle-timeout: expected a time of 0 or more with its unit, such as 30s, got 30",
        "--port=65536         | im.server.port: expected a whole number from 0 to 65535, got 65536",
        "--tcp-port=-1        | im.server.tcp-port: expected a whole number from 0 to 65535, got -1",
        "--protocol=xmpp      | im.server.protocol: expected one of json, im-connect, got \"xmpp\"",
        "--tcp-framing=xml    | im.server.tcp-framing: expected one of json, lines, got \"xml\"",
        "--require-registration=maybe | im.server.require-registration: expected true or false",
        "--max-frame-bytes=9  | im.server.max-frame-bytes: expected a whole number of 125 or more, got 9",
        "--max-queued-bytes=0 | im.server.max-queued-bytes: expected a whole number of 1 or more, got 0",
        "--max-users=0        | im.server.max-users: expected a whole number of 1 or more, got 0"
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
  void help_has_each_setting_with_its_comment_and_default() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("--port", "--tcp-port", "--tcp-framing", "--require-registration", "--bind")
        .contains("--idle-timeout", "--fault", "--seed", "--max-users", "--max-frame-bytes")
        .contains("--max-queued-bytes", "silent-after=10s", "Default: 10001.");
    KnownSetting.of("im.server")
        .forEach(setting -> assertThat(out.toString()).contains(setting.comment()));
  }

  @Test
  void without_options_the_settings_hold() {
    ServerSettings settings = settings();
    assertThat(settings.port()).isEqualTo(10_001);
    assertThat(settings.tcp()).isEqualTo(Tcp.CLOSED);
    assertThat(settings.faults()).isEmpty();
  }

  @Test
  void each_option_reaches_its_setting() {
    assertThat(
            settings(
                "--bind=127.0.0.2",
                "--port=1234",
                "--protocol=im-connect",
                "--tcp-port=0",
                "--tcp-framing=lines",
                "--require-registration",
                "--http-port=8080",
                "--http-architecture=events",
                "--http-keep-alive",
                "--idle-timeout=1500ms",
                "--max-frame-bytes=125",
                "--max-users=7",
                "--max-queued-bytes=99",
                "--seed=5",
                "--fault=ack-delay=5s",
                "--fault",
                "drop-push=0.01"))
        .isEqualTo(
            new ServerSettings(
                "127.0.0.2",
                1234,
                new Spoken(
                    Protocol.IM_CONNECT,
                    new Tcp(OptionalInt.of(0), TcpFraming.LINES, true),
                    new Http(OptionalInt.of(8080), Architecture.EVENTS, true)),
                new Limits(Duration.ofMillis(1500), 125, 7, 99),
                5,
                List.of("ack-delay=5s", "drop-push=0.01")));
  }
}
