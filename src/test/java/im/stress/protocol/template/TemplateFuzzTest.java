package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import im.stress.protocol.Chat;
import im.stress.protocol.GroupChat;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.RecordingLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a server sends, decoding ends in an event or a ProtocolException, and nothing grows.
 * More frames with {@code -Dfuzz.frames=1000000}.
 */
class TemplateFuzzTest {
  private static final long SEED = 20240501;
  private static final int HEADER_BYTES = 3;
  private static final String MARKER =
      "im1:1234abcd000000070000000800000002060a24181e4000..............";

  private final RecordingLink link = new RecordingLink(Frames.RUN_KEY);
  private final Random random = new Random(SEED);
  private final RandomFrames frames = new RandomFrames(random);
  private List<byte[]> good;
  private ImSession session;
  private int events;

  /** Presets of each kind of body, with good messages: texts, or bytes in hexadecimal digits. */
  @SuppressWarnings("ImmutableEnumChecker") // List.of can't be changed
  enum Kind {
    JSON(
        """
        split = lines
        inbound {
          push = [
            { match { "/type" = push }, fields { content = "/content", mid = "/mid" }, reply = \"""{"m":"${frame.mid}"}\""" }
            { match { "/type" = many }, each = "/l/*/*", only { "/k" = 1 }, fields { content = "/c | base64 | json | /t" } }
          ]
          ignore { match { "/n" = "1..9", "/t" { contains = x }, "/e" = empty } }
        }
        """,
        "{\"type\":\"login_ack\",\"code\":0,\"reason\":\"b\\u00fc\u00fc\"}",
        "{\"type\":\"pong\",\"seq\":12}\n{\"type\":\"pong\"}",
        "{\"type\":\"chat_ack\",\"id\":\"1234abcd0000000700000003\",\"code\":-1}",
        "{\"type\":\"push\",\"mid\":\"m\\n\",\"content\":\"" + MARKER + "\"}",
        "{\"type\":\"many\",\"l\":{\"a\":[{\"k\":1,\"c\":\"eyJ0IjoiaW0xIn0=\"},{\"k\":2}],\"b\":[]}}",
        "{\"n\":3,\"t\":\"axb\",\"e\":[ ]}",
        "{\"x\":[1.5e3,{\"y\":[true,false,null]}],\"type\":\"kick\",\"reason\":\"\\\"\"}"),
    PROTOBUF(
        """
        # preset/fuzz.conf
        body = protobuf
        protobuf { file = "src/test/resources/protobuf/chat.proto", send = Frame, receive = Frame }
        id.form = uuid-bytes
        outbound.chat { type = CHAT, words = "${id | hex}", payload { "protobuf:Msg" { content = "${content}", at = 5 } }, msgs { a { Msgs = [ { content = "${content}" }, { at = 1 } ] } } }
        outbound.group-chat { type = CHAT_ACK, payload = "${id}${content}", codes = [1, 300], items = [ { id = a, read = true } ], seq = 3 }
        inbound {
          push = [
            { match { "/type" = CHAT }, each = "/msgs/*/Msgs/*", only { "/at" = 0 }, fields { content = "/content" } }
            { match { "/payload | protobuf:Msg | /at" = 5, "/words" = present }, fields { content = "/payload | protobuf:Msg | /content" } }
          ]
          chat-ack { match { "/type" = CHAT_ACK, "/codes/1" = 300 }, fields { code = "/seq", id = "/payload" } }
        }
        """),
    TEXT(
        """
        # preset/fuzz.conf
        body = text
        outbound.chat = "PRIVMSG ${to} :${content}"
        inbound {
          server-heartbeat { match { body { starts-with = "PING " } }, fields { nr = "body | after:PING " }, reply = "PONG ${frame.nr}" }
          push { match { body { contains = " MSG " } }, fields { content = "body | after: : | hex" } }
          kick { match { "body | before:!" = ERROR }, fields { reason = "body | after:! | base64" } }
        }
        """,
        "PING 12",
        ":u7 MSG u8 :696d313a",
        "ERROR!YnllIGJ5ZQ"),
    HEADER(
        """
        # preset/fuzz.conf
        header = [ { name = n, type = u16-le, is = body-length }, { name = cmd, type = u8 } ]
        outbound.chat { header.cmd = 6, body = \"""{"c":"${content}","id":"${id}"}\""" }
        outbound.group-chat { header.cmd = 4, body = \"""{"id":"${id}","c":"${content}"}\""" }
        inbound {
          nested { match { "header.cmd" = 9 } }
          push { match { "header.cmd" = [5, 6] }, fields { content = "/c" } }
          chat-ack { match { "header.cmd" = 4 }, fields { id = "/id" } }
        }
        """,
        "0x 07 00 09 00 00 05 01 00 06 61",
        "0x 0e 00 09 08 00 06 7b 22 63 22 3a 22 61 22 7d 00 00 04");

