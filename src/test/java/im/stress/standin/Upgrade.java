package im.stress.standin;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client asked for when it asked for a WebSocket.
 *
 * @param path path without query, decoded
 * @param query values of each query parameter, decoded
 * @param headers headers by name in lower case; of several with one name, the last
 * @param subprotocol what the client offers, as it wrote it; empty = nothing
 */
public record Upgrade(
    String path, Map<String, List<String>> query, Map<String, String> headers, String subprotocol) {

  static Upgrade of(FullHttpRequest request) {
    QueryStringDecoder target = new QueryStringDecoder(request.uri());
    Map<String, String> headers = new TreeMap<>();
    request
        .headers()
        .forEach(
            header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    return new Upgrade(
        target.path(),
        target.parameters(),
        headers,
        headers.getOrDefault("sec-websocket-protocol", ""));
  }

  /** First value of this query parameter; empty = it isn't there. */
  public String parameter(String name) {
    return query.getOrDefault(name, List.of("")).get(0);
  }

  /** Value of this header, its name in lower case; empty = it isn't there. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
