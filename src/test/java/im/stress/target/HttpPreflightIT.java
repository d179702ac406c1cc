package im.stress.target;

import static im.stress.transport.http.RawServer.answer;
import static im.stress.transport.http.RawServer.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsException;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.server.HostileServer;
import im.stress.server.TestCertificates;
import im.stress.transport.http.RawServer;
import im.stress.user.NotesProtocol;
import im.stress.user.TlsFront;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a target of HTTP is said in one line before any load begins. */
@Timeout(30)
class HttpPreflightIT {
  private static TestCertificates certificates;

  private final Map<String, String> settings = new HashMap<>();

  HttpPreflightIT() {
    set("codec.format", NotesProtocol.class.getName());
    set("http.timeout", "800ms");
    set("users", "1");
  }

  @BeforeAll
  static void makeCertificates(@TempDir Path folder) throws Exception {
    certificates = new TestCertificates(folder);
  }

  private void set(String key, String value) {
    settings.put("im." + key, value);
  }

  private StressSettings loaded(String url) {
    set("target.url", url);
    return SettingsLoader.load(new SettingsSources(settings, List.of(), Map.of(), Optional.empty()))
        .settings();
  }

  private String check(String url) {
    Preflight.Result result = Preflight.check(loaded(url));
    String line = result instanceof Preflight.Refused refused ? refused.reason() : "";
    assertThat(line).doesNotContain("\n", "\r").hasSizeLessThan(500);
    return line;
  }

  private static String url(RawServer server) {
    return "http://127.0.0.1:" + server.port();
  }

  @Test
  void good_target_has_no_problem() throws IOException {
    try (RawServer server = new RawServer(answering(answer(200, "ok")))) {
      assertThat(check(url(server))).isEmpty();
      assertThat(server.requests()).hasSize(1);
    }
  }

