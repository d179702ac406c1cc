package im.stress.codec;

import io.netty.buffer.ByteBuf;

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
   * Reads the marker at the start of {@code content}.
   *
   * @param push becomes what the marker says when it is of this run
   * @return {@code push}; {@link Inbound.Push#UNMARKED} when there is no marker, {@link
   *     Inbound.Push#FOREIGN} when it is of another run
   */
  static Inbound.Push read(CharSequence content, int runKey, Inbound.Push push) {
    if (content.length() < LENGTH || !isStarted(content)) {
      return Inbound.Push.UNMARKED;
    }
    long key = Hex.read(content, RUN_KEY_AT, INT_DIGITS);
    int from = index(content, FROM_AT);
    int to = index(content, TO_AT);
    int sequence = index(content, SEQUENCE_AT);
    long dueMicros = Hex.read(content, DUE_AT, DUE_DIGITS);
    if (key < 0 || from < 0 || to < 0 || sequence < 0 || dueMicros < 0) {
      return Inbound.Push.UNMARKED;
    }
    return (int) key == runKey ? push.set(from, to, sequence, dueMicros) : Inbound.Push.FOREIGN;
  }

  private static boolean isStarted(CharSequence content) {
    for (int i = 0; i < START.length(); i++) {
      if (content.charAt(i) != START.charAt(i)) {
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
