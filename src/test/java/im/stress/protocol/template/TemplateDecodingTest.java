package im.stress.protocol.template;

import static im.stress.protocol.template.Frames.RUN_KEY;
import static im.stress.protocol.template.Frames.decode;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.protocol.Chat;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.RecordingLink;
import im.stress.protocol.body.BodyValue;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TemplateDecodingTest {
  private static final String MARKER = "im1:1234abcd000000070000000800000002060a24181e4000";
  private static final String ID = "1234abcd0000000700000003";
  private final TemplateProtocol protocol = Frames.json("");

  @Test
  void login_answers() throws ProtocolException {
    assertThat(decode(protocol, "{'type':'login_ack','code':0}".replace('\'', '"')))
        .isEqualTo("loggedIn");
    assertThat(decodeQuoted("{'type':'login_ack'}")).isEqualTo("loggedIn");
    assertThat(decodeQuoted("{'type':'login_ack','code':401,'reason':'bad \\u00fcser'}"))
        .isEqualTo("loginRefused 401 bad \u00fcser");
    assertThat(decodeQuoted("{'type':'login_ack','code':'-2','reason':17}"))
        .isEqualTo("loginRefused -2 17");
    assertThat(decodeQuoted("{'type':'login_ack','code':null,'reason':null}"))
        .isEqualTo("loggedIn");
  }

  @Test
  void heartbeat_answers() throws ProtocolException {
    assertThat(decodeQuoted("{'type':'pong','seq':12}")).isEqualTo("heartbeatAnswered 12");
    assertThat(decodeQuoted("{'type':'pong','seq':'9223372036854775807'}"))
        .isEqualTo("heartbeatAnswered 9223372036854775807");
    assertThat(decodeQuoted("{'type':'pong'}")).isEqualTo("heartbeatAnswered -1");
  }

  @Test
  void acknowledgements() throws ProtocolException {
    assertThat(protocol.traits().acknowledgesMessages()).isTrue();
    assertThat(decodeQuoted("{'type':'chat_ack','id':'" + ID + "','code':0}"))
        .isEqualTo("acked 3 0");
    assertThat(decodeQuoted("{'type':'chat_ack','id':'" + ID + "','code':500}"))
        .isEqualTo("acked 3 500");
  }

  @Test
  void ids_that_are_not_of_this_user_are_foreign() throws ProtocolException {
    for (String id :
        new String[] {
          "'x'", "''", "123", "'0000000000000007000000ff'", "'1234abcd0000000800000003'"
        }) {
      assertThat(decodeQuoted("{'type':'chat_ack','id':" + id + "}")).isEqualTo("acked -1 0");
    }
  }

  @Test
  void pushes() throws ProtocolException {
    String ours = "pushed 7 8 2 1700000000000000";
    assertThat(decodeQuoted("{'type':'push','id':'1','from':'u7','content':'" + MARKER + "...'}"))
        .isEqualTo(ours);
    assertThat(decodeQuoted("{'type':'push','content':'" + MARKER + ".".repeat(50_000) + "'}"))
        .isEqualTo(ours);
    assertThat(decodeQuoted("{'type':'push','content':'" + MARKER.replace("1234", "4321") + "'}"))
        .isEqualTo("pushed FOREIGN");
    assertThat(decodeQuoted("{'type':'push','content':'hello'}")).isEqualTo("pushed UNMARKED");
    assertThat(decodeQuoted("{'type':'push','content':42}")).isEqualTo("pushed UNMARKED");
  }

  @Test
  void kick() throws ProtocolException {
    assertThat(decodeQuoted("{'type':'kick','reason':'elsewhere'}")).isEqualTo("kicked elsewhere");
    assertThat(decodeQuoted("{'type':'kick'}")).isEqualTo("kicked");
  }

  @Test
  void long_reason_is_cut() throws ProtocolException {
    assertThat(decodeQuoted("{'type':'kick','reason':'" + "x".repeat(9_000) + "'}"))
        .isEqualTo("kicked " + "x".repeat(BodyValue.KEPT_CHARS));
  }

  @Test
  void order_of_fields_and_white_space_do_not_matter() throws ProtocolException {
    assertThat(
            decodeQuoted(
                " \r\n{ 'code' : 5 ,\t'extra':[1,{'type':'push'}], 'reason':'r','type':'login_ack'}\n "))
        .isEqualTo("loginRefused 5 r");
  }

  @Test
  void last_of_two_equal_keys_wins() throws ProtocolException {
    assertThat(decodeQuoted("{'type':'push','code':1,'code':2,'type':'login_ack'}"))
        .isEqualTo("loginRefused 2");
    TemplateProtocol nested = nested();
    assertThat(
            decode(
                nested, quoted("{'a':{'kind':'in','why':'x'},'a':{'kind':'in'},'l':[{},{'c':1}]}")))
        .isEqualTo("joinedGroup 1");
  }

  @Test
  void escapes_in_values_and_names_are_read() throws ProtocolException {
    assertThat(decodeQuoted("{'t\\u0079pe':'log\\u0069n_ack'}")).isEqualTo("loggedIn");
  }

  @Test
  void pointers_reach_into_objects_and_arrays() throws ProtocolException {
    assertThat(decode(nested(), quoted("{'l':[{'c':8},{'c':9},3],'a':{'why':'w','kind':'in'}}")))
        .isEqualTo("joinedGroup 9");
    assertThat(decode(nested(), quoted("{'l':{'1':{'c':4}},'a':{'kind':'in'}}")))
        .isEqualTo("joinedGroup 4");
  }

  @Test
  void conditions_tell_text_numbers_and_truth_apart() throws ProtocolException {
    TemplateProtocol typed =
        Frames.json(
            """
            inbound {
              join-ack = { match { "/t" = 1 } }
              heartbeat-ack = { match { "/t" = "1" } }
              chat-ack = null
              push { match { "/t" = true }, fields.content = "/c" }
              kick = { match { "/t" = false } }
            }
            """);

    assertThat(typed.traits().acknowledgesMessages()).isFalse();
    assertThat(decode(typed, "{\"t\":1}")).isEqualTo("joinedGroup 0");
    assertThat(decode(typed, "{\"t\":\"1\"}")).startsWith("heartbeatAnswered");
    assertThat(decode(typed, "{\"t\":true,\"c\":\"\"}")).isEqualTo("pushed UNMARKED");
    assertThat(decode(typed, "{\"t\":false}")).startsWith("kicked");
  }

  @Test
  void frame_matcher_with_more_conditions_goes_first() throws ProtocolException {
    TemplateProtocol general =
        Frames.json(
            """
            inbound.join-ack = { match { "/type" = "answer" } }
            inbound.heartbeat-ack = { match { "/type" = "answer", "/to" = "ping" } }
            """);

    assertThat(decode(general, quoted("{'type':'answer','to':'ping'}")))
        .startsWith("heartbeatAnswered");
    assertThat(decode(general, quoted("{'type':'answer','to':'x'}"))).isEqualTo("joinedGroup 0");
  }

  @Test
  void ignored_frames_are_other() throws ProtocolException {
    TemplateProtocol ignoring =
        Frames.json("inbound.ignore = [{ match { \"/type\" = \"notice\" } }]");

    assertThat(decode(ignoring, quoted("{'type':'notice','x':1}"))).isEmpty();
  }

  @Test
  void part_of_a_direct_buffer_is_read_and_left_as_it_was() throws ProtocolException {
    String frame = quoted("<<{'type':'pong','seq':5}");
    ByteBuf direct = Unpooled.directBuffer();
    try {
      direct.writeCharSequence(frame, StandardCharsets.UTF_8);
      direct.skipBytes(2);

      assertThat(Frames.decode(protocol, direct)).isEqualTo("heartbeatAnswered 5");
      assertThat(direct.readerIndex()).isEqualTo(2);
      assertThat(direct.readableBytes()).isEqualTo(frame.length() - 2);
      assertThat(direct.refCnt()).isEqualTo(1);
    } finally {
      direct.release();
    }
  }

  @Test
  void nothing_of_an_earlier_frame_shows_in_a_later_one() throws ProtocolException {
    decodeQuoted("{'type':'login_ack','code':7,'reason':'no'}");

    assertThat(decodeQuoted("{'type':'login_ack'}")).isEqualTo("loggedIn");
  }

  @Test
  void reads_back_what_it_wrote() throws ProtocolException {
    int max = Integer.MAX_VALUE;
    ProtocolContext negative = Frames.context(RUN_KEY | 1 << 31, "u", 0, "t", 200);
    TemplateProtocol protocol = Frames.json("", negative);
    RecordingLink link = new RecordingLink(negative.runKey());
    ImSession session = protocol.open(negative.user(max), link);
    session.chat(new Chat(negative).set(max, max, max, max, (1L << 56) - 1));
    String chat = link.sent().get(0);

    for (String kind : new String[] {"push", "chat_ack"}) {
      session.frame(Frames.bytes(chat.replace("\"chat\"", quoted("'" + kind + "'"))));
    }

    assertThat(link.events())
        .isEqualTo("pushed %1$d %1$d %1$d %2$d; acked %1$d 0".formatted(max, (1L << 56) - 1));
  }

  @Test
  void acks_without_an_id_are_of_the_oldest_message() throws ProtocolException {
    TemplateProtocol inOrder = Frames.json("inbound.chat-ack = { match { \"/type\" = \"ok\" } }");

    assertThat(inOrder.traits().acknowledgesMessages()).isTrue();
    assertThat(decode(inOrder, quoted("{'type':'ok'}"))).isEqualTo("ackedOldest 0");
  }

  @Test
  void acks_may_count_up_to_a_message() throws ProtocolException {
    TemplateProtocol cumulative =
        Frames.json(
            """
            outbound.chat = \"""{"n":${seq},"msg":"${content}"}\"""
            inbound.chat-ack { match { "/type" = "upto" }, fields { up-to = "/n" } }
            """);

    assertThat(decode(cumulative, quoted("{'type':'upto','n':12}"))).isEqualTo("ackedUpTo 12");
  }

  @Test
  void a_kind_may_have_several_frames() throws ProtocolException {
    TemplateProtocol two =
        Frames.json(
            """
            inbound.join-ack = [
              { match { "/type" = 1 }, fields { code = "/code" } }
              { match { "/type" = 2 }, fields { code = "/errno" } }
            ]
            """);

    assertThat(decode(two, quoted("{'type':1,'code':3}"))).isEqualTo("joinedGroup 3");
    assertThat(decode(two, quoted("{'type':2,'errno':4}"))).isEqualTo("joinedGroup 4");
  }

  private static TemplateProtocol nested() {
    return Frames.json(
        """
        inbound.join-ack {
          match { "/a/kind" = "in" }
          fields { code = "/l/1/c" }
        }
        """);
  }

  private String decodeQuoted(String frame) throws ProtocolException {
    return decode(protocol, quoted(frame));
  }

  private static String quoted(String frame) {
    return frame.replace('\'', '"');
  }
}
