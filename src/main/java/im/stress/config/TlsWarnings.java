package im.stress.config;

import java.util.List;

/** What should be known of TLS wherever a run is told of. */
public final class TlsWarnings {
  private static final String NOT_VERIFIED =
      "certificates are not verified: im.connection.insecure-tls";

  private TlsWarnings() {}

  /** One line each; none where certificates are verified, or where there are none. */
  public static List<String> of(StressSettings settings) {
    return settings.connection().tls().insecure() && settings.target().isSecure()
        ? List.of(NOT_VERIFIED)
        : List.of();
  }
}
