package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetUrlsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "gw      | 9000 | ws://gw:9000/websocket",
        "gw      | ''   | ws://gw:10001/websocket",
        "''      | 9000 | ws://127.0.0.1:9000/websocket",
        "::1     | 9000 | ws://[::1]:9000/websocket",
        "'[::1]' | 9000 | ws://[::1]:9000/websocket",
      })
  void host_and_port_make_a_url(String host, String port, String url) {
    Given given = Given.NOTHING.environment(Map.of("TARGET_HOST", host, "TARGET_PORT", port));

    assertThat(given.settings().target().urls()).containsExactly(URI.create(url));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ws://gw                    | ws://gw:80/websocket",
        "wss://gw                   | wss://gw:443/websocket",
        "WSS://gw/                  | wss://gw:443/",
        "ws://gw:1/im               | ws://gw:1/im",
        "ws://gw:65535?room=1       | ws://gw:65535/websocket?room=1",
        "ws://[::1]:9000            | ws://[::1]:9000/websocket",
        "ws://me:pw@gw:80/im?a=%20b | ws://me:pw@gw:80/im?a=%20b",
        "tcp://gw:6000              | tcp://gw:6000",
        "tcp://gw:6000/             | tcp://gw:6000",
        "tcp://gw                   | tcp://gw:10001",
        "TLS://gw                   | tls://gw:10001",
        "tls://gw:6001              | tls://gw:6001",
        "tcp://[::1]:6000           | tcp://[::1]:6000",
      })
  void a_url_is_filled_in(String given, String url) {
    assertThat(Given.NOTHING.environment("TARGET_URL", given).settings().target().urls())
        .containsExactly(URI.create(url));
  }

  @Test
  void several_gateways_keep_their_order() {
    TargetSettings target =
        Given.NOTHING.environment("TARGET_URL", "ws://a:1/x, ws://b:2/x,").settings().target();

    assertThat(target.urls()).containsExactly(URI.create("ws://a:1/x"), URI.create("ws://b:2/x"));
  }

  @Test
  void addresses_belong_to_the_host_and_port_of_a_url() {
    TargetSettings target =
        Given.NOTHING
            .environment("TARGET_URL", "ws://gw:1/im,ws://gw:2")
            .set("im.target.addresses", "gw:1=::1, gw:1=10.0.0.7")
            .settings()
            .target();

    assertThat(target.addressesOf(URI.create("ws://gw:1/im"))).containsExactly("::1", "10.0.0.7");
    assertThat(target.addressesOf(URI.create("ws://gw:2/websocket"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gw:1     | HOST:PORT=ADDRESS, such as gw:10001=10.0.0.7, got \"gw:1\"",
        "gw:1=gw2 | HOST:PORT=ADDRESS, such as gw:10001=10.0.0.7, got \"gw:1=gw2\"",
        "gw=::1   | HOST:PORT=ADDRESS, such as gw:10001=10.0.0.7, got \"gw=::1\"",
        "gw:2=::1 | HOST:PORT of a target, one of [gw:1], got \"gw:2\"",
      })
  void an_address_that_cannot_be_used_is_told(String entry, String error) {
    Given given = Given.NOTHING.environment("TARGET_URL", "ws://gw:1");

    assertThat(given.set("im.target.addresses", entry).error())
        .isEqualTo("im.target.addresses: expected " + error);
  }

  @Test
  void the_path_is_a_setting() {
    Given given = Given.NOTHING.set("im.target.path", "/im?v=2").environment("TARGET_HOST", "gw");

    assertThat(given.settings().target().urls())
        .containsExactly(URI.create("ws://gw:10001/im?v=2"));
  }

  @Test
  void a_url_wins_over_the_host_beside_it() {
    Given given =
        Given.NOTHING.environment(Map.of("TARGET_HOST", "gw", "TARGET_URL", "ws://url:1/"));

    assertThat(given.settings().target().urls()).containsExactly(URI.create("ws://url:1/"));
  }

  @Test
  void a_host_wins_over_the_url_of_a_weaker_source() {
    Given given =
        Given.NOTHING.userFile("im.target.url = \"ws://file:1/\"").environment("TARGET_HOST", "gw");

    assertThat(given.settings().target().urls())
        .containsExactly(URI.create("ws://gw:10001/websocket"));
  }

  @Test
  void a_url_wins_over_the_host_of_a_weaker_source() {
    Given given =
        Given.NOTHING.environment("TARGET_HOST", "gw").set("im.target.url", "ws://set:1/");

    assertThat(given.settings().target().urls()).containsExactly(URI.create("ws://set:1/"));
  }

  @Test
  void an_empty_override_takes_the_url_back(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("my.conf"), "im.target.url = [\"ws://file:1/\"]");

    assertThat(Given.NOTHING.file(file).settings().target().embedded()).isFalse();
    assertThat(Given.NOTHING.file(file).set("im.target.url", "").settings().target().embedded())
        .isTrue();
  }

  @Test
  void an_optional_host_leaves_the_url_of_a_weaker_source(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("my.conf"), "im.target.host = ${?NO_SUCH_VARIABLE_OF_THIS_TEST}");
    Given given = Given.NOTHING.userFile("im.target.url = \"ws://url:1/\"").file(file);

    assertThat(given.settings().target().urls()).containsExactly(URI.create("ws://url:1/"));
  }

  @Test
  void a_host_that_refers_to_another_setting_is_given(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("my.conf"), "im.target.host = ${im.server.bind}");
    Given given = Given.NOTHING.userFile("im.target.url = \"ws://url:1/\"").file(file);

    assertThat(given.settings().target().urls())
        .containsExactly(URI.create("ws://127.0.0.1:10001/websocket"));
  }
}