    private final String hocon;
    private final List<String> frames;

    Kind(String hocon, String... frames) {
      this.hocon = hocon;
      this.frames = List.of(frames);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("fuzz")
  void damaged_frames_do_no_harm(Kind kind) {
    Transcript transcript = new Transcript(kind.hocon);
    session = transcript.protocol().open(Frames.context().user(7), link);
    good = good(kind);
    session.opened();
    int count = Integer.getInteger("fuzz.frames", 20_000);
    for (int i = 0; i < count; i++) {
      decode(i % 4 == 0 ? randomFrame(kind) : mutatedFrame(kind));
    }
    assertThat(events).as("frames that were still readable").isBetween(count / 50, count);
  }

  /** What the preset says itself is good as well, where the server says the same. */
  private List<byte[]> good(Kind kind) {
    List<byte[]> all = new ArrayList<>();
    for (String frame : kind.frames) {
      all.add(Transcript.bytesOf(frame));
    }
    if (kind == Kind.PROTOBUF || kind == Kind.HEADER) {
      session.chat(new Chat(Frames.context()).set(7, 8, 3, 0, 1));
      session.groupChat(new GroupChat(Frames.context()).set(7, 2, 3, 0, 1));
      all.addAll(link.sentBytes());
    }
    return all;
  }

  private void decode(byte[] frame) {
    ByteBuf buffer = Unpooled.wrappedBuffer(frame);
    try {
      session.frame(buffer);
      if (buffer.readerIndex() != 0) {
        fail("a moved reader index for %s", hex(frame));
      }
      events++;
    } catch (ProtocolException e) {
      if (e.offset() < 0 || e.offset() > frame.length || e.getMessage().contains("\n")) {
        fail("offset %d, message %s for %s", e.offset(), e.getMessage(), hex(frame));
      }
    } catch (RuntimeException e) {
      fail("seed " + SEED + ", frame " + hex(frame), e);
    }
    link.events();
    link.sentBytes();
  }

  private byte[] randomFrame(Kind kind) {
    if (random.nextInt(4) == 0) {
      return frames.bytes();
    }
    return switch (kind) {
      case JSON, TEXT -> frames.text(good.get(0)[0]);
      case PROTOBUF -> frames.protobuf();
      case HEADER -> frames.headed();
    };
  }

  private byte[] mutatedFrame(Kind kind) {
    byte[] frame = good.get(random.nextInt(good.size())).clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && frame.length > 0; i++) {
      frame = mutated(frame, random.nextInt(frame.length));
    }
    if (kind == Kind.HEADER && frame.length >= HEADER_BYTES && random.nextBoolean()) {
      int body = frame.length - HEADER_BYTES; // so that the damage is deeper in
      frame[0] = (byte) body;
      frame[1] = (byte) (body >> 8);
    }
    return frame;
  }

  private byte[] mutated(byte[] frame, int at) {
    byte[] other = frame.clone();
    switch (random.nextInt(4)) {
      case 0 -> other[at] = (byte) random.nextInt(256);
      case 1 -> other[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> other[at] = frames.letter();
      default -> other = spliced(frame, at);
    }
    return other;
  }

  /** The first bytes of a frame, then the last ones of one of the good frames. */
  private byte[] spliced(byte[] frame, int at) {
    byte[] end = good.get(random.nextInt(good.size()));
    int from = random.nextInt(end.length + 1);
    byte[] other = new byte[at + end.length - from];
    System.arraycopy(frame, 0, other, 0, at);
    System.arraycopy(end, from, other, at, end.length - from);
    return other;
  }

  private static String hex(byte[] frame) {
    return HexFormat.of().formatHex(frame);
  }
}
