package im.stress.target;

import im.stress.config.RunSecrets;
import im.stress.config.StressSettings;
import im.stress.protocol.UserValues;
import im.stress.text.OneLine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes fit to be shown what others say: the server's words may repeat a secret that it was sent.
 * Knows a token as it is, and as JSON, a URL or single bytes have it; not what is made of it.
 */
final class Shown {
  private final RunSecrets secrets;
  private final List<String> tokens;

  /** For what these users say and hear. */
  Shown(StressSettings settings, List<UserValues> users) {
    this.secrets = RunSecrets.of(settings);
    this.tokens = users.stream().map(UserValues::token).flatMap(Shown::forms).distinct().toList();
  }

  private static Stream<String> forms(String token) {
    return Stream.of(
        token,
        token.replace("\\", "\\\\").replace("\"", "\\\""),
        URLEncoder.encode(token, StandardCharsets.UTF_8),
        new String(token.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  /** A text without secrets. */
  String masked(String text) {
    String masked = secrets.masked(text);
    for (String token : tokens) {
      masked = secrets.masked(masked, token);
    }
    return masked;
  }

  /** One line without secrets. */
  String line(String text) {
    return OneLine.of(masked(text));
  }
}
