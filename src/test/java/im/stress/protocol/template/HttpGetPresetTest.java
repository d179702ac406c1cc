package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.channel.Framing;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.Traits;
import im.stress.protocol.Traits.HeartbeatKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The preset {@code http-get}: one URL, whose answers are all there is. */
class HttpGetPresetTest {
  private static final String OPTIONS = "im.codec.template.options.";

  @TempDir Path folder;

  private PresetConnection user(Map<String, String> changes) throws IOException {
    return new PresetConnection(
        PresetConnection.settings("http-get", folder, "uid,token\nann,p\nbob,p\n", changes), 0);
  }

  @Test
  void nobody_logs_in_and_nothing_is_delivered() throws IOException {
    PresetConnection user = user(Map.of());

    assertThat(user.protocol().framing()).isEqualTo(new Framing.Http(true));
    assertThat(user.protocol().traits())
        .isEqualTo(
            new Traits(
                Traits.Messages.ACKNOWLEDGED,
                HeartbeatKind.NONE,
                false,
                Traits.Groups.NONE,
                Traits.Arrivals.NONE));
    assertThat(user.opened()).isEmpty();
  }

  @Test
  void a_message_is_a_request_and_its_answer_the_ack() throws IOException, ProtocolException {
    PresetConnection user = user(Map.of()).loggedIn();

    assertThat(user.chat(0, 0, 4)).isEqualTo("GET / HTTP/1.1\r\nAccept: */*\r\n\r\n");
    assertThat(user.answered(200, "<html>")).isEqualTo("loggedIn; acked 4 0");
    user.chat(0, 0, 5);
    assertThat(user.answered(404, "<html>")).isEqualTo("refused 5 404");
  }

  @Test
  void method_path_headers_body_and_what_is_good_are_options()
      throws IOException, ProtocolException {
    PresetConnection user =
        user(Map.of(
                OPTIONS + "method", "POST",
                OPTIONS + "path", "/login?as=${uid}",
                OPTIONS + "headers.X-Token", "${token}",
                OPTIONS + "body", "{\"username\":\"${uid}\"}",
                OPTIONS + "accept.\"/status\"", "success"))
            .loggedIn();

    assertThat(user.chat(0, 0, 4))
        .isEqualTo(
            "POST /login?as=ann HTTP/1.1\r\nAccept: */*\r\nX-Token: p\r\n\r\n{\"username\":\"ann\"}");
    user.answered(200, "{'status':'success'}");
    user.chat(0, 0, 5);
    assertThat(user.answered(200, "{'error':'Invalid username or password'}"))
        .isEqualTo("refused 5 200 Invalid username or password");
  }

  @Test
  void error_with_status_200_is_no_success_and_a_page_is_one()
      throws IOException, ProtocolException {
    PresetConnection user = user(Map.of()).loggedIn();

    user.chat(0, 0, 4);
    assertThat(user.answered(200, " {'error':'Invalid username or password'}"))
        .endsWith("refused 4 200 Invalid username or password");
    user.chat(0, 0, 5);
    assertThat(user.answered(200, "{'error':null,'status':'success'}")).isEqualTo("acked 5 0");
    user.chat(0, 0, 6);
    assertThat(user.answered(200, "[1,2]")).isEqualTo("acked 6 0");
    user.chat(0, 0, 7);
    assertThat(user.answered(204, "")).isEqualTo("acked 7 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[section]\nerror=1", "{'a':1}\n{'error':2}", "{'error", "\u00ff{'error':1}"})
  void what_begins_as_json_and_is_none_is_a_page(String body) throws Exception {
    PresetConnection user = user(Map.of()).loggedIn();

    user.chat(0, 0, 4);
    assertThat(user.answered(200, body)).endsWith("acked 4 0");
  }
}
