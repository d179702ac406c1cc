package im.stress.channel;

import im.stress.model.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * How a connection ended, as far as it can be seen on that one connection.
 *
 * @param cause name of the cause, see {@link Cause}
 * @param code WebSocket close code that the server sent; 1006 when it closed without one (RFC 6455
 *     section 7.4.1); {@link #NO_CODE} when the server didn't close
 * @param reason the server's words; empty when it gave none
 * @param detail the words of the operating system or library, for people
 */
public record ConnectionEnd(String cause, int code, String reason, String detail) {
  /** The server didn't close the connection. */
  public static final int NO_CODE = -1;

  /** Enough of something unreadable to recognise it. */
  private static final int MAX_QUOTED_BYTES = 64;

  /** Closed without a close frame (RFC 6455 section 7.4.1). */
  public static final int ABNORMAL_CLOSURE = 1006;

  /** Takes no cause that {@link Cause} doesn't know: the report has advice for those alone. */
  public ConnectionEnd {
    if (Cause.named(cause).isEmpty()) {
      throw new IllegalArgumentException("cause: expected one of Cause, got " + cause);
    }
  }

  /**
   * The end of a connection on which something came that can't be read.
   *
   * @param problem expected and actual, and where
   * @param bytes of which the first are shown
   */
  public static ConnectionEnd unreadable(String problem, ByteBuf bytes) {
    int quoted = Math.min(bytes.readableBytes(), MAX_QUOTED_BYTES);
    String hex = ByteBufUtil.hexDump(bytes, bytes.readerIndex(), quoted);
    return of(Cause.CODEC, problem + ", first bytes " + hex);
  }

  /** An end that is not a close by the server. */
  public static ConnectionEnd of(Cause cause, String detail) {
    return ofMember(cause.key(), detail);
  }

  /** The same, of a family of causes; {@code member} is the whole name. */
  public static ConnectionEnd ofMember(String member, String detail) {
    return new ConnectionEnd(member, NO_CODE, "", detail);
  }
}
