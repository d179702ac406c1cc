package im.stress.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What the server says over HTTP. */
class HttpEndpointIT {
  static HttpResponse<String> get(ImServer server, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void health_says_up() throws Exception {
    try (ImServer server = TestServer.withFaults()) {
      HttpResponse<String> answer = get(server, "/health");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
      assertThat(server.stats().connectionsOpened()).isZero();
    }
  }

  @Test
  void stats_have_all_counts_by_name() throws Exception {
    try (ImServer server = TestServer.withFaults();
        RawClient sender = RawClient.login(server, "u1")) {
      RawClient.login(server, "u2").close();
      sender.sendChat("m1", "u1");
      sender.textsUntilPong();
      JsonNode stats = new ObjectMapper().readTree(get(server, "/stats").body());
      assertThat(stats.fieldNames())
          .toIterable()
          .contains(
              "connectionsOpened",
              "connectionsOpen",
              "logins",
              "loginsRejected",
              "heartbeats",
              "messages",
              "acks",
              "pushes",
              "pushesDropped",
              "pushesDuplicated",
              "pushesReordered",
              "pushesMisrouted",
              "pushesOffline",
              "groupJoins",
              "groupJoinsRejected",
              "groupMessages",
              "groupAcks",
              "groupPushes",
              "groupPushesDropped",
              "groupPushesDuplicated",
              "groupPushesReordered",
              "groupPushesMisrouted",
              "groupEchoes",
              "framesMalformed",
              "closes");
      assertThat(stats.path("pushes").asLong()).isEqualTo(1);
      assertThat(stats.path("logins").asLong()).isEqualTo(2);
      assertThat(stats.path("closes").isObject()).isTrue();
    }
  }

  @Test
  void other_requests_are_refused() throws Exception {
    try (ImServer server = TestServer.withFaults()) {
      assertThat(get(server, "/").statusCode()).isEqualTo(404);
      assertThat(get(server, "/websocket").statusCode()).isEqualTo(426);
      assertThat(answerTo(server, "POST /health HTTP/1.1\r\nContent-Length: 0\r\n\r\n"))
          .startsWith("HTTP/1.1 405");
      assertThat(answerTo(server, "what is this\r\n\r\n")).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void body_over_the_limit_is_refused() throws Exception {
    try (ImServer server = TestServer.withFaults()) {
      assertThat(answerTo(server, "POST /health HTTP/1.1\r\nContent-Length: 999999\r\n\r\n"))
          .startsWith("HTTP/1.1 413");
    }
  }

  private static String answerTo(ImServer server, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readNBytes(12), UTF_8);
    }
  }
}
