package im.stress.channel;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one user asks a gateway of WebSocket for. TCP has no such thing.
 *
 * @param path of the request, without its query, percent-encoded; empty = that of the gateway's URL
 * @param query names and values as they are, in this order, added to the query of the URL
 * @param headers names and values, in this order; may hold the user's secret
 * @param subprotocol value of {@code Sec-WebSocket-Protocol}, one or several with commas between;
 *     empty = none
 */
public record Endpoint(
    String path, Map<String, String> query, Map<String, String> headers, String subprotocol) {
  /** RFC 3986, section 3.3. */
  private static final Pattern PATH =
      Pattern.compile("(/([A-Za-z0-9._~!$&'()*+,;=:@/-]++|%[0-9A-Fa-f]{2})*+)?");

  /** A token of RFC 9110, section 5.6.2. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  /** What RFC 9110, section 5.5, lets a value have, but for bytes of no known charset. */
  private static final Pattern NOT_OF_A_VALUE = Pattern.compile("[^\\t -~]");

  /** What the gateway's URL says, and no more. */
  public static final Endpoint OF_URL = new Endpoint("", Map.of(), Map.of(), "");

  /**
   * Takes what a request of HTTP can say.
   *
   * @throws IllegalArgumentException when it can't; it tells the place, and no value
   */
  public Endpoint {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "path: expected nothing, or / and then percent-encoded text without a query");
    }
    headers.forEach(Endpoint::requireHeader);
    requireValue("subprotocol", subprotocol);
    query = ordered(query);
    headers = ordered(headers);
  }

  private static void requireHeader(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "headers: expected names of letters, digits and hyphens, got one with other characters");
    }
    if (name.equalsIgnoreCase("Sec-WebSocket-Protocol")) {
      throw new IllegalArgumentException(
          "headers: expected no Sec-WebSocket-Protocol, got one: set subprotocol instead");
    }
    requireValue("header " + name, value);
  }

  private static void requireValue(String what, String value) {
    Matcher wrong = NOT_OF_A_VALUE.matcher(value);
    if (wrong.find()) {
      throw new IllegalArgumentException(
          "%s: expected printable ASCII, got character U+%04X at %d: encode it, or take it out"
              .formatted(what, (int) value.charAt(wrong.start()), wrong.start()));
    }
  }

  private static Map<String, String> ordered(Map<String, String> entries) {
    return entries.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** The query as it stands in a URL, percent-encoded; empty = none. */
  public String queryText() {
    return query.entrySet().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** A space as %20: a plus sign is a space to some servers, and a plus sign to others. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * All values that may be secrets, for whoever masks the words of a server: those of the query
   * percent-encoded as well, and of {@code Bearer x} the second word.
   */
  public Stream<String> values() {
    return Stream.of(
            query.values().stream(),
            query.values().stream().map(Endpoint::encoded),
            headers.values().stream(),
            headers.values().stream().map(value -> value.substring(value.lastIndexOf(' ') + 1)),
            Stream.of(subprotocol))
        .flatMap(values -> values);
  }

  /** Hides the values: any of them may be a secret. */
  @Override
  public String toString() {
    return "Endpoint[" + path + ", " + query.keySet() + ", " + headers.keySet() + "]";
  }
}
