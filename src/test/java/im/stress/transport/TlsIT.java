package im.stress.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import im.stress.channel.Framing;
import im.stress.config.TlsSettings;
import im.stress.server.HostileServer;
import im.stress.server.TestCertificates;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS as a server sees it: whom the client asks for, what it shows, how long it takes. */
@Timeout(30)
class TlsIT {
  private static TestCertificates certificates;

  @BeforeAll
  static void makeCertificates(@TempDir Path folder) throws Exception {
    certificates = new TestCertificates(folder);
  }

  private static Client client(String host, HostileServer server) throws Exception {
    return Client.ofUrl("wss://" + host + ":" + server.port() + "/websocket")
        .with("trust-certificates", certificates.authority());
  }

  @Test
  void the_name_of_the_url_is_sent_and_verified_though_the_address_is_another() throws Exception {
    try (HostileServer server = HostileServer.withTls(certificates.good());
        Client client = client("gateway.test", server).at("127.0.0.1")) {
      client.connect().until("opened");

      assertThat(server.peers()).extracting("serverName").containsExactly("gateway.test");
    }
  }

  @Test
  void a_name_without_a_dot_is_sent() throws Exception {
    try (HostileServer server = HostileServer.withTls(certificates.good());
        Client client = client("localhost", server).at("127.0.0.1")) {
      client.connect().until("opened");

      assertThat(server.peers()).extracting("serverName").containsExactly("localhost");
    }
  }

  /** RFC 6066 section 3. */
  @Test
  void an_address_is_not_sent_and_is_verified() throws Exception {
    try (HostileServer server = HostileServer.withTls(certificates.good());
        Client client = client("127.0.0.1", server)) {
      client.connect().until("opened");

      assertThat(server.peers()).extracting("serverName").containsExactly("");
    }
  }

  @Test
  void a_certificate_of_the_address_does_not_do_for_another_name() throws Exception {
    try (HostileServer server = HostileServer.withTls(certificates.good());
        Client client = client("other.test", server).at("127.0.0.1")) {
      Events events = client.connect().until("ended");

      assertThat(events.all()).containsExactly("ended tls");
      assertThat(events.end().detail()).contains("another name", "other.test");
    }
  }

  @Test
  void the_handshake_is_told_once_and_before_the_connection() throws Exception {
    try (HostileServer server = HostileServer.withTls(certificates.good());
        Client client = client("127.0.0.1", server)) {
      long before = System.nanoTime();
      Events events = client.connect().until("opened");

      assertThat(events.all()).containsExactly("secured", "opened");
      assertThat(events.handshakeNanos()).isBetween(1L, System.nanoTime() - before);
    }
  }

  /** Where Netty's own TLS is not to be had, the JDK's can't be told so. */
  @Test
  void no_user_goes_on_with_the_session_of_another() {
    assumeTrue(OpenSsl.isAvailable());
    SslContext tls = TlsContext.of(TlsSettings.DEFAULT);

    assertThat(((OpenSslSessionContext) tls.sessionContext()).isSessionCacheEnabled()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void a_certificate_of_the_client_is_shown_where_it_is_demanded(String version) throws Exception {
    X509Bundle own = certificates.client();
    String key = TestCertificates.encrypted(own.getKeyPair().getPrivate(), "geheim");
    try (HostileServer server = HostileServer.withTls(certificates.demanding(version));
        Client client =
            client("127.0.0.1", server)
                .with(
                    "client-certificate", certificates.file("own.pem", own.getCertificatePathPEM()))
                .with("client-key", certificates.file("own.key", key))
                .with("client-key-password", "geheim")) {
      Events events = client.connect().until("opened");
      client.logIn(events);

      events.until("received");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void a_demanded_certificate_that_is_not_shown_is_told(String version) throws Exception {
    try (HostileServer server = HostileServer.withTls(certificates.demanding(version));
        Client client = client("127.0.0.1", server)) {
      Events events = client.connect().until("ended");

      assertThat(events.end().cause()).isEqualTo("tls");
      assertThat(events.end().detail()).contains("im.connection.client-certificate");
    }
  }

  @Test
  void an_expired_certificate_is_told() throws Exception {
    try (HostileServer server = HostileServer.withTls(certificates.expired());
        Client client = client("127.0.0.1", server)) {
      assertThat(client.connect().until("ended").end().detail()).contains("has expired");
    }
  }

  @Test
  void an_unknown_authority_is_told() throws Exception {
    try (HostileServer server = HostileServer.withTls(certificates.good());
        Client client = Client.withTls(server.port())) {
      assertThat(client.connect().until("ended").end().detail())
          .contains("not from an authority", "im.connection.trust-certificates");
    }
  }

  @Test
  void the_handshake_of_tcp_is_told_as_well() throws Exception {
    try (HostileServer server = HostileServer.withTls(certificates.good());
        Client client =
            Client.ofUrl("tls://127.0.0.1:" + server.port())
                .with("trust-certificates", certificates.authority())
                .with(Framing.JSON)) {
      Events events = client.connect().until("opened");

      assertThat(events.all()).containsExactly("secured", "opened");
      await().untilAsserted(() -> assertThat(server.peers()).hasSize(1));
    }
  }
}
