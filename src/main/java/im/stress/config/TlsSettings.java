package im.stress.config;

/**
 * TLS in {@code im.connection}, for {@code wss://} and {@code tls://}.
 *
 * @param trustCertificates PEM file of the authorities to trust; empty = those of the JDK
 * @param insecure accepts any certificate: for test gateways only
 * @param clientCertificate PEM file of the client's own certificate, then of those above it; empty
 *     = none
 * @param clientKey PEM file of its key; empty = none
 * @param clientKeyPassword secret that the key is encrypted with; empty = it is not
 */
public record TlsSettings(
    String trustCertificates,
    boolean insecure,
    String clientCertificate,
    String clientKey,
    String clientKeyPassword) {

  /** As {@code reference.conf} has it: certificates are verified, and the client has none. */
  public static final TlsSettings DEFAULT = new TlsSettings("", false, "", "", "");

  /** Whether the client shows a certificate of its own. */
  public boolean hasClientCertificate() {
    return !clientCertificate.isEmpty();
  }

  /** Hides the password. */
  @Override
  public String toString() {
    return "TlsSettings[%s, insecure=%s, %s, %s]"
        .formatted(trustCertificates, insecure, clientCertificate, clientKey);
  }
}
