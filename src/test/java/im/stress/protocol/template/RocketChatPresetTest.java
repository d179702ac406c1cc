package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.Traits;
import im.stress.protocol.Traits.HeartbeatKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The preset {@code rocketchat} says and hears what the documentation of the API has. */
class RocketChatPresetTest {
  /** Alice has the larger id: the room has it last. */
  private static final String USERS = "uid,token,id\nalice,secret,idZ\nbob,other,idB\n";

  private static final String[] ANSWERS = {
    "{'msg':'connected','session':'s'}",
    "{'msg':'result','id':'login','result':{'id':'idZ','token':'t','tokenExpires':{'$date':1}}}",
    "{'msg':'ready','subs':['messages']}",
    "{'msg':'result','id':'room-1','result':{'t':'d','rid':'idBidZ'}}"
  };

  @TempDir Path folder;

  private PresetConnection connection(Map<String, String> changes) throws IOException {
    return new PresetConnection(
        PresetConnection.settings("rocketchat", folder, USERS, changes), 0, /* contact */ 1);
  }

  private PresetConnection after(int steps) throws IOException, ProtocolException {
    String[] answers = Arrays.copyOf(ANSWERS, steps);
    return connection(Map.of()).loggedIn(answers);
  }

  @Test
  void messages_are_acknowledged_and_echoed_and_both_sides_ask_for_life() throws IOException {
    assertThat(connection(Map.of()).protocol().traits())
        .isEqualTo(new Traits(Traits.Messages.ACKNOWLEDGED, HeartbeatKind.MESSAGE, true));
  }

  @Test
  void login_is_connect_login_subscription_and_a_room_with_each_contact()
      throws IOException, ProtocolException {
    PresetConnection alice = connection(Map.of());

    assertThat(alice.opened())
        .containsExactly("{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}");
    assertThat(alice.heard("{'server_id':'0'}")).isEmpty();
    assertThat(alice.heard(ANSWERS[0])).isEmpty();
    // SHA-256 of secret.
    assertThat(alice.sent())
        .containsExactly(
            "{\"msg\":\"method\",\"method\":\"login\",\"id\":\"login\",\"params\":["
                + "{\"user\":{\"username\":\"alice\"},\"password\":{\"digest\":"
                + "\"2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b\","
                + "\"algorithm\":\"sha-256\"}}]}");
    assertThat(alice.heard("{'msg':'added','collection':'users','id':'idZ','fields':{}}"))
        .isEmpty();
    assertThat(alice.heard(ANSWERS[1])).isEmpty();
    assertThat(alice.heard("{'msg':'updated','methods':['login']}")).isEmpty();
    assertThat(alice.sent())
        .containsExactly(
            "{\"msg\":\"sub\",\"id\":\"messages\",\"name\":\"stream-room-messages\","
                + "\"params\":[\"__my_messages__\",false]}");
    assertThat(alice.heard(ANSWERS[2])).isEmpty();
    assertThat(alice.sent())
        .containsExactly(
            "{\"msg\":\"method\",\"method\":\"createDirectMessage\",\"id\":\"room-1\","
                + "\"params\":[\"bob\"]}");
    assertThat(alice.heard(ANSWERS[3])).isEqualTo("loggedIn");
  }

  @Test
  void a_token_in_place_of_the_password_is_one_setting() throws IOException, ProtocolException {
    PresetConnection alice =
        connection(Map.of("im.codec.template.options.credentials", "{\"resume\":\"${token}\"}"));
    alice.opened();
    alice.heard(ANSWERS[0]);

    assertThat(alice.sent())
        .containsExactly(
            "{\"msg\":\"method\",\"method\":\"login\",\"id\":\"login\",\"params\":["
                + "{\"resume\":\"secret\"}]}");
  }

