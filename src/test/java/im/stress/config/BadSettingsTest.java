package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "abc          | USERS: expected a whole number of 1 or more, got \"abc\"",
        "``           | USERS: expected a whole number of 1 or more, got \"\"",
        "ten          | USERS: expected a whole number of 1 or more, got \"ten\"",
        "0            | USERS: expected a whole number of 1 or more, got 0",
        "-5           | USERS: expected a whole number of 1 or more, got -5",
        "1.5          | USERS: expected a whole number of 1 or more, got 1.5",
        "99999999999  | USERS: expected a whole number of at most 2147483647, got 99999999999",
        "1 -1         | RAMP_UP_S: expected a whole number of 0 or more seconds, got -1",
        "1 30s        | RAMP_UP_S: expected a whole number of 0 or more seconds, got \"30s\"",
        "1 0 0        | DURATION_S: expected a whole number of 1 or more seconds, got 0",
        "1 0 99999999 | DURATION_S: expected a time of at most 365d, got \"99999999s\"",
        "1 0 1 -1     | MSG_INTERVAL_MS: expected a whole number of 0 or more milliseconds, got -1",
        "1 0 1 0 x    | HEARTBEAT_INTERVAL_MS: expected a whole number of 0 or more milliseconds, got \"x\"",
        "1 2 3 4 5 6  | position 6: expected at most 5 positions (USERS RAMP_UP_S DURATION_S MSG_INTERVAL_MS HEARTBEAT_INTERVAL_MS), got 6; leave it out or use an option",
      })
  void a_position_is_named(String positions, String error) {
    assertThat(Given.NOTHING.positions(positions.split(" ")).error()).isEqualTo(error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MACHINE_ID           | one | MACHINE_ID: expected a whole number of 0 or more, got \"one\"",
        "MACHINE_ID           | -1  | MACHINE_ID: expected a whole number of 0 or more, got -1",
        "JOB_COMPLETION_INDEX | x   | JOB_COMPLETION_INDEX: expected a whole number of 0 or more, got \"x\"",
        "MACHINES             | x   | MACHINES: expected a whole number of 0 or more, got \"x\"",
        "START_AT             | now | START_AT: expected a whole number of 0 or more seconds since the epoch, got \"now\"",
        "START_AT | 1767225600000   | START_AT: expected a whole number of at most 99999999999 seconds since the epoch, got 1767225600000",
        "RUN_ID               | a/b | RUN_ID: expected 1 to 100 letters, digits, '.', '_' or '-', the first a letter or digit, got \"a/b\"",
        "RUN_ID               | ..  | RUN_ID: expected 1 to 100 letters, digits, '.', '_' or '-', the first a letter or digit, got \"..\"",
        "RUN_ID               | a b | RUN_ID: expected 1 to 100 letters, digits, '.', '_' or '-', the first a letter or digit, got \"a b\"",
        "TARGET_PORT          | 0   | TARGET_PORT: expected a whole number from 1 to 65535, got 0",
        "TARGET_PORT       | 65536  | TARGET_PORT: expected a whole number from 1 to 65535, got 65536",
        "TARGET_PORT          | abc | TARGET_PORT: expected a whole number from 1 to 65535, got \"abc\"",
        "TARGET_HOST        | gw:90 | TARGET_HOST: expected a host name or IP address alone (a port has its own setting, a URL goes into TARGET_URL or im.target.url), got \"gw:90\"",
        "TARGET_HOST      | ws://gw | TARGET_HOST: expected a host name or IP address alone (a port has its own setting, a URL goes into TARGET_URL or im.target.url), got \"ws://gw\"",
        "TARGET_URL   | ftp://gw:1 | TARGET_URL: expected a URL that starts with ws://, wss://, tcp://, tls://, http:// or https://, got \"ftp://gw:1\"",
        "TARGET_URL         | gw:1  | TARGET_URL: expected a URL that starts with ws://, wss://, tcp://, tls://, http:// or https://, got \"gw:1\"",
        "TARGET_URL         | gw    | TARGET_URL: expected a URL that starts with ws://, wss://, tcp://, tls://, http:// or https://, got \"gw\"",
        "TARGET_URL         | ws:// | TARGET_URL: expected a URL such as ws://host:10001/websocket, got \"ws://\"",
        "TARGET_URL     | ws:///im  | TARGET_URL: expected HOST or HOST:PORT after ws:// (no underscores in HOST, a number as PORT), got \"ws:///im\"",
        "TARGET_URL     | ws://a_b  | TARGET_URL: expected HOST or HOST:PORT after ws:// (no underscores in HOST, a number as PORT), got \"ws://a_b\"",
        "TARGET_URL     | ws://a:x  | TARGET_URL: expected HOST or HOST:PORT after ws:// (no underscores in HOST, a number as PORT), got \"ws://a:x\"",
        "TARGET_URL     | ws://a:0  | TARGET_URL: expected a port from 1 to 65535, got \"ws://a:0\"",
        "TARGET_URL | ws://a:65536  | TARGET_URL: expected a port from 1 to 65535, got \"ws://a:65536\"",
        "TARGET_URL     | ws://a/#x | TARGET_URL: expected a URL without #, got \"ws://a/#x\"",
        "TARGET_URL  | tls://a:1/b  | TARGET_URL: expected tls://HOST:PORT without a path, got \"tls://a:1/b\"",
        "TARGET_URL  | tcp://a:1/b  | TARGET_URL: expected tcp://HOST:PORT without a path, got \"tcp://a:1/b\"",
        "TARGET_URL | ws://a,ftp://me:pw@b | TARGET_URL: expected a URL that starts with ws://, wss://, tcp://, tls://, http:// or https://, got \"ftp://***@b\"",
      })
  void a_variable_is_named(String name, String value, String error) {
    assertThat(Given.NOTHING.environment(name, value).error()).isEqualTo(error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "im.message.interval    | -5     | expected 0 or more milliseconds, got -5",
        "im.message.interval    | abc    | expected 0 or more milliseconds, got \"abc\"",
        "im.heartbeat.interval  | -1s    | expected 0 or more milliseconds, got \"-1s\"",
        "im.heartbeat.interval  | 400d   | expected a time of at most 365d, got \"400d\"",
        "im.duration            | 120    | expected a time of 1ms or more with its unit, such as 30s, got 120",
        "im.duration            | 0      | expected a time of 1ms or more with its unit, such as 30s, got 0",
        "im.duration            | 9999999999999999d | expected a time of at most 365d, got \"9999999999999999d\"",
        "im.ramp-up             | -1s    | expected a time of 0 or more with its unit, such as 30s, got \"-1s\"",
        "im.connection.connect-timeout | 2d | expected a time of at most 1d, got \"2d\"",
        "im.run.open-browser    | maybe  | expected true or false, got \"maybe\"",
        "im.run.seed | 9223372036854775808 | expected a whole number of at most 9223372036854775807, got 9223372036854775808",
        "im.run.simulation      | ``     | expected the class name of a simulation, got \"\"",
        "im.run.results-dir     | ``     | expected the path of a folder, got \"\"",
        "im.target.path         | im     | expected the path of a URL: /, then no spaces and no #, got \"im\"",
        "im.target.path         | /a b   | expected the path of a URL: /, then no spaces and no #, got \"/a b\"",
        "im.message.size        | 49     | expected a whole number from 50 to 16777216, got 49",
        "im.message.size        | 65536  | expected less than im.connection.max-frame-bytes (65536), got 65536",
        "im.message.contacts    | all    | expected pair, ring or friends(N) with N of 1 or more, got \"all\"",
        "im.message.contacts | friends(0) | expected pair, ring or friends(N) with N of 1 or more, got \"friends(0)\"",
        "im.message.ledger-window | -1 | expected a whole number from 0 to 1048576, got -1",
        "im.message.ledger-window | 8    | expected 0 or a power of two from 16 to 1048576, got 8",
        "im.message.ledger-window | 100  | expected 0 or a power of two from 16 to 1048576, got 100",
        "im.connection.max-frame-bytes | 124 | expected a whole number of 125 or more, got 124",
        "im.connection.source-addresses | gw | expected auto, or IP addresses of this machine, got \"gw\"",
        "im.connection.trust-certificates | /no/such.pem | expected a readable PEM file, got \"/no/such.pem\"",
        "im.reconnect.policy    | on     | expected one of off, fixed, exponential, got \"on\"",
        "im.storm.cut           | saw    | expected one of close, reset, silence, got \"saw\"",
        "im.storm.percent       | 101    | expected a number from 0 to 100, got 101",
        "im.storm.percent       | 100.5  | expected a number from 0 to 100, got 100.5",
        "im.storm.percent       | 0      | expected a number of more than 0, up to 100, got 0",
        "im.storm.at            | 150s   | expected less than im.ramp-up + im.duration (150s), got \"150s\"",
        "im.target.scheme       | tls    | expected ws, tcp or http, since no target is named and the embedded server has no TLS, got \"tls\"",
        "im.client.max-cpu-percent | all | expected a number from 0 to 100, got \"all\"",
        "im.codec.format        | a/b    | expected the name of a format, such as json, or of a class, got \"a/b\"",
        "im.codec.template      | x      | expected a block of settings, got \"x\"",
        "im.server.port         | 65536  | expected a whole number from 0 to 65535, got 65536",
        "im.server.faults       | drop   | expected NAME=VALUE, such as ack-delay=5s, got \"drop\"",
        "im.thresholds          | [\"a\" | expected a list such as [\"a\", \"b\"], got \"[\"a\"\"",
        "im.thresholds          | [{}]   | expected a list of texts, got a block",
        "im.thresholds    | foo p99 < 1 | expected a latency (connect, tls, login, heartbeat, ack, delivery, groupDelivery, groupFirst, groupMedian, groupLast, groupAck, reconnect), a share (success.online, success.connect, success.login, success.ack, success.delivery, success.groupDelivery, success.heartbeat, success.overall) or a count (connections.lost, messages.lost, messages.notSent, messages.passedOver, messages.duplicated, messages.reordered, messages.misrouted, messages.unacked, groups.joinsRefused, groups.joinsUnanswered, groups.lost, groups.duplicated, groups.misrouted, groups.unacked, heartbeats.missed, heartbeats.refused), got \"foo\" in \"foo p99 < 1\"",
        "im.message             | 5      | expected a block of settings, got 5",
        "im.userz               | 5      | expected a known setting, got an unknown one; did you mean im.users?",
        "im.rampUp              | 5s     | expected a known setting, got an unknown one; did you mean im.ramp-up?",
        "im.msg.interval        | 5s     | expected a known setting, got an unknown one; did you mean im.message.interval?",
        "im.nothing.like.this   | 5      | expected a known setting, got an unknown one; docs/settings.md lists all of them",
        "im.shard.folder        | 5      | expected a known setting, got an unknown one; did you mean im.shard.index?",
      })
  void a_key_is_named(String key, String value, String error) {
    assertThat(Given.NOTHING.set(key, value).error()).isEqualTo(key + ": " + error);
    assertThat(Given.NOTHING.property(key, value).error()).isEqualTo(key + ": " + error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "users    | --set: expected a key such as im.message.interval, got \"users\"",
        "im..users | --set: expected a key such as im.message.interval, got \"im..users\"",
      })
  void a_key_that_is_none_is_shown(String key, String error) {
    assertThat(Given.NOTHING.set(key, "1").error()).isEqualTo(error);
  }

  @Test
  void the_machine_is_one_of_all() {
    Map<String, String> variables = Map.of("MACHINE_ID", "3", "MACHINES", "3");
    assertThat(Given.NOTHING.environment(variables).error())
        .isEqualTo("MACHINE_ID: expected 0 to 2, since MACHINES is 3, got 3");
    Map<String, String> keys = Map.of("im.machine.id", "1", "im.machine.count", "1");
    assertThat(Given.NOTHING.set(keys).error())
        .isEqualTo("im.machine.id: expected 0 to 0, since im.machine.count is 1, got 1");
  }

  @Test
  void user_numbers_fit_an_int() {
    Given last = Given.NOTHING.environment("MACHINE_ID", "71581").positions("30000");
    assertThat(last.settings().firstUser()).isEqualTo(2_147_430_000);
    assertThat(last.environment("MACHINE_ID", "71582").error())
        .isEqualTo(
            "USERS: expected at most 29999, since users of 71583 machines are numbered up to"
                + " 2147483647, got 30000");
    assertThat(last.environment(Map.of("MACHINE_ID", "0", "MACHINES", "100000")).error())
        .isEqualTo(
            "USERS: expected at most 21474, since users of 100000 machines are numbered up to"
                + " 2147483647, got 30000");
  }

  @Test
  void a_block_that_something_hides_is_named() {
    Given given = Given.NOTHING.userFile("im.heartbeat = 5").set("im.heartbeat.interval", "5s");

    assertThat(given.error())
        .isEqualTo(
            "im.heartbeat.timeout: expected a value, got none; something sets it, or a block around"
                + " it, to null or to a single value: take that out");
  }

  @Test
  void errors_are_one_line() {
    for (String value : List.of("a\nb", "a\tb", "\u001b[31m")) {
      assertThat(Given.NOTHING.environment("RUN_ID", value).error())
          .startsWith("RUN_ID: expected")
          .doesNotContainPattern("\\p{Cntrl}");
    }
  }

  @Test
  void embedded_server_of_a_tcp_run_needs_a_tcp_port() {
    assertThat(Given.NOTHING.set(Map.of("im.target.scheme", "tcp")).error())
        .startsWith(
            "im.server.tcp-port: expected a port, since no target is named and im.target.scheme is"
                + " tcp, got \"\" (reference.conf:");
  }

  @Test
  void embedded_server_of_an_http_run_needs_an_http_port() {
    assertThat(Given.NOTHING.set(Map.of("im.target.scheme", "http")).error())
        .startsWith(
            "im.server.http-port: expected a port, since no target is named and im.target.scheme is"
                + " http, got \"\" (reference.conf:");
    Given both =
        Given.NOTHING.set(Map.of("im.target.scheme", "http", "im.server.http-port", "8080"));
    assertThat(both.settings().server().http().port()).hasValue(8080);
  }

  @Test
  void a_pool_that_closes_after_each_answer_keeps_no_connection() {
    assertThat(
            Given.NOTHING
                .set(
                    Map.of(
                        "im.server.http-architecture", "threads",
                        "im.server.http-keep-alive", "true"))
                .error())
        .startsWith(
            "im.server.http-keep-alive: expected false, since the architecture threads closes after"
                + " each answer, got \"true\"");
  }
}
