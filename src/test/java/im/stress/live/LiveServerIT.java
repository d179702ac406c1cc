package im.stress.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.model.Death;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers, to friends and others. */
@Timeout(30)
class LiveServerIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path temporary;
  private Watching watching;

  @BeforeEach
  void open() throws IOException {
    watching = new Watching(temporary);
  }

  @AfterEach
  void close() {
    watching.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(watching.url() + path)).build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private Socket socket() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), URI.create(watching.url()).getPort());
  }

  private static void write(Socket socket, String request) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(request.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** The first line of the answer to a request that no HTTP client would send. */
  private String statusOf(String request) throws IOException {
    try (Socket socket = socket()) {
      write(socket, request);
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void an_event_a_second_tells_how_many_users_are_online() throws Exception {
    watching.begin().second(10);
    try (Events events = new Events(watching.url())) {
      await().until(() -> !events.events.isEmpty());
      watching.second(11);
      await().until(() -> events.numbers("online").contains(11L));
      watching.second(12);
      await().until(() -> events.numbers("online").contains(12L));
      await().until(() -> events.events.size() >= 4);

      assertThat(events.numbers("online").get(0)).isEqualTo(10);
      assertThat(events.numbers("users")).containsOnly(100L);
      long between = events.atMillis.get(3) - events.atMillis.get(1);
      assertThat(between).isBetween(1_500L, 2_700L);
    }
  }

  @Test
  void before_a_run_it_says_so_and_has_no_figures() throws Exception {
    assertThat(get("").body()).contains("WAITING").contains("No run is on yet");
    assertThat(get("metrics").body()).isEmpty();
  }

  @Test
  void the_end_comes_with_verdict_and_report_before_the_process_goes_on() throws Exception {
    watching.begin().second(10);
    try (Events events = new Events(watching.url())) {
      await().until(() -> !events.events.isEmpty());
      watching.end();

      await().until(() -> events.events.get(events.events.size() - 1).has("html"));
      assertThat(events.names).containsExactly("report");
      assertThat(events.events).anyMatch(event -> event.path("phase").asText().equals("ended"));
      assertThat(events.events.get(events.events.size() - 1).path("html").asText())
          .startsWith("<!DOCTYPE html>");
    }
    assertThat(get("").body()).contains("its report is in " + watching.folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"index.html", "..%2f..%2fetc/passwd", "../../etc/passwd", "events/x", "metrics/"})
  void nothing_is_served_by_its_path(String path) throws Exception {
    watching.begin().second(10);
    watching.end();

    assertThat(statusOf("GET /" + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .isEqualTo("HTTP/1.1 404");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "OPTIONS"})
  void only_get_is_answered(String method) throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(watching.url()))
                .method(method, BodyPublishers.noBody())
                .build());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:8089", "", "a b", "127.0.0.1.evil.example"})
  void a_page_of_another_host_can_not_ask_for_it_by_that_name(String host) throws Exception {
    assertThat(statusOf("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n")).isEqualTo("HTTP/1.1 403");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:8089", "127.0.0.1", "[::1]:8089"})
  void names_of_this_machine_are_allowed(String host) throws Exception {
    assertThat(statusOf("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n")).isEqualTo("HTTP/1.1 200");
  }

  @Test
  void so_many_may_watch_and_no_more() throws Exception {
    List<Events> all = new ArrayList<>();
    try {
      for (int i = 0; i < EventStream.MOST_CLIENTS; i++) {
        all.add(new Events(watching.url()));
      }
      assertThat(get("events").statusCode()).isEqualTo(503);
      assertThat(get("metrics").statusCode()).isEqualTo(200);
    } finally {
      all.forEach(Events::close);
    }
    await()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              try (Events again = new Events(watching.url())) {
                assertThat(again.names).isEmpty();
              }
            });
  }

  @Test
  void who_does_not_read_delays_neither_the_run_nor_others() throws Exception {
    watching.begin().second(10);
    try (Socket deaf = new Socket();
        Socket half = socket()) {
      deaf.setReceiveBufferSize(2_048);
      deaf.connect(half.getRemoteSocketAddress());
      write(deaf, "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
      write(half, "GET /events HTTP/1.1\r\nHo");
      try (Events events = new Events(watching.url())) {
        await().until(() -> events.events.size() >= 2);
        long began = System.nanoTime();
        watching.second(11).end();
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        await().until(() -> events.names.contains("report"));
        assertThat(took).isLessThan(Duration.ofSeconds(4));
      }
    }
  }

  @Test
  void texts_of_servers_are_no_markup() throws Exception {
    long[] one = {1};
    watching.shard.died(Death.Phase.ONLINE, "reset", -1, "<img src=x onerror=alert(1)>", one, one);
    watching.begin().second(10);
    try (Events events = new Events(watching.url())) {
      await().until(() -> !events.events.isEmpty());
      assertThat(events.events.get(0).path("body").asText())
          .contains("&lt;img src=x")
          .doesNotContain("<img");
    }
    assertThat(get("").body()).doesNotContain("<img");
  }

  @Test
  void prometheus_gets_the_format_that_it_asks_for() throws Exception {
    watching.begin().second(10);
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(watching.url() + "metrics"));

    HttpResponse<String> plain = send(request.build());
    HttpResponse<String> open =
        send(
            request.copy().header("Accept", "application/openmetrics-text; version=1.0.0").build());
    HttpResponse<String> binary =
        send(
            request
                .copy()
                .header(
                    "Accept",
                    "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited")
                .build());

    assertThat(plain.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(MetricsText.of(plain.body()).value("im_stress_users_online", "run-1")).isEqualTo(10);
    assertThat(open.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/openmetrics-text");
    assertThat(open.body()).endsWith("# EOF\n");
    assertThat(binary.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
  }
}
