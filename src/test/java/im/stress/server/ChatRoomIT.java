package im.stress.server;

import static im.stress.config.ServerSettings.Architecture.EVENTS;
import static im.stress.config.ServerSettings.Architecture.THREADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.ServerSettings.Architecture;
import im.stress.config.SettingsException;
import im.stress.server.ChatRoomClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The HTTP chat room as its clients see it, in both architectures. */
class ChatRoomIT {
  private static final String ALICE = "{\"username\":\"alice\",\"password\":\"pw\"}";
  private static final String TESTUSER = "{\"username\":\"testuser\",\"password\":\"testpass\"}";
  private static final String OK = "{\"status\":\"success\"}";
  private static final String NO_TIME = "\"timestamp\":\\d+";

  private static ImServer start(Architecture architecture) {
    return TestServer.withChatRoom(architecture, false);
  }

  /**
   * A request, and its answer: one for both architectures, or an error that one tells by its status
   * and the other in its body alone.
   */
  private record Row(String method, String path, String body, int status, String answer) {
    static Row ok(String path, String body, String answer) {
      return new Row("POST", path, body, 200, answer);
    }

    static Row get(String path, String answer) {
      return new Row("GET", path, "", 200, answer);
    }

    static Row error(String path, String body, int status, String words) {
      return new Row("POST", path, body, status, "{\"error\":\"" + words + "\"}");
    }

    int status(Architecture architecture) {
      return architecture == THREADS ? status : 200;
    }
  }

  /** In this order: each builds on those before. */
  private static final Row[] ROWS = {
    Row.get("/health", "{\"status\":\"up\"}"),
    Row.get("/users", "[]"),
    Row.get("/rooms", "[]"),
    Row.error("/login", ALICE, 401, "Invalid username or password"),
    Row.ok("/register", ALICE, OK),
    Row.error("/register", ALICE, 400, "Username already exists"),
    Row.error("/register", ALICE.replace("pw", "x"), 500, "Internal server error"),
    Row.error("/register", "{\"username\":\"bob\"}", 400, "Missing username or password"),
    Row.error("/register", "[]", 400, "Missing username or password"),
    Row.error("/register", "{\"username\":5,\"password\":\"pw\"}", 400, "Invalid JSON"),
    Row.error("/register", "", 400, "Invalid JSON"),
    Row.error("/register", ALICE + "x", 400, "Invalid JSON"),
    Row.get("/users", "[{\"is_online\":false,\"username\":\"alice\"}]"),
    Row.error("/login", "{}", 400, "Missing username or password"),
    Row.error("/login", ALICE.replace("pw", "x"), 401, "Invalid username or password"),
    Row.ok("/login", ALICE, "{\"status\":\"success\",\"username\":\"alice\"}"),
    Row.get("/users", "[{\"is_online\":true,\"username\":\"alice\"}]"),
    Row.error("/create_room", "{\"name\":\"den\"}", 400, "Missing room name or creator"),
    Row.ok("/create_room", "{\"name\":\"den\",\"creator\":\"alice\"}", OK),
    Row.error(
        "/create_room", "{\"name\":\"den\",\"creator\":\"alice\"}", 500, "Failed to create room"),
    Row.error("/join_room", "{\"room\":\"den\"}", 400, "Missing room or username"),
    Row.ok("/join_room", "{\"room\":\"den\",\"username\":\"nobody\"}", OK),
    Row.ok("/join_room", "{\"room\":\"den\",\"username\":\"nobody\"}", OK),
    Row.ok("/join_room", "{\"room\":\"attic\",\"username\":\"alice\"}", OK),
    Row.get("/rooms", "[{\"members\":[\"alice\",\"nobody\"],\"name\":\"den\"}]"),
    Row.ok("/messages", "{\"room\":\"den\",\"since\":0}", "[]"),
    Row.error(
        "/send_message", "{\"room\":\"den\",\"content\":\"hi\"}", 400, "Missing required fields"),
    Row.ok("/send_message", "{\"room\":\"den\",\"username\":\"alice\",\"content\":\"hé\"}", OK),
    Row.error("/messages", "{\"room\":\"den\"}", 400, "Missing required fields"),
    Row.error("/messages", "{\"room\":\"den\",\"since\":\"0\"}", 400, "Invalid JSON"),
    Row.error("/messages", "{\"username\":1}", 400, "Invalid JSON"),
    Row.ok(
        "/messages",
        "{\"room\":\"den\",\"since\":null,\"username\":\"alice\"}",
        "[{\"content\":\"hé\",\"timestamp\":0,\"username\":\"alice\"}]"),
    Row.ok("/messages", "{\"room\":\"den\",\"since\":4102444800000}", "[]"),
    Row.error("/logout", "{}", 400, "Missing username"),
    Row.ok("/logout", "{\"username\":\"alice\"}", OK),
    Row.ok("/logout", "{\"username\":\"nobody\"}", OK),
    Row.get("/users", "[{\"is_online\":false,\"username\":\"alice\"}]"),
  };

