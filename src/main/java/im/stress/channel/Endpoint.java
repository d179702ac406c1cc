package im.stress.channel;

import java.util.Map;

/**
 * What one user asks a gateway of WebSocket for. TCP has no such thing.
 *
 * @param path of the request, without its query, percent-encoded; empty = that of the gateway's URL
 * @param query names and values as they are, in this order, added to the query of the URL
 * @param headers names and values, in this order; may hold the user's secret
 * @param subprotocol value of {@code Sec-WebSocket-Protocol}; empty = none
 */
public record Endpoint(
    String path, Map<String, String> query, Map<String, String> headers, String subprotocol) {
  /** What the gateway's URL says, and no more. */
  public static final Endpoint OF_URL = new Endpoint("", Map.of(), Map.of(), "");

  /** Hides the values: any of them may be a secret. */
  @Override
  public String toString() {
    return "Endpoint[" + path + ", " + query.keySet() + ", " + headers.keySet() + "]";
  }
}
