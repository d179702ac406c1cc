package im.stress.protocol.template;

import static im.stress.protocol.template.Frames.RUN_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import im.stress.channel.Framing;
import im.stress.config.CodecSettings;
import im.stress.protocol.Chat;
import im.stress.protocol.GroupChat;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.RecordingLink;
import im.stress.protocol.Traits;
import im.stress.protocol.Traits.HeartbeatKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The preset {@code chat-server} says what the servers of that family understand. */
class ChatServerPresetTest {
  private final ProtocolContext context = Frames.context(RUN_KEY, "", 1001, "123456", 50);
  private final RecordingLink link = new RecordingLink(RUN_KEY);

  private TemplateProtocol protocol(String changes) {
    return TemplateProtocol.of(
        new CodecSettings("chat-server", ConfigFactory.parseString(changes)), context);
  }

  private ImSession opened(String changes) {
    ImSession session = protocol(changes).open(context.user(0), link);
    session.opened();
    link.sent();
    return session;
  }

  private String heard(ImSession session, String message) throws ProtocolException {
    session.frame(Frames.bytes(message.replace('\'', '"')));
    return link.events();
  }

  @Test
  void it_is_a_stream_of_objects_without_acks_and_heartbeats() {
    assertThat(protocol("").framing()).isEqualTo(Framing.JSON);
    assertThat(protocol("").traits())
        .isEqualTo(
            new Traits(
                Traits.Messages.SENT,
                HeartbeatKind.NONE,
                false,
                new Traits.Groups(true, true, false, false)));
  }

  @Test
  void a_user_logs_in_and_writes() {
    ImSession session = protocol("").open(context.user(0), link);
    session.opened();
    session.chat(new Chat(context).set(0, 1, 0, 0, 0));

    assertThat(link.sent())
        .satisfiesExactly(
            login ->
                assertThat(login).isEqualTo("{\"msgid\":1,\"id\":1001,\"password\":\"123456\"}"),
            chat ->
                assertThat(chat)
                    .matches(
                        "\\{\"msgid\":5,\"id\":1001,\"from\":1001,\"to\":1002,"
                            + "\"msg\":\"im1:[0-9a-f]{46}\",\"time\":\"\\d{13}\"}"));
  }

  @Test
  void answers_to_a_login_have_either_number() throws ProtocolException {
    assertThat(heard(opened(""), "{'msgid':2,'errno':0,'id':1001,'name':'a'}"))
        .isEqualTo("loggedIn");
    assertThat(heard(opened(""), "{'msgid':1,'errno':0}")).isEqualTo("loggedIn");
    assertThat(heard(opened(""), "{'msgid':2,'errno':2,'errmsg':'online'}"))
        .isEqualTo("loginRefused 2 online");
  }

  @Test
  void a_message_is_pushed_as_its_sender_wrote_it() throws ProtocolException {
    ImSession sender = protocol("").open(context.user(0), link);
    sender.chat(new Chat(context).set(0, 1, 0, 3, 77));
    String chat = link.sent().get(0);

    assertThat(heard(protocol("").open(context.user(1), link), chat)).isEqualTo("pushed 0 1 3 77");
  }

  @Test
  void a_group_message_is_pushed_as_its_sender_wrote_it() throws ProtocolException {
    ImSession sender = protocol("").open(context.user(0), link);
    sender.joinGroup(0);
    sender.groupChat(new GroupChat(context).set(0, 2, 0, 3, 77));
    List<String> sent = link.sent();

    assertThat(sent.get(0)).isEqualTo("{\"msgid\":8,\"id\":1001,\"groupid\":0}");
    assertThat(sent.get(1))
        .matches("\\{\"msgid\":9,\"id\":1001,\"groupid\":2,\"msg\":\"ig1:[0-9a-f]{46}\"}");
    assertThat(heard(protocol("").open(context.user(1), link), sent.get(1)))
        .isEqualTo("groupPushed 0 2 3 77");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "options.register-on = [1]",
        "options.register-on = \"1\"",
        "options.register-on = \"4, 1\""
      })
  void users_register_where_they_are_told_to(String option) throws ProtocolException {
    ImSession session = opened(option);

    assertThat(heard(session, "{'msgid':2,'errno':1}")).isEmpty();
    assertThat(link.sent())
        .containsExactly("{\"msgid\":3,\"name\":\"1001\",\"password\":\"123456\"}");
    assertThat(heard(session, "{'msgid':4,'errno':0,'id':1001}")).isEmpty();
    assertThat(link.sent()).containsExactly("{\"msgid\":1,\"id\":1001,\"password\":\"123456\"}");
  }

  @Test
  void a_fork_with_other_numbers_and_names_is_a_few_settings() throws ProtocolException {
    TemplateProtocol fork =
        protocol(
            """
            outbound.chat = \"""{"msgid":6,"id":${from},"toId":${to},"msg":"${content}"}\"""
            inbound.push { match { "/msgid" = 6 }, fields { content = "/msg" } }
            """);
    fork.open(context.user(0), link).chat(new Chat(context).set(0, 1, 0, 0, 5));
    String chat = link.sent().get(0);

    assertThat(chat).startsWith("{\"msgid\":6,\"id\":1001,\"toId\":1002,");
    assertThat(heard(fork.open(context.user(1), link), chat)).isEqualTo("pushed 0 1 0 5");
  }
}
