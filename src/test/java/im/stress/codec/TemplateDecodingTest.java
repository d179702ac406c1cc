package im.stress.codec;

import static im.stress.codec.Frames.RUN_KEY;
import static im.stress.codec.Frames.decode;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.codec.Inbound.HeartbeatAck;
import im.stress.codec.Inbound.Kick;
import im.stress.codec.Inbound.LoginAck;
import im.stress.codec.Inbound.Other;
import im.stress.codec.Inbound.Push;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TemplateDecodingTest {
  private static final String MARKER = "im1:1234abcd000000070000000800000002060a24181e4000";
  private static final String ID = "1234abcd0000000700000003";
  private final ImCodec codec = Frames.json("");

  @Test
  void login_answers() throws CodecException {
    assertThat(decode(codec, "{'type':'login_ack','code':0}".replace('\'', '"')))
        .isEqualTo(new LoginAck(0, ""));
    assertThat(decodeQuoted("{'type':'login_ack'}")).isEqualTo(new LoginAck(0, ""));
    assertThat(decodeQuoted("{'type':'login_ack','code':401,'reason':'bad \\u00fcser'}"))
        .isEqualTo(new LoginAck(401, "bad \u00fcser"));
    assertThat(decodeQuoted("{'type':'login_ack','code':'-2','reason':17}"))
        .isEqualTo(new LoginAck(-2, "17"));
    assertThat(decodeQuoted("{'type':'login_ack','code':null,'reason':null}"))
        .isEqualTo(new LoginAck(0, ""));
  }

  @Test
  void heartbeat_answers() throws CodecException {
    assertThat(decodeQuoted("{'type':'pong','seq':12}")).isEqualTo(new HeartbeatAck(12));
    assertThat(decodeQuoted("{'type':'pong','seq':'9223372036854775807'}"))
        .isEqualTo(new HeartbeatAck(Long.MAX_VALUE));
    assertThat(decodeQuoted("{'type':'pong'}")).isEqualTo(new HeartbeatAck(-1));
  }

  @Test
  void acknowledgements() throws CodecException {
    assertThat(codec.acknowledgesMessages()).isTrue();
    assertThat(decodeQuoted("{'type':'chat_ack','id':'" + ID + "','code':0}"))
        .usingRecursiveComparison()
        .isEqualTo(Frames.chatAck(7, 3, 0));
    assertThat(decodeQuoted("{'type':'chat_ack','id':'" + ID + "','code':500}"))
        .usingRecursiveComparison()
        .isEqualTo(Frames.chatAck(7, 3, 500));
  }

  @Test
  void ids_that_are_not_of_this_run_are_foreign() throws CodecException {
    Inbound foreign = Frames.chatAck(MessageId.FOREIGN, MessageId.FOREIGN, 0);
    for (String id : new String[] {"'x'", "''", "123", "'0000000000000007000000ff'"}) {
      assertThat(decodeQuoted("{'type':'chat_ack','id':" + id + "}"))
          .usingRecursiveComparison()
          .isEqualTo(foreign);
    }
  }

  @Test
  void pushes() throws CodecException {
    Push ours = Frames.push(7, 8, 2, 1_700_000_000_000_000L);
    assertThat(decodeQuoted("{'type':'push','id':'1','from':'u7','content':'" + MARKER + "...'}"))
        .usingRecursiveComparison()
        .isEqualTo(ours);
    assertThat(decodeQuoted("{'type':'push','content':'" + MARKER + ".".repeat(50_000) + "'}"))
        .usingRecursiveComparison()
        .isEqualTo(ours);
    assertThat(decodeQuoted("{'type':'push','content':'" + MARKER.replace("1234", "4321") + "'}"))
        .isSameAs(Push.FOREIGN);
    assertThat(decodeQuoted("{'type':'push','content':'hello'}")).isSameAs(Push.UNMARKED);
    assertThat(decodeQuoted("{'type':'push','content':42}")).isSameAs(Push.UNMARKED);
  }

  @Test
  void kick() throws CodecException {
    assertThat(decodeQuoted("{'type':'kick','reason':'elsewhere'}"))
        .isEqualTo(new Kick("elsewhere"));
    assertThat(decodeQuoted("{'type':'kick'}")).isEqualTo(new Kick(""));
  }

  @Test
  void long_reason_is_cut() throws CodecException {
    assertThat(decodeQuoted("{'type':'kick','reason':'" + "x".repeat(9_000) + "'}"))
        .isEqualTo(new Kick("x".repeat(FrameValue.KEPT_CHARS)));
  }

  @Test
  void order_of_fields_and_white_space_do_not_matter() throws CodecException {
    assertThat(
            decodeQuoted(
                " \r\n{ 'code' : 5 ,\t'extra':[1,{'type':'push'}], 'reason':'r','type':'login_ack'}\n "))
        .isEqualTo(new LoginAck(5, "r"));
  }

  @Test
  void last_of_two_equal_keys_wins() throws CodecException {
    assertThat(decodeQuoted("{'type':'push','code':1,'code':2,'type':'login_ack'}"))
        .isEqualTo(new LoginAck(2, ""));
    ImCodec nested = nested();
    assertThat(
            decode(
                nested, quoted("{'a':{'kind':'in','why':'x'},'a':{'kind':'in'},'l':[{},{'c':1}]}")))
        .isEqualTo(new LoginAck(1, ""));
  }

  @Test
  void escapes_in_values_and_names_are_read() throws CodecException {
    assertThat(decodeQuoted("{'t\\u0079pe':'log\\u0069n_ack'}")).isEqualTo(new LoginAck(0, ""));
  }

  @Test
  void pointers_reach_into_objects_and_arrays() throws CodecException {
    assertThat(decode(nested(), quoted("{'l':[{'c':8},{'c':9},3],'a':{'why':'w','kind':'in'}}")))
        .isEqualTo(new LoginAck(9, "w"));
    assertThat(decode(nested(), quoted("{'l':{'1':{'c':4}},'a':{'kind':'in'}}")))
        .isEqualTo(new LoginAck(4, ""));
  }

  @Test
  void conditions_tell_text_numbers_and_truth_apart() throws CodecException {
    ImCodec typed =
        Frames.json(
            """
            inbound {
              login-ack = { match { "/t" = 1 } }
              heartbeat-ack = { match { "/t" = "1" } }
              chat-ack = null
              push { match { "/t" = true }, fields.content = "/c" }
              kick = { match { "/t" = false } }
            }
            """);

    assertThat(typed.acknowledgesMessages()).isFalse();
    assertThat(decode(typed, "{\"t\":1}")).isInstanceOf(LoginAck.class);
    assertThat(decode(typed, "{\"t\":\"1\"}")).isInstanceOf(HeartbeatAck.class);
    assertThat(decode(typed, "{\"t\":true,\"c\":\"\"}")).isSameAs(Push.UNMARKED);
    assertThat(decode(typed, "{\"t\":false}")).isInstanceOf(Kick.class);
  }

  @Test
  void frame_matcher_with_more_conditions_goes_first() throws CodecException {
    ImCodec general =
        Frames.json(
            """
            inbound.login-ack = { match { "/type" = "answer" } }
            inbound.heartbeat-ack = { match { "/type" = "answer", "/to" = "ping" } }
            """);

    assertThat(decode(general, quoted("{'type':'answer','to':'ping'}")))
        .isInstanceOf(HeartbeatAck.class);
    assertThat(decode(general, quoted("{'type':'answer','to':'x'}"))).isInstanceOf(LoginAck.class);
  }

  @Test
  void ignored_frames_are_other() throws CodecException {
    ImCodec ignoring = Frames.json("inbound.ignore = [{ match { \"/type\" = \"notice\" } }]");

    assertThat(decode(ignoring, quoted("{'type':'notice','x':1}"))).isSameAs(Other.INSTANCE);
  }

  @Test
  void part_of_a_direct_buffer_is_read_and_left_as_it_was() throws CodecException {
    String frame = quoted("<<{'type':'pong','seq':5}");
    ByteBuf direct = Unpooled.directBuffer();
    try {
      direct.writeCharSequence(frame, StandardCharsets.UTF_8);
      direct.skipBytes(2);

      assertThat(codec.decode(direct)).isEqualTo(new HeartbeatAck(5));
      assertThat(direct.readerIndex()).isEqualTo(2);
      assertThat(direct.readableBytes()).isEqualTo(frame.length() - 2);
      assertThat(direct.refCnt()).isEqualTo(1);
    } finally {
      direct.release();
    }
  }

  @Test
  void acknowledgements_and_pushes_leave_no_object_behind() throws CodecException {
    Inbound ack = decodeQuoted("{'type':'chat_ack','id':'" + ID + "','code':0}");
    Inbound push = decodeQuoted("{'type':'push','content':'" + MARKER + "'}");

    assertThat(decodeQuoted("{'type':'chat_ack','id':'x','code':1}")).isSameAs(ack);
    assertThat(decodeQuoted("{'type':'push','content':'" + MARKER + "'}")).isSameAs(push);
  }

  @Test
  void nothing_of_an_earlier_frame_shows_in_a_later_one() throws CodecException {
    decodeQuoted("{'type':'login_ack','code':7,'reason':'no'}");

    assertThat(decodeQuoted("{'type':'login_ack'}")).isEqualTo(new LoginAck(0, ""));
  }

  @Test
  void reads_back_what_it_wrote() throws CodecException {
    int max = Integer.MAX_VALUE;
    ImCodec negative = Frames.json("", new CodecContext(RUN_KEY | 1 << 31, "u", 0, "t", 200));
    String chat = Frames.encode(negative, new Outbound.Chat(max, max, max, max, (1L << 56) - 1));

    assertThat(decode(negative, chat.replace("\"chat\"", "\"push\"")))
        .usingRecursiveComparison()
        .isEqualTo(Frames.push(max, max, max, (1L << 56) - 1));
    assertThat(decode(negative, chat.replace("\"chat\"", "\"chat_ack\"")))
        .usingRecursiveComparison()
        .isEqualTo(Frames.chatAck(max, max, 0));
  }

  private static ImCodec nested() {
    return Frames.json(
        """
        inbound.login-ack {
          match { "/a/kind" = "in" }
          fields { code = "/l/1/c", reason = "/a/why" }
        }
        """);
  }

  private Inbound decodeQuoted(String frame) throws CodecException {
    return decode(codec, quoted(frame));
  }

  private static String quoted(String frame) {
    return frame.replace('\'', '"');
  }
}
