package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsException;
import im.stress.protocol.GroupChat;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.RecordingLink;
import im.stress.protocol.Traits;
import org.junit.jupiter.api.Test;

/** Groups in a protocol by preset: to join them, to write to them, and what comes back. */
class GroupTemplatesTest {
  private final RecordingLink link = new RecordingLink(Frames.RUN_KEY);

  private ImSession session(TemplateProtocol protocol) {
    return protocol.open(Frames.context().user(7), link);
  }

  private static String text(String json) {
    return json.replace('\'', '"');
  }

  @Test
  void the_preset_json_has_all_of_it() {
    assertThat(Frames.json("").traits().groups())
        .isEqualTo(new Traits.Groups(true, true, true, true));
  }

  @Test
  void a_user_joins_a_group_and_writes_to_it() {
    ImSession session = session(Frames.json(""));
    session.joinGroup(3);
    session.groupChat(new GroupChat(Frames.context()).set(7, 3, 1, 2, 5));

    assertThat(link.sent())
        .satisfiesExactly(
            join -> assertThat(join).isEqualTo(text("{'type':'join','uid':'u7','group':'g3'}")),
            chat ->
                assertThat(chat)
                    .startsWith(
                        text(
                            "{'type':'group_chat','id':'1234abcd0000000700000001','from':'u7',"
                                + "'group':'g3','content':'ig1:1234abcd0000000700000003")));
  }

  @Test
  void its_answers_and_pushes_are_read() throws ProtocolException {
    TemplateProtocol json = Frames.json("");

    assertThat(Frames.decode(json, text("{'type':'join_ack','group':'g3','code':0}")))
        .isEqualTo("joinedGroup 0");
    assertThat(Frames.decode(json, text("{'type':'join_ack','group':'g3','code':403}")))
        .isEqualTo("joinedGroup 403");
    assertThat(
            Frames.decode(
                json, text("{'type':'group_ack','id':'1234abcd0000000700000001','code':0}")))
        .isEqualTo("acked 1 0");
    assertThat(
            Frames.decode(
                json,
                text(
                    "{'type':'group_push','content':'ig1:1234abcd000000070000000300000002"
                        + "00000000000005....'}")))
        .isEqualTo("groupPushed 7 3 2 5");
  }

  @Test
  void what_a_protocol_lacks_is_told_by_its_traits() {
    assertThat(Frames.json("inbound.group-push = null").traits().groups().available()).isFalse();
    assertThat(Frames.json("outbound.group-chat = null").traits().groups().available()).isFalse();
    assertThat(Frames.json("outbound.join-group = null").traits().groups().joins()).isFalse();
    assertThat(Frames.json("inbound.join-ack = null").traits().groups().acknowledgesJoins())
        .isFalse();
    assertThat(Frames.json("inbound.group-ack = null").traits().groups().acknowledgesMessages())
        .isFalse();
  }

  @Test
  void a_message_without_content_or_id_is_refused() {
    assertThatThrownBy(() -> Frames.json("outbound.group-chat = \"\"\"{\"g\":\"${group}\"}\"\"\""))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("im.codec.template.outbound.group-chat: expected ${content} in it");
    assertThatThrownBy(
            () -> Frames.json("outbound.group-chat = \"\"\"{\"c\":\"${content}\"}\"\"\""))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("expected ${id} in it: inbound.group-ack is known by it");
  }
}
