package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.channel.Framing;
import im.stress.config.StressSettings;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.Traits;
import im.stress.protocol.Traits.HeartbeatKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The preset {@code chat-room} says what both servers of the chat room understand. */
class ChatRoomPresetTest {
  private static final String GOOD = "{'status':'success'}";
  private static final String CONTENT = "im1:1234abcd000000010000000000000003000000000000%02x";

  @TempDir Path folder;
  private PresetConnection user;

  @BeforeEach
  void connect() throws IOException {
    user = new PresetConnection(settings(Map.of()), 0, 1);
  }

  private StressSettings settings(Map<String, String> changes) throws IOException {
    return PresetConnection.settings("chat-room", folder, "uid,token\nann,pa\nbob,pb\n", changes);
  }

  private static String post(String path, String body) {
    return "POST %s HTTP/1.1\r\nContent-Type: application/json\r\n\r\n%s"
        .formatted(path, body.replace('\'', '"'));
  }

  private static String message(int nr, long time) {
    return "{'content':'%s','timestamp':%d,'username':'bob'}"
        .formatted(CONTENT.formatted(nr), time);
  }

  private static String pushed(int nr) {
    return "pushed 1 0 3 " + nr;
  }

  private void logIn(String lastAnswer) throws ProtocolException {
    user.opened();
    for (int step = 0; step < 4; step++) {
      assertThat(user.answered(200, GOOD)).isEmpty();
    }
    assertThat(user.answered(200, lastAnswer)).isEqualTo("loggedIn");
    user.sent();
  }

  private String poll(String answer) throws ProtocolException {
    user.heartbeat();
    return user.answered(200, answer);
  }

  @Test
  void messages_are_acknowledged_and_polled_for() {
    assertThat(user.protocol().framing()).isEqualTo(new Framing.Http(false));
    assertThat(user.protocol().traits())
        .isEqualTo(
            new Traits(
                Traits.Messages.ACKNOWLEDGED,
                HeartbeatKind.MESSAGE,
                false,
                Traits.Groups.NONE,
                Traits.Arrivals.POLLED));
  }

  @Test
  void a_connection_for_each_user_is_an_option() throws IOException {
    user =
        new PresetConnection(
            settings(Map.of("im.codec.template.options.keep-alive", "true")), 0, 1);

    assertThat(user.protocol().framing()).isEqualTo(new Framing.Http(true));
  }

  @Test
  void a_user_registers_logs_in_and_has_a_room() throws ProtocolException {
    assertThat(user.opened())
        .containsExactly(post("/register", "{'username':'ann','password':'pa'}"));
    user.answered(200, GOOD);
    assertThat(user.sent()).containsExactly(post("/login", "{'username':'ann','password':'pa'}"));
    user.answered(200, "{'status':'success','username':'ann'}");
    assertThat(user.sent()).containsExactly(post("/create_room", "{'name':'ann','creator':'ann'}"));
    user.answered(200, GOOD);
    assertThat(user.sent()).containsExactly(post("/join_room", "{'room':'ann','username':'ann'}"));
    user.answered(200, GOOD);
    assertThat(user.sent())
        .containsExactly(post("/messages", "{'room':'ann','since':0,'username':'ann'}"));
    assertThat(user.answered(200, "[]")).isEqualTo("loggedIn");
  }

  @ParameterizedTest
  @CsvSource({"200", "400"})
  void who_is_registered_already_comes_in(int status) throws ProtocolException {
    user.opened();

    assertThat(user.answered(status, "{'error':'Username already exists'}")).isEmpty();
    user.answered(200, GOOD);
    assertThat(user.answered(500, "{'error':'Failed to create room'}")).isEmpty();
    assertThat(user.sent()).last().asString().startsWith("POST /join_room");
  }

  @ParameterizedTest
  @CsvSource({"401,401", "200,200"})
  void a_login_is_refused_by_status_or_by_body(int status, int code) throws ProtocolException {
    user.opened();
    user.answered(200, GOOD);

    assertThat(user.answered(status, "{'error':'Invalid username or password'}"))
        .isEqualTo("loginRefused %d Invalid username or password".formatted(code));
  }

  @Test
  void what_is_no_json_is_a_refusal_too() throws ProtocolException {
    user.opened();

    assertThat(user.answered(404, "<html>")).isEqualTo("loginRefused 404");
  }

