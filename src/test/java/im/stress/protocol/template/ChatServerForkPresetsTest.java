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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The presets of the forks of the TCP JSON chat server say what each of them understands. */
class ChatServerForkPresetsTest {
  private static final String TOID = "chat-server-toid";
  private static final String MSG_ID = "chat-server-msgid";

  private final ProtocolContext context = Frames.context(RUN_KEY, "", 1001, "123456", 50);
  private final RecordingLink link = new RecordingLink(RUN_KEY);

  private TemplateProtocol protocol(String preset, String changes) {
    return TemplateProtocol.of(
        new CodecSettings(preset, ConfigFactory.parseString(changes)), context);
  }

  private ImSession opened(String preset, String changes) {
    ImSession session = protocol(preset, changes).open(context.user(0), link);
    session.opened();
    return session;
  }

  private String heard(ImSession session, String message) throws ProtocolException {
    session.frame(Frames.bytes(message.replace('\'', '"')));
    return link.events();
  }

  /** All that a user sends, in single quotes, without the times. */
  private List<String> sent(String preset, String changes) throws ProtocolException {
    ImSession session = opened(preset, changes);
    heard(session, "{'msgid':2,'msgId':2,'errno':0}");
    session.chat(new Chat(context).set(0, 1, 0, 3, 77));
    session.joinGroup(2);
    session.groupChat(new GroupChat(context).set(0, 2, 1, 4, 77));
    session.closing();
    return link.sent().stream()
        .map(text -> text.replaceFirst("\"time\":\"\\d{13}\"", "\"time\":\"T\""))
        .map(text -> text.replaceFirst("[0-9a-f]{46}", "M").replace('"', '\''))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {TOID, MSG_ID})
  void they_are_streams_of_objects_without_acks_and_heartbeats(String preset) {
    assertThat(protocol(preset, "").framing()).isEqualTo(Framing.JSON);
    assertThat(protocol(preset, "").traits())
        .isEqualTo(
            new Traits(
                Traits.Messages.SENT,
                HeartbeatKind.NONE,
                false,
                new Traits.Groups(true, true, false, false)));
  }

  @Test
  void most_forks_have_msgid_toid_and_password() throws ProtocolException {
    assertThat(sent(TOID, ""))
        .containsExactly(
            "{'msgid':1,'id':1001,'password':'123456'}",
            "{'msgid':6,'id':1001,'toid':1002,'msg':'im1:M','time':'T'}",
            "{'msgid':9,'id':1001,'groupid':2}",
            "{'msgid':10,'id':1001,'groupid':2,'msg':'ig1:M','time':'T'}",
            "{'msgid':3,'id':1001}");
    assertThat(sent(TOID, "options.recipient = to").get(1))
        .isEqualTo("{'msgid':6,'id':1001,'to':1002,'msg':'im1:M','time':'T'}");
  }

  @Test
  void some_forks_have_other_capitals() throws ProtocolException {
    assertThat(sent(MSG_ID, ""))
        .containsExactly(
            "{'msgId':1,'id':1001,'pwd':'123456'}",
            "{'msgId':6,'id':1001,'toId':1002,'msg':'im1:M','time':'T'}",
            "{'msgId':9,'id':1001,'groupid':2}",
            "{'msgId':10,'id':1001,'groupid':2,'msg':'ig1:M','time':'T'}",
            "{'msgId':3,'id':1001}");
  }

  @Test
  void who_is_not_logged_in_does_not_log_out() {
    ImSession session = opened(TOID, "");
    link.sent();
    session.closing();

    assertThat(link.sent()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({TOID + ", msgid", MSG_ID + ", msgId"})
  void logins_are_answered_with_2(String preset, String kind) throws ProtocolException {
    assertThat(
            heard(
                opened(preset, ""),
                "{'" + kind + "':2,'errno':0,'id':1001,'name':'a','friends':['{\\\"id\\\":1}']}"))
        .isEqualTo("loggedIn");
    assertThat(heard(opened(preset, ""), "{'" + kind + "':2,'errno':2,'errmsg':'already online'}"))
        .isEqualTo("loginRefused 2 already online");
  }

  @ParameterizedTest
  @CsvSource({TOID + ", msgid, password", MSG_ID + ", msgId, pwd"})
  void users_register_where_they_are_told_to(String preset, String kind, String password)
      throws ProtocolException {
    ImSession session = opened(preset, "options.register-on = [1]");
    link.sent();

    assertThat(heard(session, "{'" + kind + "':2,'errno':1}")).isEmpty();
    assertThat(link.sent())
        .containsExactly(
            "{\"%s\":4,\"name\":\"1001\",\"%s\":\"123456\"}".formatted(kind, password));
    assertThat(heard(session, "{'" + kind + "':5,'errno':0,'id':1001}")).isEmpty();
    assertThat(link.sent())
        .containsExactly("{\"%s\":1,\"id\":1001,\"%s\":\"123456\"}".formatted(kind, password));
  }

  @ParameterizedTest
  @ValueSource(strings = {TOID, MSG_ID})
  void messages_are_pushed_as_their_sender_wrote_them(String preset) throws ProtocolException {
    ImSession sender = opened(preset, "");
    sender.chat(new Chat(context).set(0, 1, 0, 3, 77));
    sender.groupChat(new GroupChat(context).set(0, 2, 1, 4, 77));
    List<String> sent = link.sent();
    ImSession hearer = protocol(preset, "").open(context.user(1), link);

    assertThat(heard(hearer, sent.get(1))).isEqualTo("pushed 0 1 3 77");
    assertThat(heard(hearer, sent.get(2))).isEqualTo("groupPushed 0 2 4 77");
  }
}
