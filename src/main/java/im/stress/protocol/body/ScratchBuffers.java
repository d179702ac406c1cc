package im.stress.protocol.body;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/**
 * Buffers for parts on their way into a message, lent one inside the other, which stay from message
 * to message. Not thread-safe.
 */
public final class ScratchBuffers {
  private static final int FIRST_BYTES = 256;

  private final List<ByteBuf> buffers = new ArrayList<>();
  private int lent;

  /** An empty buffer; {@link #giveBack} it in any case, before the one that was lent before. */
  public ByteBuf lend() {
    if (lent == buffers.size()) {
      buffers.add(Unpooled.buffer(FIRST_BYTES));
    }
    return buffers.get(lent++).clear();
  }

  /** The buffer that was lent last is free again; a large one goes with its message. */
  public void giveBack() {
    lent--;
    if (buffers.get(lent).capacity() > MessageBytes.KEPT_BYTES) {
      buffers.set(lent, Unpooled.buffer(FIRST_BYTES));
    }
  }
}
