package im.stress.transport;

import im.stress.config.ConnectionSettings;
import im.stress.config.SettingsException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.File;
import javax.net.ssl.SSLException;

/** Builds the TLS side of a client from its settings. */
final class TlsContext {
  private TlsContext() {}

  static SslContext of(ConnectionSettings settings) {
    try {
      return configured(settings).build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new SettingsException(
          "im.connection.trust-certificates: expected a PEM file of certificates, got "
              + settings.trustCertificates()
              + ": "
              + NetworkCause.detailOf(e));
    }
  }

  private static SslContextBuilder configured(ConnectionSettings settings) {
    SslContextBuilder builder = SslContextBuilder.forClient();
    if (settings.insecureTls()) {
      return builder
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .endpointIdentificationAlgorithm(null);
    }
    if (!settings.trustCertificates().isEmpty()) {
      return builder.trustManager(new File(settings.trustCertificates()));
    }
    return builder;
  }
}
