package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.Traits;
import im.stress.protocol.Traits.HeartbeatKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The preset {@code centrifugo} says and hears what the documentation of its protocol has. */
class CentrifugoPresetTest {
  private static final String USERS = "uid,token\nalice,a.b.c\nbob,d.e.f\n";
  private static final String CONNECTED =
      "{'id':1,'connect':{'client':'c','version':'5.4.0','ping':25,'pong':true}}";
  private static final String SUBSCRIBED = "{'id':2,'subscribe':{}}";

  @TempDir Path folder;

  private PresetConnection connection(Map<String, String> changes) throws IOException {
    return new PresetConnection(
        PresetConnection.settings("centrifugo", folder, USERS, changes), 0, /* contact */ 1);
  }

  private PresetConnection online() throws IOException, ProtocolException {
    return connection(Map.of()).loggedIn(CONNECTED, SUBSCRIBED);
  }

  private static String push(String channel, String content) {
    return "{'push':{'channel':'%s','pub':{'data':{'content':'%s'},'info':{'user':'bob','client':'c'},'offset':1}}}"
        .formatted(channel, content);
  }

  @Test
  void messages_are_acknowledged_and_groups_echo() throws IOException {
    assertThat(connection(Map.of()).protocol().traits())
        .isEqualTo(
            new Traits(
                Traits.Messages.ACKNOWLEDGED,
                HeartbeatKind.NONE,
                true,
                new Traits.Groups(true, true, true, true)));
  }

  @Test
  void login_is_a_token_and_the_channel_of_the_user() throws IOException, ProtocolException {
    PresetConnection alice = connection(Map.of());

    assertThat(alice.opened())
        .containsExactly("{\"id\":1,\"connect\":{\"token\":\"a.b.c\",\"name\":\"im-stress\"}}");
    assertThat(alice.heard(CONNECTED)).isEmpty();
    assertThat(alice.sent())
        .containsExactly("{\"id\":2,\"subscribe\":{\"channel\":\"inbox:alice\"}}");
    // The answer, and what the channel tells at once, are lines of one frame.
    assertThat(
            alice.heard(
                SUBSCRIBED
                    + "\n{'push':{'channel':'inbox:alice','join':{'info':{'user':'alice'}}}}\n"))
        .isEqualTo("loggedIn");
  }

  @Test
  void each_step_can_be_refused_with_code_and_words() throws IOException, ProtocolException {
    assertThat(
            connection(Map.of())
                .loggedIn()
                .heard("{'id':1,'error':{'code':101,'message':'unauthorized'}}"))
        .isEqualTo("loginRefused 101 unauthorized");
    assertThat(
            connection(Map.of())
                .loggedIn(CONNECTED)
                .heard("{'id':2,'error':{'code':103,'message':'permission denied'}}"))
        .isEqualTo("loginRefused 103 permission denied");
  }

  @Test
  void messages_are_numbered_on_their_connection_and_answered_by_number()
      throws IOException, ProtocolException {
    PresetConnection alice = online();

    // The first message on this connection is the user's sixth: others were on one before it.
    // Content: run key, sender, recipient, number to it, due time.
    assertThat(alice.chat(0, 1, 5))
        .isEqualTo(
            "{\"id\":4,\"publish\":{\"channel\":\"inbox:bob\",\"data\":{\"content\":"
                + "\"im1:1234abcd0000000000000001000000030000000000004d\"}}}");
    assertThat(alice.chat(0, 1, 6)).startsWith("{\"id\":5,\"publish\":");
    assertThat(
            alice.heard(
                "{'id':5,'publish':{}}\n"
                    + "{'id':4,'error':{'code':100,'message':'internal server error'}}"))
        .isEqualTo("acked 6 0; acked 5 100");
  }

  @Test
  void a_message_comes_in_the_channel_of_the_user() throws IOException, ProtocolException {
    assertThat(
            online()
                .heard(
                    push("inbox:alice", "im1:1234abcd0000000100000000000000030000000000004d")
                        + "\n{'id':9,'publish':{}}"))
        .isEqualTo("pushed 1 0 3 77; acked -1 0");
  }

  @Test
  void another_name_of_the_channel_is_one_setting() throws IOException, ProtocolException {
    PresetConnection alice = connection(Map.of("im.codec.template.options.inbox", "user#"));
    alice.loggedIn(CONNECTED, SUBSCRIBED);

    assertThat(alice.chat(0, 1, 0)).startsWith("{\"id\":4,\"publish\":{\"channel\":\"user#bob\",");
    assertThat(
            alice.heard(push("user#alice", "im1:1234abcd0000000100000000000000030000000000004d")))
        .isEqualTo("pushed 1 0 3 77");
  }

  @Test
  void groups_are_channels() throws IOException, ProtocolException {
    PresetConnection alice = online();

    assertThat(alice.joinGroup(0)).isEqualTo("{\"id\":3,\"subscribe\":{\"channel\":\"room:0\"}}");
    assertThat(alice.heard("{'id':3,'subscribe':{}}")).isEqualTo("joinedGroup 0");
    assertThat(alice.heard("{'id':3,'error':{'code':103,'message':'permission denied'}}"))
        .isEqualTo("joinedGroup 103");
    assertThat(alice.groupChat(0, 0, 5))
        .isEqualTo(
            "{\"id\":4,\"publish\":{\"channel\":\"room:0\",\"data\":{\"content\":"
                + "\"ig1:1234abcd0000000000000000000000030000000000004d\"}}}");
    assertThat(alice.heard("{'id':4,'publish':{}}")).isEqualTo("acked 5 0");
    assertThat(alice.heard(push("room:0", "ig1:1234abcd0000000100000000000000030000000000004d")))
        .isEqualTo("groupPushed 1 0 3 77");
  }

  @Test
  void an_empty_object_is_answered_by_one() throws IOException, ProtocolException {
    PresetConnection alice = online();

    assertThat(alice.heard("{}")).isEmpty();
    assertThat(alice.sent()).containsExactly("{}");
    // Among other lines as well.
    assertThat(alice.heard("{'push':{'channel':'inbox:alice','leave':{}}}\n{}")).isEmpty();
    assertThat(alice.sent()).containsExactly("{}");
  }

  @Test
  void the_server_says_why_it_disconnects() throws IOException, ProtocolException {
    assertThat(online().heard("{'push':{'disconnect':{'code':3503,'reason':'force disconnect'}}}"))
        .isEqualTo("kicked force disconnect");
  }

  @Test
  void other_pushes_mean_nothing() throws IOException, ProtocolException {
    PresetConnection alice = online();

    assertThat(alice.heard("{'push':{'channel':'inbox:alice','join':{'info':{}}}}")).isEmpty();
    assertThat(alice.heard("{'push':{'channel':'news','subscribe':{}}}")).isEmpty();
    assertThat(alice.heard("{'push':{'channel':'news','unsubscribe':{'code':2500}}}")).isEmpty();
    assertThat(alice.heard("{'push':{'message':{'data':{}}}}")).isEmpty();
    assertThat(alice.heard("{'push':{'refresh':{'expires':true,'ttl':60}}}")).isEmpty();
    assertThat(alice.sent()).isEmpty();
    assertThatThrownBy(() -> alice.heard("{'push':{'unknown':{}}}"))
        .isInstanceOf(ProtocolException.class);
  }
}
