package im.stress.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code im.target}: URLs with host, port and path filled in. */
final class TargetUrls {
  /** Ports are 16 bits (RFC 9293, section 3.1); 0 is no port to connect to. */
  static final int LARGEST_PORT = 65_535;

  private static final String URL = "im.target.url";
  private static final String HOST = "im.target.host";
  private static final String PORT = "im.target.port";
  private static final String PATH = "im.target.path";
  private static final String PATH_FORM = "the path of a URL: /, then no spaces and no #";
  private static final String ENCODED =
      "URLs such as ws://host:10001/websocket, with user name and password percent-encoded"
          + " (, as %2C, / as %2F, @ as %40)";
  static final String SCHEME = "im.target.scheme";
  private static final String DEFAULT_PORT = "im.target.default-port";
  private static final Set<String> SCHEMES = Set.of("ws", "wss", "tcp", "tls", "http", "https");
  private static final String DEFAULT_HOST = "127.0.0.1";

  private final SettingsReader in;
  private final String path;

  private TargetUrls(SettingsReader in) {
    this.in = in;
    this.path = in.text(PATH, "(?s)/.*", PATH_FORM);
    if (path.contains("#") || uri("ws://host" + path).isEmpty()) {
      throw in.setting(PATH).expected(PATH_FORM);
    }
  }

  /** The gateways; none where no target was named. */
  static List<URI> read(SettingsReader in) {
    TargetUrls target = new TargetUrls(in);
    List<String> urls = in.texts(URL);
    if (!urls.isEmpty()) {
      target.passwordsAreEncoded(urls);
      return urls.stream().map(target::url).toList();
    }
    return in.isGiven(HOST) || in.isGiven(PORT) ? List.of(target.hostAndPort()) : List.of();
  }

  /** Others can't be told from the rest of a URL, nor masked in an error: so they are not shown. */
  private void passwordsAreEncoded(List<String> urls) {
    boolean allReadable = urls.stream().allMatch(url -> Secrets.readable(url).isPresent());
    if (!allReadable && urls.stream().anyMatch(url -> url.contains("@"))) {
      throw in.setting(URL).expected(ENCODED, "one that can't be read");
    }
  }

  private URI hostAndPort() {
    String scheme = scheme(in);
    int port = in.whole(in.isGiven(PORT) ? PORT : DEFAULT_PORT, 1, LARGEST_PORT);
    String host = in.isGiven(HOST) ? inUrl(in.text(HOST)) : DEFAULT_HOST;
    String end = scheme.startsWith("ws") ? path : "";
    return uri(scheme + "://" + host + ":" + port + end)
        .filter(uri -> host.equals(uri.getHost()))
        .orElseThrow(
            () ->
                in.setting(HOST)
                    .expected(
                        "a host name or IP address alone (a port has its own setting, a URL goes"
                            + " into TARGET_URL or im.target.url)"));
  }

  /** How to reach a gateway that is named without a URL. */
  static String scheme(SettingsReader in) {
    return in.text(SCHEME, "wss?|tcp|tls|https?", "ws, wss, tcp, tls, http or https");
  }

  /** IPv6 addresses stand in brackets within a URL (RFC 3986, section 3.2.2). */
  private static String inUrl(String host) {
    boolean bareIpV6 = host.indexOf(':') != host.lastIndexOf(':') && !host.startsWith("[");
    return bareIpV6 ? "[" + host + "]" : host;
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private URI url(String text) {
    URI uri = uri(text).orElseThrow(() -> bad(text, "a URL such as ws://host:10001/websocket"));
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      throw bad(text, "a URL that starts with ws://, wss://, tcp://, tls://, http:// or https://");
    }
    if (uri.getHost() == null) {
      throw bad(
          text,
          "HOST or HOST:PORT after %s:// (no underscores in HOST, a number as PORT)"
              .formatted(scheme));
    }
    if (uri.getRawFragment() != null) {
      throw bad(text, "a URL without #");
    }
    return filledIn(scheme, uri, text);
  }

  private URI filledIn(String scheme, URI uri, String text) {
    int port = port(scheme, uri, text);
    String userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo() + "@";
    return URI.create(
        scheme + "://" + userInfo + uri.getHost() + ":" + port + pathAndQuery(scheme, uri, text));
  }

  private int port(String scheme, URI uri, String text) {
    int port = uri.getPort();
    if (port < 0) {
      return switch (scheme) {
        case "ws", "http" -> 80; // RFC 6455, section 3; RFC 9110, section 4.2
        case "wss", "https" -> 443;
        default -> in.whole(DEFAULT_PORT, 1, LARGEST_PORT);
      };
    }
    if (port == 0 || port > LARGEST_PORT) {
      throw bad(text, "a port from 1 to " + LARGEST_PORT);
    }
    return port;
  }

  private String pathAndQuery(String scheme, URI uri, String text) {
    String own = uri.getRawPath();
    if (scheme.startsWith("t")) {
      if ((!own.isEmpty() && !own.equals("/")) || uri.getRawQuery() != null) {
        throw bad(text, scheme + "://HOST:PORT without a path");
      }
      return "";
    }
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    // A preset of HTTP has paths of its own, and the one of the URL stands before them.
    String missing = scheme.startsWith("http") ? "" : path;
    return (own.isEmpty() ? missing : own) + query;
  }

  private SettingsException bad(String url, String expected) {
    return in.setting(URL).expected(expected, Setting.quoted(Secrets.maskedUrl(url)));
  }
}
