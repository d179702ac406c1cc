package im.stress.transport.http;

import static im.stress.transport.http.RawServer.ECHO;
import static im.stress.transport.http.RawServer.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import im.stress.channel.FrameKind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user of HTTP against servers that behave well, oddly and badly. */
@Timeout(30)
class HttpConnectionIT {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static Arguments bad(String expected, RawServer.Script script) {
    return Arguments.of(expected, script);
  }

  private static RawServer.Script stalled(String bytes) {
    return peer -> {
      peer.request();
      peer.write(bytes);
      peer.awaitEnd();
    };
  }

  static Stream<Arguments> bad_servers() {
    return Stream.of(
        bad("READ closed-by-server: closed before a byte", answering("")),
        bad(
            "READ answer-cut: closed in the middle of the head",
            answering("HTTP/1.1 200 OK\r\nCo")),
        bad(
            "READ answer-cut: closed after 3 of 9 bytes",
            answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhel")),
        bad(
            "READ answer-cut: closed after 3 bytes of the body, and no last chunk",
            answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n")),
        bad(
            "READ answer-invalid: expected no more than Content-Length says, got 3 more",
            answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhello")),
        bad("READ answer-invalid: ", answering("SSH-2.0-OpenSSH_9.2\r\n")),
        bad(
            "READ frame-too-large: body of an answer: expected at most 1000 bytes, got more",
            answering("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(2_000))),
        bad(
            "READ reset: ",
            peer -> {
              peer.request();
              peer.reset();
            }),
        bad("TIMEOUT request-timeout: not answered within 300 ms: nothing", stalled("")),
        bad(
            "TIMEOUT request-timeout: not answered within 300 ms: 3 of 9 bytes",
            stalled("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhel")),
        bad(
            "TIMEOUT request-timeout: not answered within 300 ms: 3 bytes of the body, of which",
            stalled("HTTP/1.1 200 OK\r\n\r\nhel")),
        bad(
            "TIMEOUT request-timeout: not answered within 300 ms: 5 bytes that are no whole line",
            stalled("hello")));
  }

  @ParameterizedTest
  @MethodSource("bad_servers")
  void bad_answer_fails_its_request_alone(String expected, RawServer.Script script)
      throws IOException {
    try (RawServer server = new RawServer(script, ECHO);
        HttpUser user =
            HttpUser.of(server)
                .with("http.timeout", "300ms")
                .with("connection.max-frame-bytes", "1000")
                .connect(true)
                .until("opened")) {
      user.ask("/").until("1: ").ask("/2").until("2: ");

      assertThat(user.all).hasSize(3).last().isEqualTo("2: 200 POST /2 HTTP/1.1");
      assertThat(user.all.get(1)).startsWith("1: " + expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        OK,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\nok",
        "HTTP/1.0 200 OK\r\n\r\nok",
        "HTTP/1.1 100 Continue\r\n\r\n" + OK,
      })
  void answers_of_all_forms_are_read(String answer) throws IOException {
    try (RawServer server = new RawServer(answering(answer));
        HttpUser user = HttpUser.of(server).connect(false).until("opened")) {
      user.ask("/", "/").until("1: ", 2);

      assertThat(user.all).containsExactly("opened", "1: 200 ok", "1: 200 ok");
    }
  }

  @Test
  void redirect_is_an_answer_that_names_the_place() throws IOException {
    String away = "HTTP/1.1 302 Found\r\nLocation: https://else/\r\nContent-Length: 0\r\n\r\n";
    try (RawServer server = new RawServer(answering(away));
        HttpUser user = HttpUser.of(server).connect(true).until("opened")) {
      user.ask("/").until("1: ");

      assertThat(user.all.get(1))
          .isEqualTo("1: 302 a redirect to https://else/, which is not followed");
      assertThat(server.peers).hasSize(1);
    }
  }

  @Test
  void requests_wait_for_one_another_on_one_connection() throws IOException {
    RawServer.Script oneByOne =
        peer -> {
          for (int i = 1; i <= 3; i++) {
            peer.request();
            // What was sent ahead would be read here.
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + peer.available());
          }
        };
    try (RawServer server = new RawServer(oneByOne);
        HttpUser user = HttpUser.of(server).connect(true).until("opened")) {
      user.ask("/", "/2", "/33").until("3: ");

      assertThat(user.all).containsSubsequence("1: 200 0", "2: 200 0", "3: 200 0");
      assertThat(server.peers).hasSize(1);
      assertThat(server.requests())
          .containsExactly(whole(server, "/"), whole(server, "/2"), whole(server, "/33"));
    }
  }

  private static String whole(RawServer server, String path) {
    return "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: keep-alive\r\nContent-Length: 2\r\nA: b\r\n\r\n{}"
        .formatted(path, server.port());
  }

  @Test
  void each_request_has_its_connection_and_ends_it_in_order() throws IOException {
    try (RawServer server = new RawServer(ECHO);
        HttpUser user = HttpUser.of(server).connect(false).until("opened")) {
      user.ask("/", "/2").until("2: ");

      assertThat(user.all).hasSize(3);
      await().until(() -> server.peers.stream().allMatch(peer -> peer.end != null));
      // The first one was the user's, before it had a request.
      assertThat(server.peers).extracting(peer -> peer.end).containsExactly("FIN", "FIN", "FIN");
      assertThat(server.requests()).allMatch(text -> text.contains("Connection: close\r\n"));
    }
  }

  @Test
  void close_that_was_announced_is_no_event() throws IOException {
    String last = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";
    try (RawServer server = new RawServer(answering(last));
        HttpUser user = HttpUser.of(server).closedLoop(4).connect(true).until("opened")) {
      user.ask("/").until("5: ");

      assertThat(user.all)
          .containsExactly(
              "opened", "1: 200 ok", "2: 200 ok", "3: 200 ok", "4: 200 ok", "5: 200 ok");
      assertThat(server.peers).hasSize(5);
    }
  }

  /** The pool of threads of the seeds does so: its normal end, which wrk counts as an error. */
  @Test
  void close_after_each_answer_is_told_and_fails_no_request() throws IOException {
    try (RawServer server = new RawServer(answering(OK));
        HttpUser user = HttpUser.of(server).connect(true).until("opened")) {
      user.ask("/").until("lost closed-by-server");
      user.closedLoop(19).ask("/").until("20: ").until("lost closed-by-server", 21);

      assertThat(user.count("lost")).isEqualTo(21);
      assertThat(user.all).hasSize(43).noneMatch(event -> event.contains("READ"));
    }
  }

  private static final RawServer.Script CLOSING_AT_THE_SECOND_REQUEST =
      peer -> {
        peer.request();
        peer.write(OK);
        peer.request();
      };

  @Test
  void get_that_meets_a_close_is_sent_again_once_and_told() throws IOException {
    RawServer.Script deaf = peer -> peer.request();
    try (RawServer server = new RawServer(CLOSING_AT_THE_SECOND_REQUEST, deaf, ECHO);
        HttpUser user = HttpUser.of(server).connect(true).until("opened")) {
      user.get("/").until("1: ").get("/2").until("2: ").get("/33").until("3: ");

      assertThat(user.all)
          .containsExactly(
              "opened",
              "1: 200 ok",
              "lost closed-by-server",
              "again",
              "2: READ closed-by-server: closed before a byte of the answer",
              "3: 200 GET /33 HTTP/1.1");
      assertThat(server.requests()).hasSize(4);
    }
  }

  /** The server may have stored it: twice the same message would be blamed on the server. */
  @Test
  void post_that_meets_a_close_fails_and_is_never_sent_again() throws IOException {
    try (RawServer server = new RawServer(CLOSING_AT_THE_SECOND_REQUEST, ECHO);
        HttpUser user = HttpUser.of(server).connect(true).until("opened")) {
      user.ask("/").until("1: ").ask("/2").until("2: ").ask("/33").until("3: ");

      assertThat(user.all).hasSize(4).last().isEqualTo("3: 200 POST /33 HTTP/1.1");
      assertThat(user.all.get(2))
          .matches(
              "2: READ crossed-close: closed before a byte of the answer, \\d+ ms after the request was sent on a connection that was kept");
      assertThat(server.requests()).hasSize(3);
    }
  }

  private static void pauseMillis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void reset_of_a_server_that_keeps_connections_is_a_reset() throws IOException {
    RawServer.Script resetting =
        peer -> {
          for (int i = 0; i < 2; i++) {
            peer.request();
            peer.write(OK);
          }
          peer.request();
          peer.reset();
        };
    try (RawServer server = new RawServer(resetting, ECHO);
        HttpUser user = HttpUser.of(server).connect(true).until("opened")) {
      user.get("/").until("1: ").get("/2").until("2: ").get("/33").until("3: ");

      assertThat(user.all).hasSize(4).last().asString().startsWith("3: READ reset: ");
    }
  }

  /** A thread of a server may wait for its request. */
  @Test
  void connection_of_a_user_with_nothing_to_ask_is_ended_where_each_request_has_its_own()
      throws IOException {
    try (RawServer server = new RawServer(ECHO);
        HttpUser user = HttpUser.of(server).connect(false).until("opened")) {
      await().until(() -> "FIN".equals(server.peers.get(0).end));
      user.ask("/").until("1: 200");

      assertThat(user.all).hasSize(2);
      assertThat(server.peers).hasSize(2);
    }
  }

  @Test
  void server_that_is_to_close_closes_first() throws IOException {
    List<Integer> afterAnswer = new CopyOnWriteArrayList<>();
    RawServer.Script closing =
        peer -> {
          peer.request();
          peer.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
          pauseMillis(50);
          afterAnswer.add(peer.endedByClient() ? 1 : 0);
        };
    try (RawServer server = new RawServer(closing);
        HttpUser user = HttpUser.of(server).connect(true).until("opened")) {
      user.ask("/").until("1: 200").ask("/").until("1: 200", 2);
      await().until(() -> afterAnswer.size() == 2);

      assertThat(afterAnswer).containsOnly(0);
      assertThat(user.all).hasSize(3);
    }
  }

  @Test
  void close_of_a_connection_that_nobody_used_is_told_and_fails_no_request() throws IOException {
    try (RawServer server = new RawServer(peer -> {}, ECHO);
        HttpUser user = HttpUser.of(server).connect(true).until("lost closed-by-server")) {
      user.ask("/").until("1: 200");

      assertThat(user.all).hasSize(3);
    }
  }

  @Test
  void refused_connect_is_the_end_before_it_has_begun() throws IOException {
    int port;
    try (RawServer server = new RawServer(ECHO)) {
      port = server.port();
    }
    try (HttpUser user = new HttpUser("http://127.0.0.1:" + port).connect(true).until("ended")) {
      assertThat(user.all).containsExactly("ended refused");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void server_that_is_gone_fails_each_request_at_its_connect(boolean keepAlive) throws IOException {
    try (RawServer server = new RawServer(answering(OK));
        HttpUser user = HttpUser.of(server).connect(keepAlive).until("opened")) {
      user.ask("/").until("1: 200").until("lost", keepAlive ? 1 : 0);
      server.close();
      user.ask("/2", "/33").until("3: ");

      assertThat(user.all)
          .filteredOn(event -> event.contains("CONNECT"))
          .hasSize(2)
          .allMatch(event -> event.contains(": CONNECT refused: "));
    }
  }

  @Test
  void request_in_the_queue_is_given_up_after_its_own_time() throws IOException {
    try (RawServer server = new RawServer(stalled(""));
        HttpUser user =
            HttpUser.of(server).with("http.timeout", "200ms").connect(true).until("opened")) {
      user.ask("/", "/2", "/33").until("1: ").until("2: ").until("3: ");

      assertThat(user.all)
          .hasSize(4)
          .anyMatch(
              event -> event.startsWith("1: TIMEOUT request-timeout: not answered within 200"))
          .filteredOn(event -> event.contains(": TIMEOUT request-timeout: not "))
          .hasSize(3);
    }
  }

  @Test
  void our_close_lets_the_last_request_come_to_its_end() throws IOException {
    try (RawServer server = new RawServer(ECHO);
        HttpUser user = HttpUser.of(server).connect(true).until("opened")) {
      user.run(
          () -> {
            user.connection().request(user.request("/bye"), 4);
            user.connection().close();
            user.connection().request(user.request("/late"), 5);
          });
      user.until("ended");

      assertThat(user.all)
          .containsExactly("opened", "4: 200 POST /bye HTTP/1.1", "ended closed-by-us");
      await().until(() -> server.peers.get(0).end != null);
      assertThat(server.peers.get(0).end).isEqualTo("FIN");
    }
  }

  @Test
  void our_close_does_not_wait_for_a_server_that_never_answers() throws IOException {
    try (RawServer server = new RawServer(stalled(""));
        HttpUser user =
            HttpUser.of(server).with("http.timeout", "20s").connect(true).until("opened")) {
      user.ask("/");
      user.run(() -> user.connection().close());
      user.until("ended");

      assertThat(user.all.get(1)).startsWith("1: READ closed-by-us: closed: nothing");
      assertThat(user.all).hasSize(3).last().isEqualTo("ended closed-by-us");
    }
  }

  @Test
  void our_reset_reaches_the_server_and_is_told_once() throws IOException {
    try (RawServer server = new RawServer(stalled(""));
        HttpUser user = HttpUser.of(server).connect(true).until("opened")) {
      user.ask("/", "/2");
      await().until(() -> !server.requests().isEmpty());
      user.run(
          () -> {
            user.connection().reset();
            user.connection().reset();
            user.connection().close();
            user.connection().silence();
            user.connection().request(user.request("/"), 9);
          });
      user.until("ended");
      await().until(() -> server.peers.get(0).end != null);

      assertThat(server.peers.get(0).end).isEqualTo("RST");
      assertThat(user.all)
          .hasSize(4)
          .filteredOn(event -> event.contains("READ closed-by-us: reset"))
          .hasSize(2);
    }
  }

  @Test
  void silent_connection_tells_nothing_and_stays_open() throws IOException {
    try (RawServer server = new RawServer(ECHO);
        HttpUser user = HttpUser.of(server).connect(true).until("opened")) {
      user.ask("/").until("1: 200");
      user.run(
          () -> {
            user.connection().silence();
            user.connection().request(user.request("/2"), 2);
          });
      user.run(() -> {});

      assertThat(user.all).hasSize(2);
      assertThat(server.peers.get(0).end).isNull();
    }
  }

  /** A server that answers late reads all the same: it is no reason to keep a request back. */
  @Test
  void requests_that_wait_for_an_answer_are_no_queued_bytes() throws IOException {
    try (RawServer server = new RawServer(stalled(""));
        HttpUser user = HttpUser.of(server).connect(true).until("opened")) {
      user.run(
          () -> {
            for (int i = 0; i < 1_000; i++) {
              user.connection().request(user.request("/"), i);
            }
          });
      long[] bytes = new long[1];
      user.run(() -> bytes[0] = user.connection().queuedBytes());
      assertThat(bytes[0]).isZero();
    }
  }

  @Test
  void what_a_server_does_not_read_is_queued_bytes() throws IOException {
    // More than the buffers of both sockets take.
    String much = "/" + "x".repeat(20_000_000);
    try (RawServer server = new RawServer(RawServer.Peer::neverRead);
        HttpUser user = HttpUser.of(server).connect(true).until("opened")) {
      long[] bytes = new long[1];
      user.run(() -> user.connection().request(user.request(much), 1));
      user.run(() -> bytes[0] = user.connection().queuedBytes());
      assertThat(bytes[0]).isPositive();
    }
  }

  @Test
  void frames_and_pings_are_refused() throws IOException {
    try (RawServer server = new RawServer(ECHO);
        HttpUser user = HttpUser.of(server).connect(true).until("opened")) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(
              () ->
                  user.run(
                      () ->
                          user.connection().send(user.connection().newMessage(), FrameKind.TEXT)));
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> user.run(() -> user.connection().ping(1)));
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "false, 201"})
  void two_hundred_requests_take_as_many_connections_as_they_should(
      boolean keepAlive, int connections) throws IOException {
    try (RawServer server = new RawServer(ECHO);
        HttpUser user = HttpUser.of(server).closedLoop(199).connect(keepAlive).until("opened")) {
      user.ask("/").until("200: 200");

      assertThat(server.peers).hasSize(connections);
      assertThat(user.all).hasSize(201);
    }
  }
}
