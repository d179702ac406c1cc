package im.stress.server;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.net.ssl.SSLContext;

/** An authority, and what it certifies: made for one test class, in a folder of its own. */
public final class TestCertificates {
  private final Path folder;
  private final X509Bundle authority;

  public TestCertificates(Path folder) throws Exception {
    this.folder = folder;
    this.authority =
        new CertificateBuilder()
            .subject("CN=authority of the test")
            .ecp256()
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
  }

  /** PEM file of the authority. */
  public String authority() throws IOException {
    return file("authority.pem", authority.getCertificatePEM());
  }

  /** A file of this content. */
  public String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private static CertificateBuilder server() {
    return new CertificateBuilder()
        .subject("CN=server")
        .ecp256()
        .addSanDnsName("gateway.test")
        .addSanDnsName("localhost")
        .addSanIpAddress("127.0.0.1")
        .addExtendedKeyUsageServerAuth();
  }

  /** A server's side with a good certificate for {@code gateway.test}, localhost, 127.0.0.1. */
  public SslContext good() throws Exception {
    return context(server()).build();
  }

  /** The same for a server of the JDK. */
  public SSLContext goodOfJdk() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        server().buildIssuedBy(authority).toKeyManagerFactory().getKeyManagers(), null, null);
    return context;
  }

  /** The same with a certificate that ended yesterday. */
  public SslContext expired() throws Exception {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    return context(server().notBefore(yesterday.minus(Duration.ofDays(9))).notAfter(yesterday))
        .build();
  }

  /** The same with a client that has to show a certificate of the authority. */
  public SslContext demanding(String... protocols) throws Exception {
    return context(server())
        .trustManager(authority.getCertificate())
        .clientAuth(ClientAuth.REQUIRE)
        .protocols(protocols)
        .build();
  }

  private SslContextBuilder context(CertificateBuilder builder) throws Exception {
    X509Bundle bundle = builder.buildIssuedBy(authority);
    return SslContextBuilder.forServer(
            bundle.getKeyPair().getPrivate(), bundle.getCertificatePath())
        .sslProvider(SslProvider.JDK);
  }

  /** A client's certificate with its key. */
  public X509Bundle client() throws Exception {
    return new CertificateBuilder()
        .subject("CN=client")
        .ecp256()
        .addExtendedKeyUsageClientAuth()
        .buildIssuedBy(authority);
  }

  /** A key as PEM, encrypted with this password. */
  public static String encrypted(PrivateKey key, String password)
      throws GeneralSecurityException, IOException {
    String algorithm = "PBEWithSHA1AndDESede";
    SecretKey secret =
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec(password.toCharArray()));
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(
        Cipher.ENCRYPT_MODE, secret, new PBEParameterSpec(new SecureRandom().generateSeed(8), 99));
    byte[] info =
        new EncryptedPrivateKeyInfo(cipher.getParameters(), cipher.doFinal(key.getEncoded()))
            .getEncoded();
    return "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(info)
        + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
  }
}