  static Stream<Arguments> bad_servers() {
    String redirect = answer(302, "").replace("X\r\n", "X\r\nLocation: https://else/in\r\n");
    return Stream.of(
        Arguments.of(
            answer(404, "Not found"),
            "the login of u0 was rejected with code 404 (Not found): check host, port and path of TARGET_URL"),
        Arguments.of(
            answer(401, "who?"),
            "the login of u0 was rejected with code 401 (who?): check TEST_TOKEN and im.login"),
        Arguments.of(
            redirect,
            "rejected with code 302 (a redirect to https://else/in, which is not followed): check host"),
        Arguments.of(
            "SSH-2.0-OpenSSH_9.2\r\n",
            "the request of the login was not answered (answer-invalid: "),
        Arguments.of("", "was not answered (closed-by-server: closed before a byte of the answer)"),
        Arguments.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok",
            "was not answered (answer-cut: closed after 2 of 9 bytes of the body)"));
  }

  @ParameterizedTest
  @MethodSource("bad_servers")
  void bad_answer_is_told(String answer, String line) throws IOException {
    try (RawServer server = new RawServer(answering(answer))) {
      assertThat(check(url(server) + "/path"))
          .startsWith("target " + url(server) + "/path: ")
          .contains(line);
      assertThat(server.requests().get(0)).startsWith("POST /path/login HTTP/1.1\r\n");
    }
  }

  @Test
  void server_that_never_answers_is_told() throws IOException {
    try (RawServer server = new RawServer(RawServer.Peer::awaitEnd)) {
      assertThat(check(url(server)))
          .contains("request-timeout: not answered within 800 ms: nothing of an answer");
    }
  }

  @Test
  void answer_that_is_no_json_is_told_as_such() throws IOException {
    set("codec.format", "chat-room");
    try (RawServer server = new RawServer(answering(answer(200, "<html>welcome</html>")))) {
      assertThat(check(url(server)))
          .contains("rejected with code 200 (its body can't be read as JSON: expected ")
          .endsWith("check host, port and path of TARGET_URL, TEST_TOKEN and im.login");
    }
  }

  @Test
  void large_page_is_no_problem_unless_the_limit_is_lower() throws IOException {
    set("codec.format", "http-get");
    try (RawServer server = new RawServer(answering(answer(200, "x".repeat(100_000))))) {
      assertThat(check(url(server))).isEmpty();

      set("connection.max-frame-bytes", "65536");
      assertThat(check(url(server)))
          .endsWith(
              "its first request was answered with more than 65536 bytes: raise"
                  + " im.connection.max-frame-bytes if such answers are meant");
    }
  }

  @Test
  void redirect_of_the_first_request_is_told_with_its_place() throws IOException {
    set("codec.format", "http-get");
    String redirect = answer(301, "").replace("X\r\n", "X\r\nLocation: /in\r\n");
    try (RawServer server = new RawServer(answering(redirect))) {
      assertThat(check(url(server)))
          .contains(
              "its first request was answered with 301 (a redirect to /in, which is not followed): check host, port and path");
    }
  }

  @Test
  void first_request_without_an_answer_is_told_with_its_limit() throws IOException {
    set("codec.format", "http-get");
    try (RawServer server = new RawServer(RawServer.Peer::awaitEnd)) {
      assertThat(check(url(server)))
          .contains(
              "its first request was not answered (request-timeout: not answered within 800 ms");

      set("message.ack-timeout", "300ms");
      assertThat(check(url(server))).endsWith("its first request was not answered within 300 ms");
    }
  }

  @Test
  void closed_port_is_told() throws IOException {
    String url;
    try (RawServer server = new RawServer(RawServer.ECHO)) {
      url = url(server);
    }
    assertThat(check(url)).contains("connection refused: is the server running, and on this port?");
  }

  @Test
  void good_target_of_https_has_no_problem() throws Exception {
    set("connection.trust-certificates", certificates.authority());
    try (RawServer server = new RawServer(answering(answer(200, "ok")));
        TlsFront front = new TlsFront(certificates.good(), server.port())) {
      assertThat(check("https://127.0.0.1:" + front.port())).isEmpty();
      assertThat(server.requests()).singleElement().asString().startsWith("POST /login HTTP/1.1");
    }
  }

  @Test
  void wrong_certificate_is_told() throws Exception {
    try (HostileServer server = HostileServer.withTls(certificates.good())) {
      assertThat(check("https://127.0.0.1:" + server.port()))
          .contains("TLS failed: ", "certificate");
    }
  }

  @Test
  void plain_http_to_a_port_of_tls_is_told() throws Exception {
    try (HostileServer server = HostileServer.withTls(certificates.good())) {
      assertThat(check("http://127.0.0.1:" + server.port()))
          .endsWith("expected plain http, but this port speaks TLS: use https://");
    }
  }

  @Test
  void tls_to_a_port_of_plain_http_is_told() throws IOException {
    try (RawServer server = new RawServer(answering(answer(400, "no")))) {
      assertThat(check("https://127.0.0.1:" + server.port())).contains("TLS failed: ");
    }
  }

  @Test
  void check_shows_request_and_answer() throws IOException {
    List<String> lines = new ArrayList<>();
    try (RawServer server = new RawServer(answering(answer(200, "welcome")))) {
      Optional<String> problem =
          Check.run(
              loaded(url(server)),
              new Check.Listener() {
                @Override
                public void step(CheckStep step) {
                  lines.add(step.name() + " " + step.result());
                }

                @Override
                public void note(String line) {}

                @Override
                public void trace(String line) {
                  lines.add(line);
                }
              },
              true);
      assertThat(problem).isEmpty();
    }
    assertThat(lines)
        .contains("connect OK", "TLS handshake ABSENT", "upgrade ABSENT", "login OK")
        .anyMatch(line -> line.contains("POST /login HTTP/1.1"))
        .anyMatch(line -> line.contains("HTTP 200"))
        .anyMatch(line -> line.contains("welcome"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:9, json, 'expected ws://, wss://, tcp:// or tls://, since the format json does not speak HTTP; got http://127.0.0.1:9'",
    "ws://127.0.0.1:9/,  ,     'expected http:// or https://, since the format im.stress.user.NotesProtocol speaks HTTP; got ws://127.0.0.1:9/'",
    "tcp://127.0.0.1:9,  ,     'expected http:// or https://, since the format im.stress.user.NotesProtocol speaks HTTP; got tcp://127.0.0.1:9'",
  })
  void format_and_scheme_have_to_fit(String url, String format, String line) {
    if (format != null) {
      set("codec.format", format);
    }
    assertThatThrownBy(() -> Preflight.check(loaded(url)))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("target: " + line)
        .hasMessageNotContaining("\n");
  }
}
