package im.stress.config;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** What may be a secret in a URL or a form: each as it is, and decoded. */
final class UrlSecrets {
  private UrlSecrets() {}

  /** The whole user-info, the password in it, and the value of each parameter of the query. */
  static Stream<String> of(URI url) {
    String userInfo = Objects.requireNonNullElse(url.getRawUserInfo(), "");
    return Stream.concat(
        Stream.of(userInfo, after(':', userInfo)).flatMap(UrlSecrets::forms),
        ofParameters(Objects.requireNonNullElse(url.getRawQuery(), "")));
  }

  /** The value of each parameter of a query or of a form. */
  static Stream<String> ofParameters(String parameters) {
    return Arrays.stream(parameters.split("&"))
        .map(parameter -> after('=', parameter))
        .flatMap(UrlSecrets::forms);
  }

  private static String after(char separator, String text) {
    return text.substring(text.indexOf(separator) + 1);
  }

  /** Percent-encoding alone: a plus sign is one (RFC 3986, section 2.1). */
  private static Stream<String> forms(String raw) {
    try {
      String decoded = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
      return Stream.of(raw, decoded);
    } catch (IllegalArgumentException e) { // a percent sign without digits stands for itself
      return Stream.of(raw);
    }
  }
}
