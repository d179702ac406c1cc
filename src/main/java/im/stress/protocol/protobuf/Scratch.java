package im.stress.protocol.protobuf;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;

/**
 * Buffers for what stands behind a length, which has to be known before: one for each message in a
 * message. One set for each thread.
 */
final class Scratch {
  /** A larger buffer goes with its message (as in MessageBytes). */
  private static final int KEPT_BYTES = 64 * 1024;

  private static final int FIRST_BYTES = 256;

  private static final FastThreadLocal<Scratch> OF_THREAD =
      new FastThreadLocal<>() {
        @Override
        protected Scratch initialValue() {
          return new Scratch();
        }
      };

  private final List<ByteBuf> buffers = new ArrayList<>();
  private int taken;

  private Scratch() {}

  /** The buffers of this thread. */
  static Scratch get() {
    return OF_THREAD.get();
  }

  /** An empty buffer; give it back. */
  ByteBuf take() {
    if (taken == buffers.size()) {
      buffers.add(Unpooled.buffer(FIRST_BYTES));
    }
    return buffers.get(taken++).clear();
  }

  /** Gives back the buffer that was taken last. */
  void giveBack() {
    taken--;
    if (buffers.get(taken).capacity() > KEPT_BYTES) {
      buffers.set(taken, Unpooled.buffer(FIRST_BYTES));
    }
  }
}
