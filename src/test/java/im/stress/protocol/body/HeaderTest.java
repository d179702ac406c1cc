package im.stress.protocol.body;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.channel.NumberType;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.Header.Counts;
import im.stress.protocol.body.Header.Field;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HeaderTest {
  @ParameterizedTest
  @CsvSource({
    "u8, 255, ff",
    "u16, 258, 0102",
    "u16-le, 258, 0201",
    "u32, 4294967295, ffffffff",
    "u32, 16909060, 01020304",
    "u32-le, 16909060, 04030201",
    "u64, 72623859790382856, 0102030405060708",
    "u64-le, 72623859790382856, 0807060504030201",
    "u64, -1, ffffffffffffffff"
  })
  void numbers_on_the_wire(String name, long number, String hex) {
    NumberType type = NumberType.named(name).orElseThrow();
    ByteBuf out = Unpooled.buffer().writeZero(type.bytes() + 2);
    type.set(number, out, 1);
    assertThat(ByteBufUtil.hexDump(out)).isEqualTo("00" + hex + "00");
    assertThat(type.read(out.array(), 1)).isEqualTo(number);
    assertThat(type.read(out, 1)).isEqualTo(number);
  }

  @ParameterizedTest
  @EnumSource
  void the_largest_number_is_held_and_no_larger_one(NumberType type) {
    long largest = type.bytes() == 8 ? Long.MAX_VALUE : (1L << (8 * type.bytes())) - 1;
    assertThat(type.holds(largest)).isTrue();
    assertThat(type.bytes() == 8 || !type.holds(largest + 1)).isTrue();
    assertThat(NumberType.named(type.key())).contains(type);
  }

  private static Header header(Counts counts) {
    return new Header(
        List.of(
            new Field("version", NumberType.U8, null),
            new Field("length", NumberType.U16, counts),
            new Field("cmd", NumberType.U16_LE, null)));
  }

  @Test
  void a_length_counts_what_it_says() {
    byte[] bytes = {9, 1, 0, 7, 7, 1};
    assertThat(header(Counts.WHOLE).messageBytes(bytes, 0, 5)).isEqualTo(256);
    assertThat(header(Counts.BODY).messageBytes(bytes, 0, 6)).isEqualTo(261);
    assertThat(header(Counts.HEADER).messageBytes(bytes, 0, 6)).isEqualTo(-1);
    assertThat(header(Counts.WHOLE).messageBytes(bytes, 1, 5)).isEqualTo(-1);
    assertThat(header(Counts.WHOLE).messageBytes(bytes, 1, 6)).isEqualTo(7);
    assertThat(header(Counts.HEADER).hasLength()).isFalse();
    assertThat(header(Counts.BODY).hasLength()).isTrue();
  }

  @Test
  void fields_are_read_by_their_names() throws ProtocolException {
    PointerTree tree = new PointerTree();
    int cmd = tree.add("/cmd");
    int version = tree.add("/version");
    BodyReader reader = header(Counts.WHOLE).newReader(tree);
    reader.read(new byte[] {0, 9, 0, 5, 2, 1}, 1, 6);
    assertThat(reader.value(cmd).number()).isEqualTo(258);
    assertThat(reader.value(version).number()).isEqualTo(9);
    assertThat(reader.value(cmd).expected("x")).hasMessage("expected x at header.cmd, got 258");
  }
}
