package im.stress.transport;

import io.netty.handler.ssl.SslContext;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
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
    PrivateKey read = toPrivateKey(file, password);
    // Bouncy Castle, where it is on the class path, has a kind of key that the JDK can't sign with.
    String algorithm = read.getAlgorithm().startsWith("EC") ? "EC" : read.getAlgorithm();
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(read.getEncoded()));
  }
}
