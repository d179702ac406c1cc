package im.stress.run;

import im.stress.config.SettingsException;
import im.stress.config.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whom the calls trust that make tokens: the authorities of the JDK, and those of {@code
 * im.connection.trust-certificates} besides, as tokens often come from another server than the one
 * that is tested.
 */
final class TokenTrust {
  private TokenTrust() {}

  /**
   * What a client of HTTP takes.
   *
   * @throws SettingsException when the file can't be used
   */
  static SSLContext of(TlsSettings settings) {
    try {
      return settings.trustCertificates().isEmpty()
          ? SSLContext.getDefault()
          : trusting(settings.trustCertificates());
    } catch (GeneralSecurityException | IOException e) {
      throw new SettingsException(
          "im.connection.trust-certificates: expected a PEM file of certificates, got %s: %s"
              .formatted(settings.trustCertificates(), e.getMessage()));
    }
  }

  private static SSLContext trusting(String file) throws GeneralSecurityException, IOException {
    List<Certificate> trusted = new ArrayList<>(ofJdk());
    try (InputStream pem = Files.newInputStream(Path.of(file))) {
      trusted.addAll(CertificateFactory.getInstance("X.509").generateCertificates(pem));
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < trusted.size(); i++) {
      store.setCertificateEntry("authority-" + i, trusted.get(i));
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers(store), null);
    return context;
  }

  private static List<Certificate> ofJdk() throws GeneralSecurityException {
    List<Certificate> trusted = new ArrayList<>();
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager known) {
        trusted.addAll(Arrays.asList(known.getAcceptedIssuers()));
      }
    }
    return trusted;
  }

  /** Null = as the JDK comes. */
  private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
