package im.stress.protocol.outbound;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** Buffers for values on their way into a message, lent one inside the other. Not thread-safe. */
final class Scratch {
  private static final int FIRST_BYTES = 128;

  private final List<ByteBuf> buffers = new ArrayList<>();
  private int lent;

  /** An empty buffer; to be given back by {@link #giveBack} before the one that was lent before. */
  ByteBuf lend() {
    if (lent == buffers.size()) {
      buffers.add(Unpooled.buffer(FIRST_BYTES));
    }
    return buffers.get(lent++).clear();
  }

  /** The buffer that was lent last is free again. */
  void giveBack() {
    lent--;
  }
}