  @Test
  void each_step_can_be_refused_with_code_and_words() throws IOException, ProtocolException {
    // No words: the server names the version that it speaks.
    assertThat(after(0).heard("{'msg':'failed','version':'2'}")).isEqualTo("loginRefused -1");
    assertThat(
            after(1)
                .heard(
                    "{'msg':'result','id':'login','error':{'isClientSafe':true,'error':403,"
                        + "'reason':'User not found','message':'User not found [403]'}}"))
        .isEqualTo("loginRefused 403 User not found");
    // error is a name here: no number.
    assertThat(
            after(2)
                .heard(
                    "{'msg':'nosub','id':'messages','error':{'error':'not-allowed',"
                        + "'reason':'Not allowed'}}"))
        .isEqualTo("loginRefused -1 Not allowed");
    assertThat(
            after(3)
                .heard(
                    "{'msg':'result','id':'room-1','error':{'error':'error-invalid-user',"
                        + "'reason':'Invalid user'}}"))
        .isEqualTo("loginRefused -1 Invalid user");
  }

  @Test
  void a_message_goes_to_the_room_of_both_ids_and_is_answered()
      throws IOException, ProtocolException {
    PresetConnection alice = after(4);

    // Id: run key, sender, number. Content: run key, sender, recipient, number to it, due time.
    assertThat(alice.chat(0, 1, 5))
        .isEqualTo(
            "{\"msg\":\"method\",\"method\":\"sendMessage\",\"id\":\"1234abcd0000000000000005\","
                + "\"params\":[{\"_id\":\"1234abcd0000000000000005\",\"rid\":\"idBidZ\","
                + "\"msg\":\"im1:1234abcd0000000000000001000000030000000000004d\"}]}");
    assertThat(
            alice.heard(
                "{'msg':'result','id':'1234abcd0000000000000005','result':{'rid':'idBidZ'}}"))
        .isEqualTo("acked 5 0");
    assertThat(alice.heard("{'msg':'updated','methods':['1234abcd0000000000000005']}")).isEmpty();
    assertThat(
            alice.heard(
                "{'msg':'result','id':'1234abcd0000000000000005','error':{'error':500,"
                    + "'reason':'Internal server error'}}"))
        .isEqualTo("acked 5 500");
    assertThat(
            alice.heard(
                "{'msg':'result','id':'1234abcd0000000000000005','error':{"
                    + "'error':'error-not-allowed'}}"))
        .isEqualTo("acked 5 -1");
  }

  @Test
  void both_members_of_a_room_hear_a_message() throws IOException, ProtocolException {
    String push =
        "{'msg':'changed','collection':'stream-room-messages','id':'id','fields':"
            + "{'eventName':'__my_messages__','args':[{'_id':'m','rid':'idBidZ',"
            + "'msg':'im1:1234abcd000000%02d000000%02d000000030000000000004d',"
            + "'ts':{'$date':1},'u':{'_id':'idB','username':'bob'}},{'roomType':'d'}]}}";

    assertThat(after(4).heard(push.formatted(1, 0))).isEqualTo("pushed 1 0 3 77");
    // The sender's own: the tool knows it by its marker.
    assertThat(after(4).heard(push.formatted(0, 1))).isEqualTo("pushed 0 1 3 77");
  }

  @Test
  void both_sides_ask_for_life() throws IOException, ProtocolException {
    PresetConnection alice = after(4);

    assertThat(alice.heartbeat()).isEqualTo("{\"msg\":\"ping\"}");
    assertThat(alice.heard("{'msg':'pong'}")).isEqualTo("heartbeatAnswered -1");
    assertThat(alice.heard("{'msg':'ping'}")).isEmpty();
    assertThat(alice.sent()).containsExactly("{\"msg\":\"pong\"}");
  }

  @Test
  void the_server_asks_for_life_during_the_login_as_well() throws IOException, ProtocolException {
    PresetConnection alice = after(1);

    assertThat(alice.heard("{'msg':'ping'}")).isEmpty();
    assertThat(alice.sent()).containsExactly("{\"msg\":\"pong\"}");
  }

  @Test
  void other_collections_mean_nothing_and_errors_are_no_frames_to_expect()
      throws IOException, ProtocolException {
    PresetConnection alice = after(4);

    assertThat(alice.heard("{'msg':'changed','collection':'users','id':'idB','fields':{}}"))
        .isEmpty();
    assertThat(alice.heard("{'msg':'removed','collection':'users','id':'idB'}")).isEmpty();
    assertThat(alice.sent()).isEmpty();
    assertThatThrownBy(() -> alice.heard("{'msg':'error','reason':'Bad request'}"))
        .isInstanceOf(ProtocolException.class);
  }
}
