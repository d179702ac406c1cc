package im.stress.config;

import java.util.List;

/** What should be known of TLS wherever a run is told of. */
public final class TlsWarnings {
  private static final String NOT_VERIFIED =
      "certificates are not verified: im.connection.insecure-tls";

  private TlsWarnings() {}

  /**
   * One line each; none where certificates are verified. Requests may go to {@code https://} also
   * where the target has no TLS.
   */
  public static List<String> of(StressSettings settings) {
    return settings.connection().tls().insecure() ? List.of(NOT_VERIFIED) : List.of();
  }
}
