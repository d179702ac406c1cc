package im.stress.target;

import im.stress.channel.Endpoint;
import im.stress.config.RunSecrets;
import im.stress.config.StressSettings;
import im.stress.config.UserColumns;
import im.stress.protocol.ImProtocol;
import im.stress.protocol.UserValues;
import im.stress.text.OneLine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes fit to be shown what is sent, and what others say: the server's words may repeat a secret.
 * Knows a token and other values of a user as they are, as JSON, a URL or single bytes have them,
 * by their digests, and within base64; not what else is made of them.
 */
final class Shown {
  private final RunSecrets secrets;
  private final EncodedSecrets encoded;

  /** For what these users of a protocol say and hear. */
  Shown(StressSettings settings, ImProtocol protocol, List<UserValues> users) {
    RunSecrets all = RunSecrets.of(settings);
    for (UserValues user : users) {
      Stream<String> forms = own(settings, user).flatMap(Shown::forms);
      all = all.and(user.index(), Stream.concat(forms, asked(protocol, user)).toList());
    }
    this.secrets = all;
    this.encoded = new EncodedSecrets(users.stream().flatMap(user -> own(settings, user)));
  }

  /** The token, and the values of its columns but the uid. */
  private static Stream<String> own(StressSettings settings, UserValues user) {
    UserColumns columns = settings.login().columns();
    Stream<String> values =
        columns.names().stream()
            .filter(name -> columns.has(user.index()) && !name.equals(UserColumns.UID))
            .map(name -> columns.value(user.index(), columns.column(name)));
    return Stream.concat(Stream.of(user.token()), values);
  }

  private static Stream<String> forms(String token) {
    return Stream.of(
        token,
        token.replace("\\", "\\\\").replace("\"", "\\\""),
        URLEncoder.encode(token, StandardCharsets.UTF_8),
        new String(token.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
        digest("MD5", token),
        digest("SHA-256", token));
  }

  /** As a template makes it by the functions of these names. */
  private static String digest(String algorithm, String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has both (Javadoc of MessageDigest)
    }
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
    return encoded.masked(secrets.masked(text));
  }

  /** One line without secrets. */
  String line(String text) {
    return OneLine.of(masked(text));
  }
}
