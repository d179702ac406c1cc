package im.stress.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsException;
import im.stress.config.TlsSettings;
import im.stress.server.TestCertificates;
import io.netty.pkitesting.X509Bundle;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientCertificateTest {
  private static TestCertificates certificates;
  private static X509Bundle own;
  private static String certificate;
  private static String key;

  @BeforeAll
  static void make(@TempDir Path folder) throws Exception {
    certificates = new TestCertificates(folder);
    own = certificates.client();
    certificate = certificates.file("own.pem", own.getCertificatePathPEM());
    key = certificates.file("own.key", own.getPrivateKeyPEM());
  }

  private static ClientCertificate read(String certificateFile, String keyFile, String password) {
    return ClientCertificate.of(new TlsSettings("", false, certificateFile, keyFile, password));
  }

  private static void assertRefused(
      String certificateFile, String keyFile, String password, String... parts) {
    assertThatThrownBy(() -> read(certificateFile, keyFile, password))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll(parts);
  }

  private static String encryptedKey() throws Exception {
    return certificates.file(
        "encrypted.key", TestCertificates.encrypted(own.getKeyPair().getPrivate(), "geheim"));
  }

  private static BigInteger secret(PrivateKey key) {
    return ((ECPrivateKey) key).getS();
  }

  @Test
  void a_key_with_its_certificate_is_read() {
    ClientCertificate read = read(certificate, key, "");

    assertThat(secret(read.key())).isEqualTo(secret(own.getKeyPair().getPrivate()));
    assertThat(read.chain().get(0)).isEqualTo(own.getCertificate());
  }

  @Test
  void an_encrypted_key_is_read_with_its_password() throws Exception {
    assertThat(secret(read(certificate, encryptedKey(), "geheim").key()))
        .isEqualTo(secret(own.getKeyPair().getPrivate()));
  }

  @Test
  void an_encrypted_key_without_a_password_is_refused() throws Exception {
    assertRefused(
        certificate,
        encryptedKey(),
        "",
        "im.connection.client-key-password: expected the password",
        "CLIENT_KEY_PASSWORD");
  }

  @Test
  void another_password_is_refused_and_not_told() throws Exception {
    assertThatThrownBy(() -> read(certificate, encryptedKey(), "falsch"))
        .hasMessageContaining("im.connection.client-key-password: expected the password")
        .hasMessageNotContaining("falsch");
  }

  @Test
  void a_key_of_another_certificate_is_refused() throws Exception {
    String other = certificates.file("other.key", certificates.client().getPrivateKeyPEM());

    assertRefused(
        certificate, other, "", "im.connection.client-key: expected the key of", "CN=client");
  }

  @Test
  void files_that_are_no_pem_are_refused() throws Exception {
    String text = certificates.file("text.pem", "hello");

    assertRefused(text, key, "", "im.connection.client-certificate: expected a PEM file");
    assertRefused(
        certificate, text, "", "im.connection.client-key: expected a PEM file", "openssl pkcs8");
  }

  @Test
  void the_password_is_not_shown() {
    assertThat(new TlsSettings("", false, "a", "b", "geheim").toString()).doesNotContain("geheim");
  }
}