  @ParameterizedTest
  @EnumSource
  void each_request_is_answered_as_by_the_original(Architecture architecture) throws Exception {
    try (ImServer server = start(architecture)) {
      for (Row row : ROWS) {
        Answer answer = ChatRoomClient.ask(server, row.method(), row.path(), row.body());
        assertThat(answer.body().replaceAll(NO_TIME, "\"timestamp\":0"))
            .as(row.toString())
            .isEqualTo(row.answer());
        assertThat(answer.status()).as(row.toString()).isEqualTo(row.status(architecture));
        assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
      }
      HttpStats counts = server.stats().http();
      assertThat(counts.requests()).isEqualTo(ROWS.length);
      assertThat(counts.requestsByRoute()).containsEntry("/register", 8L).doesNotContainKey("/");
      assertThat(counts.errors()).isEqualTo(18);
      assertThat(counts.messagesSaved()).isEqualTo(1);
      assertThat(counts.connectionsOpened()).isEqualTo(ROWS.length);
    }
  }

  @Test
  void unknown_paths_are_told_by_their_status_or_not_at_all() throws Exception {
    try (ImServer threads = start(THREADS);
        ImServer events = start(EVENTS)) {
      Answer post = ChatRoomClient.ask(threads, "POST", "/x", "");
      assertThat(post.status()).isEqualTo(404);
      assertThat(post.body()).isEqualTo("{\"status\":\"error\",\"message\":\"Not found\"}");
      assertThat(ChatRoomClient.ask(threads, "GET", "/x", "").status()).isEqualTo(404);

      assertThat(ChatRoomClient.ask(events, "POST", "/x", ""))
          .satisfies(answer -> assertThat(answer.status()).isEqualTo(200))
          .satisfies(answer -> assertThat(answer.body()).isEmpty());
      assertThat(ChatRoomClient.ask(events, "GET", "/x", "").body()).contains("<h1>404 Not Found");
      assertThat(ChatRoomClient.ask(events, "PUT", "/x", "").body())
          .isEqualTo("{\"error\":\"Not found\"}");
      assertThat(events.stats().http().errors()).isEqualTo(3);
      assertThat(events.stats().http().requestsByRoute()).containsEntry("other", 3L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_page_has_a_fixed_size(Architecture architecture) throws Exception {
    try (ImServer server = start(architecture)) {
      Answer page = ChatRoomClient.ask(server, "GET", "/?a=b", "");
      assertThat(page.body()).hasSize(3_148).endsWith("</html>\n");
      assertThat(page.headers()).containsEntry("Content-Type", "text/html");
    }
  }

  @Test
  void answers_have_as_many_bytes_as_those_of_the_originals() throws Exception {
    try (ImServer threads = start(THREADS);
        ImServer events = start(EVENTS)) {
      assertThat(ChatRoomClient.ask(threads, "POST", "/login", TESTUSER).bytes()).isEqualTo(247);
      assertThat(ChatRoomClient.ask(events, "POST", "/login", TESTUSER).bytes()).isEqualTo(130);
      ChatRoomClient.ask(threads, "POST", "/register", TESTUSER);
      ChatRoomClient.ask(events, "POST", "/register", TESTUSER);
      assertThat(ChatRoomClient.ask(threads, "POST", "/login", TESTUSER).bytes()).isEqualTo(239);
      assertThat(ChatRoomClient.ask(events, "POST", "/login", TESTUSER).bytes()).isEqualTo(132);
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_connection_ends_after_an_answer_and_events_alone_says_so(Architecture architecture)
      throws Exception {
    try (ImServer server = start(architecture);
        ChatRoomClient client = new ChatRoomClient(server)) {
      client.send("GET", "/health", "");
      assertThat(client.answer().headers().get("Connection"))
          .isEqualTo(architecture == EVENTS ? "close" : null);
      assertThat(client.read()).isEqualTo(-1);
    }
  }

  @Test
  void with_keep_alive_a_connection_takes_requests_until_the_client_ends_it() throws Exception {
    try (ImServer server = TestServer.withChatRoom(EVENTS, true);
        ChatRoomClient client = new ChatRoomClient(server)) {
      client.send("GET", "/health", "");
      assertThat(client.answer().headers()).doesNotContainKey("Connection");
      client.send("GET", "/users", "");
      assertThat(client.answer().body()).isEqualTo("[]");
      client.write("GET /users HTTP/1.1\r\nConnection: close\r\n\r\n");
      assertThat(client.answer().headers()).containsEntry("Connection", "close");
      assertThat(client.read()).isEqualTo(-1);
      assertThat(server.stats().http().connectionsOpened()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void clients_of_java_can_speak_to_it(Architecture architecture) throws Exception {
    try (ImServer server = start(architecture)) {
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      HttpRequest request =
          HttpRequest.newBuilder(server.urls().get(1).resolve("/register"))
              .POST(HttpRequest.BodyPublishers.ofString(ALICE))
              .build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(OK);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_request_may_come_in_pieces(Architecture architecture) throws Exception {
    try (ImServer server = start(architecture);
        ChatRoomClient client = new ChatRoomClient(server)) {
      client.write("POST /register HTTP/1.1\r\ncontent-le");
      client.write("ngth: " + ALICE.length() + "\r\n\r\n" + ALICE.substring(0, 5));
      client.write(ALICE.substring(5));
      assertThat(client.answer().body()).isEqualTo(OK);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_is_no_request_is_refused(Architecture architecture) throws Exception {
    try (ImServer server = start(architecture);
        ChatRoomClient client = new ChatRoomClient(server)) {
      client.write("nonsense\r\n\r\n");
      Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).isEqualTo("{\"error\":\"Bad Request\"}");
      assertThat(client.read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_body_over_the_limit_is_refused(Architecture architecture) throws Exception {
    try (ImServer server = start(architecture);
        ChatRoomClient client = new ChatRoomClient(server)) {
      client.write(
          "POST /login HTTP/1.1\r\nContent-Length: %d\r\n\r\n"
              .formatted(TestServer.MAX_FRAME_BYTES + 1));
      assertThat(client.answer().status()).isEqualTo(architecture == EVENTS ? 413 : 400);
    }
  }

  @Test
  void four_silent_clients_stop_the_pool_and_no_event_loop() throws Exception {
    for (Architecture architecture : Architecture.values()) {
      try (ImServer server = start(architecture);
          ChatRoomClient one = new ChatRoomClient(server);
          ChatRoomClient two = new ChatRoomClient(server);
          ChatRoomClient three = new ChatRoomClient(server);
          ChatRoomClient four = new ChatRoomClient(server);
          ChatRoomClient fifth = new ChatRoomClient(server)) {
        fifth.send("GET", "/health", "");
        if (architecture == THREADS) {
          fifth.timeoutMillis(100);
          assertThatThrownBy(fifth::answer).isInstanceOf(IOException.class);
          one.close();
          fifth.timeoutMillis(10_000);
        }
        assertThat(fifth.answer().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void a_port_that_is_taken_is_told_with_its_option() {
    try (ImServer server = start(EVENTS)) {
      for (Architecture architecture : Architecture.values()) {
        assertThatThrownBy(
                () ->
                    ImServer.start(
                        TestServer.chatRoom(server.httpPort().getAsInt(), architecture, false)))
            .isInstanceOf(SettingsException.class)
            .hasMessageContaining("serve --http-port N");
      }
      assertThat(server.urls().get(1))
          .isEqualTo(URI.create("http://127.0.0.1:" + server.httpPort().getAsInt()));
    }
  }
}
