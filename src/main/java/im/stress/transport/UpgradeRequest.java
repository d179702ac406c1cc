package im.stress.transport;

import im.stress.channel.Endpoint;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the upgrade of one user asks for: of the gateway's URL and the user's endpoint, the latter
 * wins.
 */
record UpgradeRequest(URI gateway, Endpoint endpoint) {

  /** The URL with the path and the query of this user. */
  URI uri() {
    String path = endpoint.path().isEmpty() ? gateway.getRawPath() : endpoint.path();
    String query = query();
    return URI.create(
        "%s://%s%s%s"
            .formatted(
                gateway.getScheme(),
                gateway.getRawAuthority(),
                // Without a path before it, a query would have the / behind it.
                path.isEmpty() ? "/" : path,
                query.isEmpty() ? "" : "?" + query));
  }

  private String query() {
    return Stream.of(Objects.requireNonNullElse(gateway.getRawQuery(), ""), endpoint.queryText())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("&"));
  }

  /** Those of this user, before which that of the URL's user-info stands back. */
  HttpHeaders headers() {
    HttpHeaders headers = new DefaultHttpHeaders();
    BasicAuthorization.of(gateway)
        .ifPresent(credentials -> headers.set(HttpHeaderNames.AUTHORIZATION, credentials));
    endpoint.headers().forEach(headers::set);
    if (!endpoint.subprotocol().isEmpty()) {
      headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, endpoint.subprotocol());
    }
    return headers;
  }

  /**
   * What is wrong with the subprotocol that the server chose; empty = nothing. A server may choose
   * none of those that it was asked for (RFC 6455, section 4.2.2), but no other.
   *
   * @param chosen null = none
   */
  Optional<String> refusalOf(String chosen) {
    if (chosen == null || offered().anyMatch(chosen.strip()::equals)) {
      return Optional.empty();
    }
    String expected =
        endpoint.subprotocol().isEmpty() ? "none" : "one of those that were asked for, or none";
    return Optional.of(
        "subprotocol (Sec-WebSocket-Protocol): expected %s, got %s".formatted(expected, chosen));
  }

  private Stream<String> offered() {
    return Arrays.stream(endpoint.subprotocol().split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty());
  }
}
