package im.stress.transport;

import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Why TLS failed, with what to do about it: the first that fits. */
@SuppressWarnings("ImmutableEnumChecker") // the signs hold nothing
enum TlsProblem {
  /** Something else listens there. */
  NO_TLS(
      NotSslRecordException.class::isInstance,
      "expected a record of TLS, got other bytes: this port does not speak TLS, so use ws:// or"
          + " tcp://, or another port"),
  /** Its time is over. */
  EXPIRED(
      CertificateExpiredException.class::isInstance,
      "the certificate of the server has expired: renew it"),
  /** Its time is still to come. */
  NOT_YET_VALID(
      CertificateNotYetValidException.class::isInstance,
      "the certificate of the server is not valid yet: check the clocks of both machines"),
  /** The words are those of the JDK's HostnameChecker, which has no type of its own for it. */
  OTHER_NAME(
      TlsProblem::isOtherName,
      "the certificate of the server is for another name than that of the URL: put a name of the"
          + " certificate into the URL, and where to connect to into im.target.addresses"),
  /** No way leads from it to one that is trusted. */
  UNTRUSTED(
      failure ->
          failure instanceof CertPathBuilderException
              || failure instanceof CertPathValidatorException,
      "the certificate of the server is not from an authority that is trusted: name a file with"
          + " the authority's in im.connection.trust-certificates"),
  /** Alerts 116 and 42 (RFC 8446 section 6.2); the latter without a certificate as well. */
  CLIENT_CERTIFICATE(
      failure -> says(failure, "certificate_required") || says(failure, "bad_certificate"),
      "the server asks for a certificate of the client, and was shown none or another: set"
          + " im.connection.client-certificate and im.connection.client-key"),
  /** Alert 48: it is ours that is not trusted. */
  UNTRUSTED_CLIENT(
      failure -> says(failure, "unknown_ca"),
      "the server does not trust the certificate of the client: check"
          + " im.connection.client-certificate"),
  /** Alert 40: nothing in common, or no certificate of the client before TLS 1.3. */
  HANDSHAKE_FAILURE(
      failure -> says(failure, "handshake_failure"),
      "the server refused the handshake: does it ask for a certificate of the client"
          + " (im.connection.client-certificate), or for another version of TLS?"),
  /** All others. */
  OTHER(failure -> true, "does this port speak TLS?");

  private final Predicate<Throwable> sign;
  private final String words;

  TlsProblem(Predicate<Throwable> sign, String words) {
    this.sign = sign;
    this.words = words;
  }

  /** What is wrong and what to do, and the words of the library. */
  static String words(Throwable failure) {
    TlsProblem problem =
        Arrays.stream(values()).filter(one -> one.isTold(failure)).findFirst().orElse(OTHER);
    String detail = NetworkCause.detailOf(failure);
    return switch (problem) {
      case NO_TLS -> problem.words;
      case OTHER -> detail + ": " + problem.words;
      default -> problem.words + " (" + detail + ")";
    };
  }

  private boolean isTold(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(sign);
  }

  private static boolean isOtherName(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    return failure instanceof CertificateException
        && (text.startsWith("No name matching") || text.startsWith("No subject alternative"));
  }

  /** OpenSSL has the names of alerts in capitals. */
  private static boolean says(Throwable failure, String alert) {
    return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains(alert);
  }
}
