package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.protocol.Chat;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No feature of presets makes an object for each message. */
class FeatureAllocationTest {
  private static final int TIMES = 20_000;

  /** Less than the smallest object: leaves room for the parser that is new after each megabyte. */
  private static final double NOTHING = 8;

  private final CountingLink link = new CountingLink();

  /** A preset, and a message that comes. */
  enum Inbound {
    REPLY(
        """
        inbound.push { match { "/type" = push }, fields { content = "/content", mid = "/mid" }, reply = \"""{"m":"${frame.mid}"}\""" }
        """,
        "{\"type\":\"push\",\"mid\":\"m-1\",\"content\":\"im1:…\"}"),
    REPLY_WITH_A_NUMBER(
        """
        inbound.push { match { "/type" = push }, fields { content = "/content", mid = "/mid" }, reply = \"""{"m":${frame.mid}}\""" }
        """,
        "{\"type\":\"push\",\"mid\":123456,\"content\":\"im1:…\"}"),
    CONDITIONS(
        """
        inbound.push { match { "/a" = "1..9", "/b" { contains = x }, "/c" = [7, true, y], "/d" = empty, "/e" = absent, "/f" = present, "/g" { starts-with = "é" } }, fields { content = "/content" } }
        """,
        "{\"a\":3,\"b\":\"axb\",\"c\":true,\"d\":[],\"f\":1,\"g\":\"été\",\"content\":\"im1:…\"}"),
    PREFIX(
        """
        prefix = true
        inbound.push { match { prefix = "42", "/0" = push }, fields { content = "/1" } }
        """,
        "42[\"push\",\"im1:…\"]"),
    LINES(
        "split = lines", "{\"type\":\"push\",\"content\":\"im1:…\"}⏎{\"type\":\"pong\",\"seq\":1}"),
    EACH(
        """
        inbound.push { match { "/type" = push }, each = "/l/*/*", only { "/k" = 1 }, fields { content = "/c" } }
        """,
        "{\"type\":\"push\",\"l\":{\"a\":[{\"k\":1,\"c\":\"im1:…\"},{\"k\":2}]}}"),
    BASE64_PROTOBUF(
        """
        protobuf.file = "src/test/resources/protobuf/chat.proto"
        inbound.push { match { "/type" = push }, each = "/d | base64 | protobuf:Frame | /items/*", fields { content = "/id" } }
        """,
        "{\"type\":\"push\",\"d\":\"base64(0x 22 42 0a 40 \"im1:…\")\"}"),
    JSON_IN_JSON(
        """
        inbound.push { match { "/type" = push }, fields { content = "/d | json | /c" } }
        """,
        "{\"type\":\"push\",\"d\":\"{\\\"c\\\":\\\"im1:…\\\"}\"}"),
    UUID(
        "id.form = uuid",
        "{\"type\":\"chat_ack\",\"id\":\"1234abcd-0000-8000-8007-000000000003\"}"),
    SEQUENCE("id.form = sequence", "{\"type\":\"chat_ack\",\"id\":1}"),
    UP_TO(
        """
        id.form = sequence
        inbound.chat-ack { match { "/type" = chat_ack }, fields { up-to = "/id" } }
        """,
        "{\"type\":\"chat_ack\",\"id\":1}"),
    HEADER(
        """
        # preset/own.conf
        body = text
        header = [ { name = length, type = u16, is = body-length }, { name = cmd, type = u8 } ]
        outbound.chat { header.cmd = 5, body = "${content}" }
        inbound { nested { match { "header.cmd" = 9 } }, push { match { "header.cmd" = 6 }, fields { content = "body" } } }
        """,
        "0x 00 43 09 00 40 06 \"im1:…\""),
    PROTOBUF(
        """
        # preset/own.conf
        body = protobuf
        protobuf { file = "src/test/resources/protobuf/chat.proto", send = Frame, receive = Frame }
        outbound.chat { words = "${content}" }
        inbound.push { match { "/type" = CHAT }, fields { content = "/payload | protobuf:Msg | /content" }, reply { type = CHAT_ACK, seq = 3 } }
        """,
        "0x 08 01 12 42 0a 40 \"im1:…\""),
    TEXT(
        """
        # preset/own.conf
        body = text
        outbound.chat = "PRIVMSG ${to} :${content}"
        inbound.push { match { body { contains = " PRIVMSG " } }, fields { content = "body | after: :" } }
        """,
        ":u7 PRIVMSG u8 :im1:…");

    private final String hocon;
    private final String frame;

    Inbound(String hocon, String frame) {
      this.hocon = hocon;
      this.frame = frame;
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_message_that_comes_leaves_nothing_behind(Inbound feature) throws ProtocolException {
    Transcript transcript = new Transcript(feature.hocon);
    ImSession session = transcript.protocol().open(Frames.context().user(7), link);
    session.chat(new Chat(Frames.context()).set(7, 8, 3, 0, 1));
    ByteBuf frame = Unpooled.copiedBuffer(transcript.bytes(feature.frame));

    assertThat(Allocations.bytesEach(TIMES, () -> session.frame(frame))).isLessThan(NOTHING);
    assertThat(link.events()).isGreaterThan(2 * TIMES);
  }

  /** A preset with a message that is sent. */
  enum Outbound {
    FUNCTIONS(
        """
        vars.room = "${min(from, to)}:${max(from, to)}"
        outbound.chat = \"""{"r":"${room}","s":"${token | sha256 | base64}","u":"${uid | urlencode}","d":"${to.device}","n":${conn.seq},"id":"${id}","c":"${content | json}"}\"""
        """),
    UUID("id.form = uuid"),
    SEQUENCE("id.form = sequence"),
    HEADER(
        """
        # preset/own.conf
        header = [ { name = length, type = u32, is = whole-length }, { name = seq, type = u32-le, value = "${seq}" } ]
        outbound.chat { body = \"""{"c":"${content}"}\""" }
        inbound.push { match { "header.seq" = 6 }, fields { content = "/c" } }
        """),
    PROTOBUF(
        """
        # preset/own.conf
        body = protobuf
        id.form = uuid-bytes
        protobuf { file = "src/test/resources/protobuf/chat.proto", send = Frame, receive = Frame }
        outbound.chat { type = CHAT, payload { "protobuf:Msg" { content = "${content}", at = "${epochMillis}" } }, tags = ["${to}"], words = "${id | hex}" }
        inbound.push { match { "/type" = CHAT }, fields { content = "/words" } }
        """),
    BASE64_PROTOBUF(
        """
        protobuf.file = "src/test/resources/protobuf/chat.proto"
        vars.msg { "protobuf:Msg" { content = "${content}" } }
        outbound.chat = \"""{"id":"${id}","d":"${msg | base64}"}\"""
        """),
    TEXT(
        """
        # preset/own.conf
        body = text
        outbound.chat = "PRIVMSG ${to} :${content}"
        inbound.push { match { body = present }, fields { content = "body" } }
        """);

    private final String hocon;

    Outbound(String hocon) {
      this.hocon = hocon;
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_message_that_is_sent_leaves_nothing_behind(Outbound feature) throws ProtocolException {
    Transcript transcript = new Transcript(feature.hocon);
    ImSession session = transcript.protocol().open(Frames.context().user(7), link);
    Chat chat = new Chat(Frames.context());

    assertThat(Allocations.bytesEach(TIMES, () -> session.chat(chat.set(7, 8, 3, 4, 5))))
        .isLessThan(NOTHING);
    assertThat(link.events()).isEqualTo(2 * TIMES);
  }
}
