package im.stress.target;

import im.stress.config.Secrets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks what may be a secret in a line of an HTTP head. */
final class HttpSecrets {
  /** Names of headers, but for the key of the upgrade, which is a random number. */
  private static final Pattern SECRET_HEADER =
      Pattern.compile(
          "(?i)^(?!sec-websocket-key:|sec-websocket-accept:)"
              + "([a-z0-9_-]*(auth|cookie|token|key|secret|password|session|sign)[a-z0-9_-]*:\\s*).+");

  private static final Pattern QUERY_VALUE = Pattern.compile("([?&][^=&\\s]*=)[^&\\s]+");

  private HttpSecrets() {}

  /** The line without values of a query, and without the value of such a header. */
  static String masked(String line) {
    Matcher header = SECRET_HEADER.matcher(line);
    return header.matches()
        ? header.group(1) + Secrets.MASK
        : QUERY_VALUE.matcher(line).replaceAll("$1" + Matcher.quoteReplacement(Secrets.MASK));
  }
}
