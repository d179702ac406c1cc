package im.stress.protocol.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class MessageBytesTest {
  @Test
  void large_messages_leave_no_large_array() {
    MessageBytes bytes = new MessageBytes();
    for (int size = 1 << 20; size >= 64; size /= 2) {
      assertThat(bytes.of(Unpooled.wrappedBuffer(new byte[size])))
          .hasSizeGreaterThanOrEqualTo(size);
    }

    assertThat(bytes.keptBytes()).isEqualTo(MessageBytes.KEPT_BYTES);
  }
}
