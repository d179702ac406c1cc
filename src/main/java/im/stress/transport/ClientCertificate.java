package im.stress.transport;

import im.stress.config.SettingsException;
import im.stress.config.TlsSettings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a client shows to a gateway that asks who it is.
 *
 * @param chain its own certificate first, then those above it
 */
record ClientCertificate(PrivateKey key, List<X509Certificate> chain) {
  private static final String CERTIFICATE = "im.connection.client-certificate: ";
  private static final String KEY = "im.connection.client-key: ";
  private static final String PASSWORD = "im.connection.client-key-password: ";

  /** Stands in the first line of an encrypted key, be it of PKCS #8 (RFC 7468) or older. */
  private static final String ENCRYPTED = "ENCRYPTED";

  /**
   * Reads both files.
   *
   * @throws SettingsException when one of them can't be used, or they are of different pairs
   */
  static ClientCertificate of(TlsSettings settings) {
    List<X509Certificate> chain = chain(settings.clientCertificate());
    PrivateKey key = key(settings.clientKey(), settings.clientKeyPassword());
    if (!fits(key, chain.get(0).getPublicKey())) {
      throw new SettingsException(
          KEY
              + "expected the key of the first certificate in %s (%s), got another in %s: name the two files that were made together"
                  .formatted(
                      settings.clientCertificate(),
                      chain.get(0).getSubjectX500Principal(),
                      settings.clientKey()));
    }
    return new ClientCertificate(key, chain);
  }

  private static List<X509Certificate> chain(String file) {
    try {
      return PemFiles.certificates(new File(file));
    } catch (CertificateException e) {
      throw new SettingsException(
          CERTIFICATE
              + "expected a PEM file of certificates, got %s: %s"
                  .formatted(file, NetworkCause.detailOf(e)));
    }
  }

  private static PrivateKey key(String file, String password) {
    boolean encrypted = isEncrypted(file);
    if (encrypted && password.isEmpty()) {
      throw new SettingsException(
          PASSWORD
              + "expected the password of the encrypted key %s, got none: set CLIENT_KEY_PASSWORD"
                  .formatted(file));
    }
    try {
      return PemFiles.key(new File(file), encrypted ? password : null);
    } catch (GeneralSecurityException | IOException e) {
      throw unreadable(file, encrypted, e);
    }
  }

  private static SettingsException unreadable(String file, boolean encrypted, Exception failure) {
    return new SettingsException(
        encrypted
            ? PASSWORD + "expected the password of the key %s, got another".formatted(file)
            : KEY
                + "expected a PEM file of a key (RSA, EC or DSA, PKCS #8), got %s: %s; openssl pkcs8 -topk8 -nodes -in FILE converts others"
                    .formatted(file, NetworkCause.detailOf(failure)));
  }

  private static boolean isEncrypted(String file) {
    try {
      return Files.readString(new File(file).toPath(), StandardCharsets.ISO_8859_1)
          .contains(ENCRYPTED);
    } catch (IOException e) {
      throw new SettingsException(KEY + "expected a readable PEM file, got " + file);
    }
  }

  /** Whether the one verifies what the other signed. */
  private static boolean fits(PrivateKey key, PublicKey certified) {
    try {
      Signature signing = Signature.getInstance(signatureOf(key));
      signing.initSign(key);
      Signature verifying = Signature.getInstance(signatureOf(key));
      verifying.initVerify(certified);
      return verifying.verify(signing.sign());
    } catch (GeneralSecurityException otherKind) {
      return false;
    }
  }

  private static String signatureOf(PrivateKey key) {
    return "SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : key.getAlgorithm());
  }
}
