package im.stress.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The scripts and styles that are put into the page itself, and the policy under which nothing else
 * runs and nothing is fetched from anywhere (W3C Content Security Policy Level 3, hash sources).
 */
record PageAssets(String style, String script, String liveScript, String chartJs) {

  private static final String CHART_JS =
      "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

  static PageAssets load() {
    return new PageAssets(
        read("/report/report.css"),
        read("/report/report.js"),
        read("/report/live.js"),
        withoutSourceMap(read(CHART_JS)));
  }

  /** The value of the page's {@code Content-Security-Policy}. */
  String contentSecurityPolicy() {
    return policy(chartJs, script);
  }

  /** The same of the page that is watched: it may hear of what is new from where it came from. */
  String livePolicy() {
    return policy(chartJs, script, liveScript) + "; connect-src 'self'";
  }

  private String policy(String... scripts) {
    String hashes = Stream.of(scripts).map(PageAssets::hash).collect(Collectors.joining(" "));
    return "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; script-src "
        + hashes
        + "; style-src "
        + hash(style);
  }

  /** A browser with open developer tools would ask for the map. */
  private static String withoutSourceMap(String source) {
    return source.replaceAll("(?m)^//# sourceMappingURL=.*$", "");
  }

  private static String hash(String inline) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(inline.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Line ends as a browser sees them, so that the hashes match. */
  private static String read(String resource) {
    try (InputStream in = PageAssets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("expected " + resource + " on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new IllegalStateException(resource + " can't be read", e);
    }
  }
}
