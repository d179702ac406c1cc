package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.live.LiveListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a run can be watched, and what is said when it can't be there. */
final class LiveOptionTest {
  private static final String FORM =
      "im.run.live: expected HOST:PORT with a port from 0 to 65535, such as 127.0.0.1:8089, got ";

  @TempDir Path temporary;
  private final List<String> told = new ArrayList<>();
  private final LiveListener live = new LiveListener(told::add, Clock.systemUTC());
  private RunFixture fixture;

  @BeforeEach
  void createFixture() {
    fixture = new RunFixture(temporary);
    fixture.environment.put("RUN_ID", "r");
  }

  @AfterEach
  void close() {
    live.close();
  }

  private String settings() throws IOException {
    return Files.readString(fixture.results.resolve("r/machine-0/shard-0/settings.conf"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--live 7 1 2", "7 --live 1 2", "7 1 2 --live", "--live --shards 1 7 1 2"})
  void alone_it_is_loopback_and_what_follows_keeps_its_place(String args) throws IOException {
    assertThat(fixture.run(args.split(" "))).isZero();

    assertThat(settings()).contains("\"live\" : \"127.0.0.1:8089\"").contains("\"users\" : \"7\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--live localhost:0 7 1 2", "7 1 2 --live=localhost:0", "--live [::1]:0 7 1 2"})
  void address_that_follows_is_taken_and_told_before_the_run(String args) throws IOException {
    fixture.watchers.add(live);

    assertThat(fixture.run(args.split(" "))).isZero();

    assertThat(settings()).contains("\"users\" : \"7\"");
    assertThat(told)
        .singleElement()
        .asString()
        .matches("watch it live at http://(localhost|\\[::1\\]):[1-9]\\d*/");
  }

  @Test
  void nobody_asked_for_it_and_nothing_listens() {
    fixture.watchers.add(live);

    assertThat(fixture.run("7", "1", "2")).isZero();

    assertThat(live.url()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--live=8089, 8089",
    "--live=localhost, '\"localhost\"'",
    "--live localhost:, '\"localhost:\"'",
    "--live localhost:x, '\"localhost:x\"'",
    "--live localhost:65536, '\"localhost:65536\"'",
    "--live :8089, '\":8089\"'",
    "--live http://localhost:8089, '\"http://localhost:8089\"'",
    "--live [::1:8089, '\"[::1:8089\"'",
    "--live a:b:1, '\"a:b:1\"'",
    "--set im.run.live=on, '\"on\"'",
  })
  void address_that_is_none_is_told(String args, String got) throws IOException {
    assertRefused(args, FORM + got);
  }

  @Test
  void address_of_another_machine_is_told_before_the_run() throws IOException {
    assertRefused(
        "--live 192.0.2.1:8089",
        "im.run.live: expected an address of this machine with a free port, got 192.0.2.1:8089"
            + " (Cannot assign requested address); name another one");
  }

  @Test
  void port_that_is_taken_is_told_before_the_run() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();

      assertRefused(
          "--live " + address,
          "im.run.live: expected an address of this machine with a free port, got %s (Address already in use); name another one"
              .formatted(address));
    }
  }

  private void assertRefused(String args, String line) throws IOException {
    fixture.watchers.add(live);

    assertThat(fixture.run((args + " 7 1 2").split(" "))).isEqualTo(64);

    assertThat(fixture.errorLine()).isEqualTo(line);
    assertThat(fixture.written()).isEmpty();
    assertThat(fixture.shards).isEmpty();
  }
}
