package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsException;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.Traits;
import im.stress.protocol.Traits.HeartbeatKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The preset {@code tinode} says and hears what Tinode's documentation has. */
class TinodePresetTest {
  private static final String USERS = "uid,token,id\nalice,secret,usrAAA\nbob,other,usrBBB\n";
  private static final String APIKEY = "im.codec.template.options.apikey";
  private static final String[] ANSWERS = {
    "{'ctrl':{'id':'hello','code':201,'text':'created'}}",
    "{'ctrl':{'id':'login','params':{'user':'usrAAA'},'code':200,'text':'ok'}}",
    "{'ctrl':{'id':'inbox','topic':'me','code':200,'text':'ok'}}",
    "{'ctrl':{'id':'join-1','topic':'usrBBB','code':200,'text':'ok'}}"
  };

  @TempDir Path folder;

  private PresetConnection connection(Map<String, String> changes) throws IOException {
    Map<String, String> all = new HashMap<>(Map.of(APIKEY, "KEY"));
    all.putAll(changes);
    return new PresetConnection(
        PresetConnection.settings("tinode", folder, USERS, all), 0, /* contact */ 1);
  }

  private PresetConnection online() throws IOException, ProtocolException {
    return connection(Map.of()).loggedIn(ANSWERS);
  }

  @Test
  void the_key_is_asked_for_and_shown_at_the_upgrade() throws IOException {
    assertThat(connection(Map.of()).query(0)).isEqualTo(Map.of("apikey", "KEY"));
    assertThatThrownBy(
            () ->
                new PresetConnection(
                    PresetConnection.settings("tinode", folder, USERS, Map.of()), 0))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(APIKEY + ": expected a value for this server");
  }

  @Test
  void messages_are_acknowledged_and_nothing_else_is_asked_of_the_server() throws IOException {
    assertThat(connection(Map.of()).protocol().traits())
        .isEqualTo(new Traits(Traits.Messages.ACKNOWLEDGED, HeartbeatKind.NONE, false));
  }

  @Test
  void login_is_hello_login_inbox_and_the_topics_of_all_contacts()
      throws IOException, ProtocolException {
    PresetConnection alice = connection(Map.of());

    assertThat(alice.opened())
        .containsExactly("{\"hi\":{\"id\":\"hello\",\"ver\":\"0.22\",\"ua\":\"im-stress/1.0\"}}");
    assertThat(alice.heard(ANSWERS[0])).isEmpty();
    // Base64 of alice:secret, with padding.
    assertThat(alice.sent())
        .containsExactly(
            "{\"login\":{\"id\":\"login\",\"scheme\":\"basic\",\"secret\":\"YWxpY2U6c2VjcmV0\"}}");
    assertThat(alice.heard(ANSWERS[1])).isEmpty();
    assertThat(alice.sent()).containsExactly("{\"sub\":{\"id\":\"inbox\",\"topic\":\"me\"}}");
    assertThat(alice.heard(ANSWERS[2])).isEmpty();
    assertThat(alice.heard("{'meta':{'topic':'me','sub':[]}}")).isEmpty();
    assertThat(alice.sent()).containsExactly("{\"sub\":{\"id\":\"join-1\",\"topic\":\"usrBBB\"}}");
    assertThat(alice.heard(ANSWERS[3])).isEqualTo("loggedIn");
  }

  @Test
  void a_token_in_place_of_the_password_is_two_settings() throws IOException, ProtocolException {
    PresetConnection alice =
        connection(
            Map.of(
                "im.codec.template.options.scheme", "token",
                "im.codec.template.vars.secret", "${token}"));
    alice.opened();
    alice.heard(ANSWERS[0]);

    // Base64 of secret, with padding.
    assertThat(alice.sent())
        .containsExactly(
            "{\"login\":{\"id\":\"login\",\"scheme\":\"token\",\"secret\":\"c2VjcmV0\"}}");
  }

