package im.stress.transport;

import io.netty.handler.ssl.SslContext;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Netty's reader of PEM files, which it shows to a subclass alone. Never instantiated. */
abstract class PemFiles extends SslContext {
  private PemFiles() {}

  /** All certificates in a file, in its order; there is at least one. */
  static List<X509Certificate> certificates(File file) throws CertificateException {
    return List.of(toX509Certificates(file));
  }

  /**
   * A key of PKCS #8.
   *
   * @param password null = the key is not encrypted
   */
  static PrivateKey key(File file, String password) throws GeneralSecurityException, IOException {
    return toPrivateKey(file, password);
  }
}
