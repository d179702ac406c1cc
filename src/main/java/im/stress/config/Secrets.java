package im.stress.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Knows which settings are secret, and masks them in what is written or shown: the token, the
 * password of a key, and of a URL the user-info and the values of the query.
 */
public final class Secrets {
  /** What stands in the place of a secret. */
  public static final String MASK = "***";

  static final String TOKEN = "im.login.token";
  static final String TOKEN_COMMAND = "im.login.token-command";
  static final String TOKEN_REQUEST = "im.login.token-request";

  static final String CLIENT_KEY_PASSWORD = "im.connection.client-key-password";

  private static final String TARGET = "im.target.";
  private static final String AUTHORITY = "://";
  private static final Pattern URL_IN_TEXT =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s\"]*[^\\s\":,;]");

  private Secrets() {}

  /** The value of a setting as it can be shown. */
  public static String shown(String key, String value) {
    if (isSecret(key)) {
      return value.isEmpty() ? "" : MASK;
    }
    return key.startsWith(TARGET) ? maskedUrl(value) : masked(value);
  }

  /** Arguments, headers and bodies by which tokens are made may have keys in them. */
  private static boolean isSecret(String key) {
    return holds(key, TOKEN)
        || holds(key, CLIENT_KEY_PASSWORD)
        || key.equals(TOKEN_COMMAND)
        || key.equals(TOKEN_REQUEST + ".body")
        || key.startsWith(TOKEN_REQUEST + ".headers");
  }

  /** A block may be given as a whole. */
  private static boolean holds(String key, String secret) {
    return key.equals(secret) || secret.startsWith(key + ".");
  }

  /** A URL as it can be shown, such as {@code ws://***@host:1/path?room=***}. */
  public static String masked(URI url) {
    return url.getScheme()
        + AUTHORITY
        + (url.getRawUserInfo() == null ? "" : MASK + "@")
        + url.getHost()
        + (url.getPort() < 0 ? "" : ":" + url.getPort())
        + url.getRawPath()
        + (url.getRawQuery() == null ? "" : "?" + maskedQuery(url.getRawQuery()))
        + (url.getRawFragment() == null
            ? ""
            : "#" + (hasSecrets(url) ? MASK : url.getRawFragment()));
  }

  /** What follows a # may belong to a password or parameter that should have been encoded. */
  private static boolean hasSecrets(URI url) {
    return url.getRawUserInfo() != null || url.getRawQuery() != null;
  }

  /** A text in which all URLs can be shown. */
  public static String masked(String text) {
    return URL_IN_TEXT
        .matcher(text)
        .replaceAll(url -> Matcher.quoteReplacement(maskedUrl(url.group())));
  }

  /** The same for one URL, or what was meant as one: where that is in doubt, more is masked. */
  static String maskedUrl(String url) {
    Optional<URI> readable = readable(url);
    if (readable.isPresent()) {
      return masked(readable.get());
    }
    if (url.contains("@")) {
      int authority = url.indexOf(AUTHORITY);
      return (authority < 0 ? "" : url.substring(0, authority + AUTHORITY.length())) + MASK;
    }
    int query = url.indexOf('?') + 1;
    return query == 0 ? url : url.substring(0, query) + maskedQuery(url.substring(query));
  }

  /** A URL that has a host, so that what is user-info and what is query is known. */
  static Optional<URI> readable(String url) {
    try {
      return Optional.of(new URI(url)).filter(parsed -> parsed.getHost() != null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String maskedQuery(String query) {
    return Arrays.stream(query.split("&", -1))
        .map(Secrets::maskedParameter)
        .collect(Collectors.joining("&"));
  }

  private static String maskedParameter(String parameter) {
    int value = parameter.indexOf('=') + 1;
    return value == parameter.length() ? parameter : parameter.substring(0, value) + MASK;
  }
}
