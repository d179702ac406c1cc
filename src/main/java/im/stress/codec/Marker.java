package im.stress.codec;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;

/**
 * The start of every message's content, by which the recipient tells where a message comes from,
 * whatever the protocol: {@code im1:}, then in hexadecimal run key (8 digits), sender (8),
 * recipient (8), flow sequence (8) and due time in microseconds since the epoch (14).
 *
 * <p>Fixed width, ASCII, and needs no escape in JSON. Safe on any thread.
 */
public final class Marker {
  /** Length in bytes, and in characters. */
  public static final int LENGTH = 50;

  private static final String START = "im1:";
  private static final int INT_DIGITS = 8;

  /** 56 bits: microseconds up to the year 4253. */
  private static final int DUE_DIGITS = 14;

  private static final int RUN_KEY_AT = START.length();
  private static final int FROM_AT = RUN_KEY_AT + INT_DIGITS;
  private static final int TO_AT = FROM_AT + INT_DIGITS;
  private static final int SEQUENCE_AT = TO_AT + INT_DIGITS;
  private static final int DUE_AT = SEQUENCE_AT + INT_DIGITS;

  private Marker() {}

  /** Appends the marker of {@code message}, {@link #LENGTH} bytes. */
  public static void write(int runKey, Outbound.Chat message, ByteBuf out) {
    out.writeByte('i').writeByte('m').writeByte('1').writeByte(':');
    Hex.write(runKey, INT_DIGITS, out);
    Hex.write(message.from(), INT_DIGITS, out);
    Hex.write(message.to(), INT_DIGITS, out);
    Hex.write(message.flowSequence(), INT_DIGITS, out);
    Hex.write(message.dueMicros(), DUE_DIGITS, out);
  }

  /**
   * Reads the marker at the start of {@code content[start, end)}, which holds UTF-8 or ASCII.
   *
   * @return {@link Inbound.Push#UNMARKED} when there is none, {@link Inbound.Push#FOREIGN} when it
   *     is of another run
   */
  public static Inbound.Push read(byte[] content, int start, int end, int runKey) {
    return read(new AsciiString(content, start, end - start, false), 0, end - start, runKey);
  }

  /**
   * Reads the marker at the start of {@code content[start, end)}.
   *
   * @return {@link Inbound.Push#UNMARKED} when there is none, {@link Inbound.Push#FOREIGN} when it
   *     is of another run
   */
  public static Inbound.Push read(CharSequence content, int start, int end, int runKey) {
    if (end - start < LENGTH || !startsAt(content, start)) {
      return Inbound.Push.UNMARKED;
    }
    long key = Hex.read(content, start + RUN_KEY_AT, INT_DIGITS);
    int from = index(content, start + FROM_AT);
    int to = index(content, start + TO_AT);
    int sequence = index(content, start + SEQUENCE_AT);
    long dueMicros = Hex.read(content, start + DUE_AT, DUE_DIGITS);
    if (key < 0 || from < 0 || to < 0 || sequence < 0 || dueMicros < 0) {
      return Inbound.Push.UNMARKED;
    }
    return (int) key == runKey
        ? new Inbound.Push(Inbound.Origin.OURS, from, to, sequence, dueMicros)
        : Inbound.Push.FOREIGN;
  }

  private static boolean startsAt(CharSequence content, int start) {
    for (int i = 0; i < START.length(); i++) {
      if (content.charAt(start + i) != START.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Users and sequences count from 0: anything negative was not written by us. */
  private static int index(CharSequence content, int start) {
    return (int) Hex.read(content, start, INT_DIGITS);
  }
}
