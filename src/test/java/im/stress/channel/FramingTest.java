package im.stress.channel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FramingTest {
  @Test
  void a_length_of_eight_bytes_is_refused() {
    assertThatThrownBy(() -> new Framing.LengthField(0, NumberType.U64, Framing.Counts.WHOLE, 8))
        .hasMessage("type: expected at most 4 bytes, got 8 (u64)");
  }

  @Test
  void a_header_without_room_for_the_length_is_refused() {
    assertThatThrownBy(() -> new Framing.LengthField(2, NumberType.U32_LE, Framing.Counts.AFTER, 5))
        .hasMessage("headerBytes: expected offset + 4 or more, offset 0 or more; got 5, offset 2");
  }
}
