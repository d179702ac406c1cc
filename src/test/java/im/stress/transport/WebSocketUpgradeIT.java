package im.stress.transport;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.channel.Endpoint;
import im.stress.server.HostileServer;
import im.stress.server.Peer;
import im.stress.server.Script;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user asks for at the upgrade, as a server sees it. */
@Timeout(30)
class WebSocketUpgradeIT {

  private static Endpoint subprotocol(String subprotocol) {
    return new Endpoint("", Map.of(), Map.of(), subprotocol);
  }

  /** What the server got of a client that opened its connection. */
  private static Peer asked(String path, Endpoint endpoint) throws IOException {
    try (HostileServer server = HostileServer.towardsAll(Script.GOOD);
        Client client =
            Client.ofUrl("ws://me:secret@127.0.0.1:" + server.port() + path).with(endpoint)) {
      client.connect().until("opened");
      return server.peers().get(0);
    }
  }

  /** What is told of a server that switches protocols, with these headers. */
  private static Events answered(Endpoint endpoint, String headers) throws IOException {
    Script script =
        Script.atUpgrade(
            peer ->
                peer.raw(
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\n%sSec-WebSocket-Accept: %s\r\n\r\n"
                            .formatted(headers, peer.webSocketAccept())));
    Events events;
    try (HostileServer server = HostileServer.towardsAll(script);
        Client client = Client.of(server.port()).with(endpoint)) {
      events = client.connect();
      events.until(headers.contains("other") ? "ended" : "opened");
    }
    return events;
  }

  @Test
  void query_is_added_to_that_of_the_url_percent_encoded() throws IOException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("uid", "a b+c&d=é");
    query.put("a/b", "");
    Endpoint endpoint = new Endpoint("", query, Map.of(), "");

    assertThat(asked("/im?v=1%202", endpoint).target())
        .isEqualTo("/im?v=1%202&uid=a%20b%2Bc%26d%3D%C3%A9&a%2Fb=");
    assertThat(asked("", endpoint).target()).startsWith("/?uid=a%20b");
  }

  @ParameterizedTest
  @CsvSource({"/im?v=1, /im?v=1", "/, /", "'', /"})
  void without_an_endpoint_the_url_is_asked_for_as_it_is(String path, String target)
      throws IOException {
    assertThat(asked(path, Endpoint.OF_URL).target()).isEqualTo(target);
  }

  @Test
  void path_takes_the_place_of_the_one_in_the_url() throws IOException {
    Endpoint endpoint = new Endpoint("/ws/u%201;x=y", Map.of(), Map.of(), "");
    assertThat(asked("/im?v=1", endpoint).target()).isEqualTo("/ws/u%201;x=y?v=1");
  }

  @Test
  void headers_win_over_our_own() throws IOException {
    Endpoint endpoint =
        new Endpoint(
            "",
            Map.of(),
            Map.of("authorization", "Bearer t0ken", "Host", "im.example", "X-Device", "a, b"),
            "");
    Peer peer = asked("/im", endpoint);

    assertThat(peer.header("Authorization")).isEqualTo("Bearer t0ken");
    assertThat(peer.header("Host")).isEqualTo("im.example");
    assertThat(peer.header("X-Device")).isEqualTo("a, b");
    assertThat(peer.header("Sec-WebSocket-Protocol")).isEmpty();
  }

  @Test
  void subprotocols_are_asked_for_and_one_of_them_is_taken() throws IOException {
    assertThat(asked("/im", subprotocol("v12.stomp, v11.stomp")).header("Sec-WebSocket-Protocol"))
        .isEqualTo("v12.stomp, v11.stomp");
    Events events =
        answered(subprotocol("v12.stomp, v11.stomp"), "Sec-WebSocket-Protocol: v11.stomp\r\n");
    assertThat(events.all()).startsWith("opened");
  }

  @Test
  void server_that_chooses_no_subprotocol_is_taken() throws IOException {
    assertThat(answered(subprotocol("mqtt"), "").all()).startsWith("opened");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mqtt"})
  void server_that_chooses_another_subprotocol_is_refused(String asked) throws IOException {
    Events events = answered(subprotocol(asked), "Sec-WebSocket-Protocol: other\r\n");

    assertThat(events.all()).containsExactly("ended handshake-invalid");
    assertThat(events.end().detail())
        .isEqualTo(
            "subprotocol (Sec-WebSocket-Protocol): expected %s, got other"
                .formatted(asked.isEmpty() ? "none" : "one of those that were asked for, or none"));
  }
}
