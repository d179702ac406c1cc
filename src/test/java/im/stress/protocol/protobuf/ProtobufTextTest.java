package im.stress.protocol.protobuf;

import static im.stress.protocol.protobuf.Protos.FRAME;
import static im.stress.protocol.protobuf.Protos.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProtobufTextTest {

  private static String text(Object... body) {
    StringBuilder out = new StringBuilder();
    byte[] bytes = bytes(body);
    ProtobufText.append(FRAME, bytes, 0, bytes.length, out);
    return out.toString();
  }

  @Test
  void a_message_is_told_by_names() {
    assertThat(
            text(
                0x08, 1, 0x12, 3, 1, 2, 3, 0x1a, 5, 0x0a, 3, "a\nb", 0x32, 2, 1, 2, 0x38, 3, 0x22,
                2, 0x10, 1, 0x22, 0))
        .isEqualTo(
            "type: CHAT payload: <3 bytes> user: { name: \"a b\" } codes: [1, 2] loose: -2"
                + " items: { read: true } items: { }");
  }

  @Test
  void unknown_fields_are_told_by_number() {
    assertThat(text(0x08, 9, 0xf8, 0x7f, 5, 0xfa, 0x7f, 1, 0, 0xfd, 0x7f, 255, 0, 0, 0))
        .isEqualTo("type: 9 2047: 5 2047: <1 byte> 2047: 0xff");
  }

  @Test
  void garbage_is_told_as_far_as_it_goes() {
    assertThat(text(0x08, 1, 0x12, 9, 0))
        .isEqualTo("type: CHAT payload: … at byte 3: expected at most 1 bytes, got length 9");
    Object[] deep = new Object[400];
    for (int i = 0; i < 400; i++) {
      deep[i] = i % 4 < 2 ? i % 4 == 0 ? 0xa2 : 0x01 : 0;
    }
    assertThat(text(deep)).startsWith("inner: { } … at byte 3: expected a tag");
  }
}
