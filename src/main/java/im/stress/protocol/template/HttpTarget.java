package im.stress.protocol.template;

import im.stress.channel.HttpOrigin;
import im.stress.protocol.outbound.Template;
import im.stress.protocol.outbound.TextCompiler;
import im.stress.protocol.outbound.TextCompiler.Escape;
import im.stress.protocol.outbound.Vocabulary;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request of HTTP goes. Immutable.
 *
 * @param server beside the user's own connection; null = that connection
 * @param path with its query, values in it percent-encoded
 */
record HttpTarget(HttpOrigin server, Template path) {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final Pattern OPTION =
      Pattern.compile("\\$\\{\\s*option\\.([^}|\\s]+)\\s*}(.*)", Pattern.DOTALL);
  private static final Pattern ABSOLUTE =
      Pattern.compile("(https?)://([^/?#]+)([/?].*)?", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern VALUE = Pattern.compile("\\$\\{[^}]*}?");

  /** RFC 3986, appendix A: path and query, without a fragment. */
  private static final Pattern ENCODED =
      Pattern.compile("/([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*");

  /**
   * Where requests of a preset may go.
   *
   * @param options may stand at the beginning of a URL
   * @param ownConnection whether the users' own connections take requests
   */
  record Place(Options options, boolean ownConnection) {}

  /** The target under a key: a path, or a URL, which may begin with an option. */
  static HttpTarget of(SettingsBlock block, String key, Place place, Vocabulary vocabulary) {
    String text = begun(block, key, place.options());
    Matcher absolute = ABSOLUTE.matcher(text);
    if (absolute.matches()) {
      String path = absolute.group(3) == null ? "" : absolute.group(3);
      String rooted = path.startsWith("/") ? path : "/" + path;
      return new HttpTarget(
          origin(block, key, absolute.group(1), absolute.group(2)),
          path(block, key, rooted, vocabulary));
    }
    if (!text.startsWith("/")) {
      throw block.error(
          key, "expected a path that begins with /, or http://… or https://…, got \"" + text + '"');
    }
    if (!place.ownConnection()) {
      throw block.error(
          key,
          "expected http://… or https://…, since the users' connections take no requests (framing = http); got \""
              + text
              + '"');
    }
    return new HttpTarget(null, path(block, key, text, vocabulary));
  }

  /** The text with the option at its beginning, if there is one, filled in. */
  private static String begun(SettingsBlock block, String key, Options options) {
    String text = block.text(key).orElse("");
    Matcher option = OPTION.matcher(text);
    return option.matches()
        ? block.checked(key, () -> options.text(option.group(1))) + option.group(2)
        : text;
  }

  private static HttpOrigin origin(
      SettingsBlock block, String key, String scheme, String authority) {
    try {
      URI uri = URI.create(scheme + "://" + authority);
      boolean secure = scheme.equalsIgnoreCase("https");
      if (uri.getHost() != null && uri.getRawUserInfo() == null && uri.getPort() != 0) {
        int port = uri.getPort() < 0 ? (secure ? HTTPS_PORT : HTTP_PORT) : uri.getPort();
        return new HttpOrigin(secure, uri.getHost().replaceAll("[\\[\\]]", ""), port);
      }
    } catch (IllegalArgumentException e) {
      // Told below, as any other authority that is none.
    }
    throw block.error(key, "expected HOST or HOST:PORT after ://, got \"" + authority + '"');
  }

  private static Template path(
      SettingsBlock block, String key, String text, Vocabulary vocabulary) {
    if (!ENCODED.matcher(VALUE.matcher(text).replaceAll("")).matches()) {
      throw block.error(key, "expected a percent-encoded path and query, got \"" + text + '"');
    }
    return block.checked(key, () -> new TextCompiler(vocabulary, Escape.URL).compile(text));
  }
}
