package im.stress.conformance;

import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.IllegalReferenceCountException;

/**
 * Shows messages to a session, each in a buffer that is taken away after the call, and finds what a
 * session may not do with it.
 */
final class ShownMessages {
  /** Around a message stand other bytes, as in a read buffer. */
  private static final int AROUND = 7;

  /** The byte of these, and of what stands there after the call. */
  private static final int JUNK = 0x5a;

  private final ImSession session;

  ShownMessages(ImSession session) {
    this.session = session;
  }

  /** What may fail in a call of a session. */
  interface Call {
    void run() throws ProtocolException;
  }

  /** A call that has to end well. */
  void guarded(String name, Call call) {
    try {
      call.run();
    } catch (ProtocolException e) {
      throw new AssertionError(name + ": expected what the peer says to be read, got " + e, e);
    } catch (IllegalReferenceCountException e) {
      throw new AssertionError(
          name + ": expected no reference to a message after the call that showed it, got " + e, e);
    } catch (RuntimeException e) {
      throw new AssertionError(name + ": expected no exception, got " + e, e);
    }
  }

  /** Shows a message of the server that has to be read. */
  void showReadable(ByteBuf message) {
    byte[] bytes = ByteBufUtil.getBytes(message);
    guarded("frame(" + text(bytes) + ")", () -> show(bytes));
  }

  /** Shows any bytes, of which nothing but a {@link ProtocolException} may come. */
  void showGarbage(byte[] bytes) throws ProtocolException {
    try {
      show(bytes);
    } catch (RuntimeException | LinkageError | VirtualMachineError e) {
      throw new AssertionError(
          "frame(%s): expected nothing but a ProtocolException of garbage, got %s"
              .formatted(text(bytes), e),
          e);
    }
  }

  private void show(byte[] bytes) throws ProtocolException {
    int end = AROUND + bytes.length;
    ByteBuf buffer = Unpooled.buffer(end + AROUND);
    junk(buffer);
    buffer.setIndex(AROUND, end).setBytes(AROUND, bytes);
    try {
      session.frame(buffer);
    } finally {
      if (buffer.readerIndex() != AROUND || buffer.writerIndex() != end) {
        refuse(bytes, "the indices of the buffer left as they are", "others");
      }
      if (buffer.refCnt() != 1) {
        refuse(bytes, "no reference kept and none released", buffer.refCnt() + " references");
      }
      junk(buffer);
      buffer.release();
    }
  }

  private static void junk(ByteBuf buffer) {
    for (int at = 0; at < buffer.capacity(); at++) {
      buffer.setByte(at, JUNK);
    }
  }

  private static void refuse(byte[] bytes, String expected, String got) {
    throw new AssertionError(
        "frame(%s): expected %s, got %s".formatted(text(bytes), expected, got));
  }

  private static String text(byte[] bytes) {
    return bytes.length + " bytes " + ByteBufUtil.hexDump(bytes);
  }
}