  @Test
  void each_step_can_be_refused_with_code_and_words() throws IOException, ProtocolException {
    assertThat(
            connection(Map.of())
                .loggedIn()
                .heard("{'ctrl':{'id':'hello','code':505,'text':'version not supported'}}"))
        .isEqualTo("loginRefused 505 version not supported");
    assertThat(
            connection(Map.of())
                .loggedIn(ANSWERS[0])
                .heard("{'ctrl':{'id':'login','code':401,'text':'authentication failed'}}"))
        .isEqualTo("loginRefused 401 authentication failed");
    // The account has still to confirm an address.
    assertThat(
            connection(Map.of())
                .loggedIn(ANSWERS[0])
                .heard("{'ctrl':{'id':'login','code':300,'text':'validate credentials'}}"))
        .isEqualTo("loginRefused 300 validate credentials");
    assertThat(
            connection(Map.of())
                .loggedIn(ANSWERS[0], ANSWERS[1], ANSWERS[2])
                .heard("{'ctrl':{'id':'join-1','code':404,'text':'topic not found'}}"))
        .isEqualTo("loginRefused 404 topic not found");
    // Has joined before: as good as now.
    assertThat(
            connection(Map.of())
                .loggedIn(ANSWERS[0], ANSWERS[1], ANSWERS[2])
                .heard("{'ctrl':{'id':'join-1','code':304,'text':'already subscribed'}}"))
        .isEqualTo("loggedIn");
  }

  @Test
  void a_message_goes_to_the_topic_of_its_recipient_and_is_answered()
      throws IOException, ProtocolException {
    PresetConnection alice = online();

    // Id: run key, sender, number. Content: run key, sender, recipient, number to it, due time.
    assertThat(alice.chat(0, 1, 5))
        .isEqualTo(
            "{\"pub\":{\"id\":\"1234abcd0000000000000005\",\"topic\":\"usrBBB\",\"noecho\":true,"
                + "\"content\":\"im1:1234abcd0000000000000001000000030000000000004d\"}}");
    assertThat(
            alice.heard(
                "{'ctrl':{'id':'1234abcd0000000000000005','topic':'usrBBB','params':{'seq':7},"
                    + "'code':202,'text':'accepted'}}"))
        .isEqualTo("acked 5 0");
    assertThat(
            alice.heard(
                "{'ctrl':{'id':'1234abcd0000000000000005','code':409,'text':'must attach first'}}"))
        .isEqualTo("acked 5 409");
  }

  @Test
  void a_message_that_came_is_acknowledged_by_a_note() throws IOException, ProtocolException {
    PresetConnection alice = online();

    assertThat(
            alice.heard(
                "{'data':{'topic':'usrBBB','from':'usrBBB','seq':7,'ts':'2026-01-01T00:00:00Z',"
                    + "'content':'im1:1234abcd0000000100000000000000030000000000004d'}}"))
        .isEqualTo("pushed 1 0 3 77");
    assertThat(alice.sent())
        .containsExactly("{\"note\":{\"topic\":\"usrBBB\",\"what\":\"recv\",\"seq\":7}}");
  }

  @Test
  void news_of_others_mean_nothing() throws IOException, ProtocolException {
    PresetConnection alice = online();

    assertThat(alice.heard("{'pres':{'topic':'me','src':'usrBBB','what':'on'}}")).isEmpty();
    assertThat(alice.heard("{'info':{'topic':'usrBBB','from':'usrBBB','what':'recv','seq':7}}"))
        .isEmpty();
    assertThat(alice.heard("{'meta':{'topic':'usrBBB','desc':{}}}")).isEmpty();
    assertThat(alice.heard("{'ctrl':{'topic':'usrBBB','code':205,'text':'evicted'}}")).isEmpty();
    assertThat(alice.sent()).isEmpty();
    assertThatThrownBy(() -> alice.heard("{'unknown':{}}")).isInstanceOf(ProtocolException.class);
  }
}
