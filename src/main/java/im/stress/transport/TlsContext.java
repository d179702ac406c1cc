package im.stress.transport;

import im.stress.config.SettingsException;
import im.stress.config.TlsSettings;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.File;
import javax.net.ssl.SSLException;

/** Builds the TLS side of a client from its settings. */
final class TlsContext {
  private TlsContext() {}

  /**
   * What all connections of a run share.
   *
   * @throws SettingsException when a file can't be used
   */
  static SslContext of(TlsSettings settings) {
    SslContextBuilder builder = SslContextBuilder.forClient();
    if (settings.hasClientCertificate()) {
      ClientCertificate own = ClientCertificate.of(settings);
      builder.keyManager(own.key(), own.chain());
    }
    return settings.insecure() ? trustingAny(builder) : trusting(settings, builder);
  }

  /** Asks for nothing and verifies nothing: to find out whether TLS is spoken at all. */
  static SslContext blind() {
    return trustingAny(SslContextBuilder.forClient());
  }

  private static SslContext trustingAny(SslContextBuilder builder) {
    try {
      return withoutSessions(
          builder
              .trustManager(InsecureTrustManagerFactory.INSTANCE)
              .endpointIdentificationAlgorithm(null)
              .build());
    } catch (SSLException e) {
      throw new SettingsException("no TLS on this machine: " + NetworkCause.detailOf(e));
    }
  }

  private static SslContext trusting(TlsSettings settings, SslContextBuilder builder) {
    String file = settings.trustCertificates();
    try {
      return withoutSessions(
          file.isEmpty() ? builder.build() : builder.trustManager(new File(file)).build());
    } catch (SSLException | IllegalArgumentException e) {
      throw new SettingsException(
          "im.connection.trust-certificates: expected a PEM file of certificates, got "
              + file
              + ": "
              + NetworkCause.detailOf(e));
    }
  }

  /**
   * Users are people with a device each: none may go on with the session of another, which would
   * make handshakes cheap that are not. The JDK's own TLS, where Netty's is not to be had, can't.
   */
  private static SslContext withoutSessions(SslContext context) {
    if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
      sessions.setSessionCacheEnabled(false);
    }
    return context;
  }
}
