package im.stress.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.server.HostileServer;
import im.stress.server.ImServer;
import im.stress.server.TestCertificates;
import im.stress.user.TestServer;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with TLS is said in one line, with what to do, before any load begins. */
@Timeout(30)
class TlsPreflightIT {
  private static TestCertificates certificates;

  private final Map<String, String> settings = new HashMap<>();

  TlsPreflightIT() throws IOException {
    set("login.timeout", "5s");
    set("connection.trust-certificates", certificates.authority());
  }

  @BeforeAll
  static void makeCertificates(@TempDir Path folder) throws Exception {
    certificates = new TestCertificates(folder);
  }

  private void set(String key, String value) {
    settings.put("im." + key, value);
  }

  private String check(String url) {
    set("target.url", url);
    Preflight.Result result =
        Preflight.check(
            SettingsLoader.load(
                    new SettingsSources(settings, List.of(), Map.of(), Optional.empty()))
                .settings());
    String line = result instanceof Preflight.Refused refused ? refused.reason() : "";
    assertThat(line).doesNotContain("\n", "\r").hasSizeLessThan(500);
    return line;
  }

  private String checkAgainst(SslContext tls, String scheme, String host) {
    try (HostileServer server = HostileServer.withTls(tls)) {
      return check(scheme + "://" + host + ":" + server.port() + "/websocket");
    }
  }

  @Test
  void a_good_certificate_is_no_problem() throws Exception {
    assertThat(checkAgainst(certificates.good(), "wss", "127.0.0.1")).isEmpty();
  }

  @Test
  void an_expired_certificate_is_told() throws Exception {
    assertThat(checkAgainst(certificates.expired(), "wss", "127.0.0.1"))
        .contains("TLS failed: the certificate of the server has expired: renew it");
  }

  @Test
  void a_certificate_of_another_host_is_told() throws Exception {
    try (HostileServer server = HostileServer.withTls(certificates.good())) {
      String place = "other.test:" + server.port();
      set("target.addresses", place + "=127.0.0.1");

      assertThat(check("wss://" + place + "/websocket"))
          .contains("TLS failed: the certificate of the server is for another name", "other.test");
    }
  }

  @Test
  void an_unknown_authority_is_told() throws Exception {
    set("connection.trust-certificates", "");

    assertThat(checkAgainst(certificates.good(), "wss", "127.0.0.1"))
        .contains("TLS failed: ", "not from an authority", "im.connection.trust-certificates");
  }

  @Test
  void all_of_it_is_accepted_where_nothing_is_verified() throws Exception {
    set("connection.trust-certificates", "");
    set("connection.insecure-tls", "true");

    assertThat(checkAgainst(certificates.expired(), "wss", "localhost")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void a_client_without_the_certificate_that_is_asked_for_is_told(String version) throws Exception {
    assertThat(checkAgainst(certificates.demanding(version), "wss", "127.0.0.1"))
        .contains("TLS failed: ", "im.connection.client-certificate");
  }

  @Test
  void a_port_without_tls_is_told() throws IOException {
    try (ImServer server = TestServer.with()) {
      assertThat(check("wss://127.0.0.1:" + server.port() + "/websocket"))
          .contains("TLS failed: ", "this port does not speak TLS", "ws://");
    }
  }

  @Test
  void a_plain_websocket_client_at_a_port_of_tls_is_told() throws Exception {
    assertThat(checkAgainst(certificates.good(), "ws", "127.0.0.1"))
        .contains("this port speaks TLS: use wss://");
  }

  @Test
  void a_plain_tcp_client_at_a_port_of_tls_is_told() throws Exception {
    set("codec.format", "chat-server");
    try (HostileServer server = HostileServer.withTls(certificates.good())) {
      assertThat(check("tcp://127.0.0.1:" + server.port()))
          .contains("this port speaks TLS: use tls://");
    }
  }

  @Test
  void a_key_of_another_certificate_is_refused_before_any_connection() throws Exception {
    set(
        "connection.client-certificate",
        certificates.file("own.pem", certificates.client().getCertificatePathPEM()));
    set(
        "connection.client-key",
        certificates.file("other.key", certificates.client().getPrivateKeyPEM()));
    assertThatThrownBy(() -> checkAgainst(certificates.good(), "wss", "127.0.0.1"))
        .hasMessageContaining("im.connection.client-key: expected the key of");
  }
}
