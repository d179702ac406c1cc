package im.stress.protocol.protobuf;

import static im.stress.protocol.protobuf.Protos.FRAME;
import static im.stress.protocol.protobuf.Protos.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import com.typesafe.config.ConfigFactory;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyElements;
import im.stress.protocol.body.BodyReader;
import im.stress.protocol.body.PointerTree;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes once for each message leaves nothing behind for the garbage collector. */
class AllocationTest {
  private static final int TIMES = 10_000;

  /** Less than the smallest object. */
  private static final double NOTHING = 8;

  private static final byte[] BODY =
      bytes(
          0x08, 0x02, // type
          0x12, 3, 0xff, 0x00, 0x01, // payload
          0x1a, 7, 0x0a, 3, "bob", 0x10, 0x05, // user
          0x2a, 15, 0x0a, 3, "abc", 0x12, 8, 0x0a, 6, 0x0a, 2, "hi", 0x10, 0x07, // msgs
          0x32, 3, 0x01, 0xac, 0x02, // codes
          0x50, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01); // number

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private int found;

  @Test
  void a_body_is_read_without_an_object() throws ProtocolException {
    PointerTree tree = new PointerTree();
    List.of("/type", "/payload", "/user/name", "/msgs/abc/Msgs/0/at", "/codes/1", "/number", "/crc")
        .forEach(tree::add);
    BodyReader reader = new ProtobufFormat(FRAME).newReader(tree);

    assertThat(bytesEach(() -> reader.read(BODY, 0, BODY.length))).isLessThan(NOTHING);
    assertThat(reader.value(5)).hasToString("18446744073709551615");
  }

  @Test
  void elements_are_found_without_an_object() throws ProtocolException {
    BodyElements.Walker walker =
        new ProtobufFormat(FRAME)
            .elements("/msgs/*/Msgs/*")
            .newWalker((bytes, start, end) -> found++);

    assertThat(bytesEach(() -> walker.walk(BODY, 0, BODY.length))).isLessThan(NOTHING);
    assertThat(found).isEqualTo(2 * TIMES);
  }

  @Test
  void a_body_is_written_without_an_object() throws ProtocolException {
    ProtobufTemplate<Integer> template =
        ProtobufTemplate.compile(
            Protos.TYPES,
            FRAME,
            ConfigFactory.parseString(
                    "type = CHAT, payload { \"protobuf:Frame\" { number = x, words = y, type = CHAT,"
                        + " codes = [x, 1], items = [{ id = x }] } }, user { name = x, id = x }")
                .root(),
            (text, key) ->
                text.equals("CHAT") ? new Protos.Constant<>(text) : (context, out) -> digits(out));
    ByteBuf out = Unpooled.buffer(1_024);

    assertThat(bytesEach(() -> template.write(7, out.clear()))).isLessThan(NOTHING);
    assertThat(out.readableBytes()).isEqualTo(30);
  }

  private static void digits(ByteBuf out) {
    out.writeByte('4').writeByte('2');
  }

  private double bytesEach(Work work) throws ProtocolException {
    repeat(work);
    long before = threads.getCurrentThreadAllocatedBytes();
    repeat(work);
    return (double) (threads.getCurrentThreadAllocatedBytes() - before) / TIMES;
  }

  private static void repeat(Work work) throws ProtocolException {
    for (int i = 0; i < TIMES; i++) {
      work.run();
    }
  }

  private interface Work {
    void run() throws ProtocolException;
  }
}
