package im.stress.transport;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** User name and password of a URL as a header of HTTP (RFC 7617). */
public final class BasicAuthorization {
  private BasicAuthorization() {}

  /**
   * The value of {@code Authorization}: percent-decoded, in UTF-8, with a colon after a user name
   * that stands alone, as curl does. Empty where the URL has no user-info.
   */
  public static Optional<String> of(URI url) {
    String raw = url.getRawUserInfo();
    if (raw == null) {
      return Optional.empty();
    }
    String credentials = url.getUserInfo() + (raw.indexOf(':') < 0 ? ":" : "");
    byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(bytes));
  }
}
