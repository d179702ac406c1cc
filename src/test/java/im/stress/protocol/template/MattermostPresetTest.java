package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.channel.Framing;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.Traits;
import im.stress.protocol.Traits.HeartbeatKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The preset {@code mattermost} says what Mattermost understands, over WebSocket and by REST. */
class MattermostPresetTest {
  private static final String WELCOME = "{'status':'OK','seq_reply':1}";
  private static final String HELLO = "{'event':'hello','data':{},'broadcast':{},'seq':0}";

  @TempDir Path folder;
  private PresetConnection user;

  @BeforeEach
  void connect() throws IOException {
    user =
        new PresetConnection(
            PresetConnection.settings(
                "mattermost",
                folder,
                "uid,token,id\nann,ta,a1\nbob,tb,b2\n",
                Map.of("im.codec.template.options.rest", "https://chat.example.org:8065")),
            0,
            1);
  }

  private static String post(String path, String body) {
    return ("https://chat.example.org:8065 POST /api/v4/%s HTTP/1.1\r\nAuthorization: Bearer ta\r\n"
            + "Content-Type: application/json\r\n\r\n%s")
        .formatted(path, body.replace('\'', '"'));
  }

  private void logIn() throws ProtocolException {
    user.loggedIn(HELLO, WELCOME);
    assertThat(user.answered(201, "{'id':'c12','type':'D'}")).isEqualTo("loggedIn");
  }

  @Test
  void it_speaks_websocket_with_echo() {
    assertThat(user.protocol().framing()).isEqualTo(Framing.MESSAGE);
    assertThat(user.protocol().traits())
        .isEqualTo(new Traits(Traits.Messages.ACKNOWLEDGED, HeartbeatKind.MESSAGE, true));
  }

  @Test
  void a_user_is_online_when_it_has_a_channel_to_each_contact() throws ProtocolException {
    assertThat(user.opened())
        .containsExactly(
            "{'seq':1,'action':'authentication_challenge','data':{'token':'ta'}}"
                .replace('\'', '"'));
    assertThat(user.heard(HELLO)).isEmpty();
    assertThat(user.heard(WELCOME)).isEmpty();
    assertThat(user.sent()).containsExactly(post("channels/direct", "['a1','b2']"));
    assertThat(user.answered(200, "{'id':'c12'}")).isEqualTo("loggedIn");
  }

  @Test
  void a_token_may_be_refused() throws ProtocolException {
    user.opened();
    assertThat(user.heard("{'status':'FAIL','error':{'message':'bad token'},'seq_reply':1}"))
        .isEqualTo("loginRefused -1 bad token");
  }

  @Test
  void a_channel_may_be_refused() throws ProtocolException {
    user.loggedIn(WELCOME);
    assertThat(user.answered(403, "{'id':'api.context.permissions.app_error','message':'no'}"))
        .isEqualTo("loginRefused 403 no");
  }

  @Test
  void a_message_is_a_post_into_the_channel_of_its_recipient() throws ProtocolException {
    logIn();

    assertThat(user.chat(0, 1, 9))
        .isEqualTo(
            post(
                "posts",
                "{'channel_id':'c12','message':'im1:1234abcd000000000000000100000003"
                    + "0000000000004d','pending_post_id':'a1:1234abcd0000000000000009'}"));
    assertThat(user.answered(201, "{'id':'p1'}")).isEqualTo("acked 9 0");
    user.chat(0, 1, 10);
    assertThat(user.answered(429, "limit exceeded")).isEqualTo("refused 10 429");
  }

  @Test
  void a_push_is_json_in_a_text() throws ProtocolException {
    logIn();
    String content = "im1:1234abcd0000000100000000000000030000000000004d";

    assertThat(
            user.heard(
                "{'event':'posted','data':{'channel_type':'D','post':'{\\'id\\':\\'p\\',\\'message\\':\\'"
                    + content
                    + "\\'}'},'seq':3}"))
        .isEqualTo("pushed 1 0 3 77");
  }

  @Test
  void a_heartbeat_has_the_next_number_of_the_connection() throws ProtocolException {
    logIn();

    assertThat(user.heartbeat()).isEqualTo("{\"seq\":2,\"action\":\"ping\"}");
    assertThat(user.heard("{'status':'OK','data':{'text':'pong'},'seq_reply':2}"))
        .isEqualTo("heartbeatAnswered -1");
  }
}
