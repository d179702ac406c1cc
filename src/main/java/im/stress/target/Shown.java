package im.stress.target;

import im.stress.channel.Endpoint;
import im.stress.config.RunSecrets;
import im.stress.config.StressSettings;
import im.stress.protocol.ImProtocol;
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

  /** For what these users of a protocol say and hear. */
  Shown(StressSettings settings, ImProtocol protocol, List<UserValues> users) {
    RunSecrets all = RunSecrets.of(settings);
    for (UserValues user : users) {
      all = all.and(user.index(), sent(protocol, user));
    }
    this.secrets = all;
  }

  private static List<String> sent(ImProtocol protocol, UserValues user) {
    return Stream.concat(forms(user.token()), asked(protocol, user)).distinct().toList();
  }

  private static Stream<String> forms(String token) {
    return Stream.of(
        token,
        token.replace("\\", "\\\\").replace("\"", "\\\""),
        URLEncoder.encode(token, StandardCharsets.UTF_8),
        new String(token.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  /** What the upgrade says, but for what everybody may know. */
  private static Stream<String> asked(ImProtocol protocol, UserValues user) {
    try {
      Endpoint endpoint = protocol.endpoint(user);
      return endpoint
          .values()
          .filter(value -> !value.equals(user.uid()) && !value.equals(endpoint.subprotocol()));
    } catch (IllegalArgumentException e) {
      // Nothing can be sent then, as the connect will tell.
      return Stream.empty();
    }
  }

  /** A text without secrets. */
  String masked(String text) {
    return secrets.masked(text);
  }

  /** One line without secrets. */
  String line(String text) {
    return OneLine.of(masked(text));
  }
}