  @Test
  void a_message_goes_to_the_room_of_its_recipient_and_its_answer_is_the_ack()
      throws ProtocolException {
    logIn("[]");

    assertThat(user.chat(0, 1, 9))
        .isEqualTo(
            post(
                "/send_message",
                "{'room':'bob','username':'ann','content':'im1:1234abcd000000000000000100000003"
                    + "0000000000004d'}"));
    assertThat(user.answered(200, GOOD)).isEqualTo("acked 9 0");
    user.chat(0, 1, 10);
    assertThat(user.answered(500, "{'error':'Failed to save message'}"))
        .isEqualTo("refused 10 500 Failed to save message");
    user.chat(0, 1, 11);
    assertThat(user.answered(200, "{'error':'Missing required fields'}"))
        .isEqualTo("refused 11 200 Missing required fields");
    user.chat(0, 1, 12);
    assertThat(user.answered(200, "")).isEqualTo("refused 12 200");
  }

  @Test
  void a_poll_asks_from_before_the_latest_message_and_drops_what_was_seen()
      throws ProtocolException {
    logIn("[]");

    assertThat(poll("[" + message(1, 1000) + "," + message(2, 1010) + "]"))
        .isEqualTo(pushed(1) + "; " + pushed(2) + "; heartbeatAnswered 0");
    assertThat(user.heartbeat())
        .isEqualTo(post("/messages", "{'room':'ann','since':990,'username':'ann'}"));
    assertThat(
            user.answered(
                200,
                "[" + message(1, 1000) + "," + message(3, 1005) + "," + message(2, 1010) + "]"))
        .isEqualTo(pushed(3) + "; heartbeatAnswered 0");
  }

  @Test
  void a_message_that_is_there_twice_is_told_twice() throws ProtocolException {
    logIn("[]");
    String twice = "[" + message(1, 1000) + "," + message(1, 1000) + "]";

    assertThat(poll(twice)).isEqualTo(pushed(1) + "; " + pushed(1) + "; heartbeatAnswered 0");
    assertThat(poll(twice)).isEqualTo("heartbeatAnswered 0");
  }

  @Test
  void without_an_overlap_a_poll_begins_at_the_latest_message()
      throws IOException, ProtocolException {
    user = new PresetConnection(settings(Map.of("im.codec.template.options.overlap", "0")), 0, 1);
    logIn("[]");
    poll("[" + message(1, 1000) + "]");

    assertThat(user.heartbeat())
        .isEqualTo(post("/messages", "{'room':'ann','since':1000,'username':'ann'}"));
  }

  @Test
  void what_was_there_before_the_login_is_no_delivery() throws ProtocolException {
    logIn("[" + message(1, 1000) + "]");

    assertThat(poll("[" + message(1, 1000) + "," + message(2, 1000) + "]"))
        .isEqualTo(pushed(2) + "; heartbeatAnswered 0");
  }

  @Test
  void the_last_look_shows_what_polls_passed_over_and_what_they_would_have_shown()
      throws ProtocolException {
    logIn("[]");
    poll("[" + message(1, 1000) + "]");

    assertThat(user.lastLook())
        .isEqualTo(post("/messages", "{'room':'ann','since':0,'username':'ann'}"));
    assertThat(
            user.answered(
                200, "[" + message(4, 980) + "," + message(1, 1000) + "," + message(5, 1001) + "]"))
        .isEqualTo("listed 1 0 3 4; listed 1 0 3 1; " + pushed(5) + "; lookedLast true");
  }

  @Test
  void a_refused_poll_is_a_refused_heartbeat() throws ProtocolException {
    logIn("[]");

    assertThat(poll("{'error':'Missing room'}")).isEqualTo("heartbeatRefused 0 200 Missing room");
  }

  @Test
  void the_end_of_a_connection_ends_the_wait_for_its_polls() throws ProtocolException {
    logIn("[]");
    poll("[" + message(1, 1000) + "]");
    user.heartbeat();
    user.closed();
    poll("[" + message(2, 2000) + "]");

    assertThat(poll("[" + message(1, 1000) + "]"))
        .as("not remembered for an answer that won't come")
        .isEqualTo(pushed(1) + "; heartbeatAnswered 0");
  }

  @Test
  void a_refused_last_look_is_told() throws ProtocolException {
    logIn("[]");
    user.lastLook();

    assertThat(user.answered(500, "")).isEqualTo("lookedLast false");
  }
}
