package im.stress.protocol;

import io.netty.buffer.ByteBuf;

/**
 * The start of every message's content, by which the recipient tells where a message comes from,
 * whatever the protocol: {@code im1:}, then in hexadecimal run key (8 digits), sender (8),
 * recipient (8), flow sequence (8) and due time in microseconds since the epoch (14).
 *
 * <p>Fixed width, ASCII, and needs no escape in JSON. {@link Chat} writes it, {@link MarkerReader}
 * reads it. Safe on any thread.
 */
public final class Marker {
  /** Length in bytes, and in characters. */
  public static final int LENGTH = 50;

  private static final String START = "im1:";
  static final int INT_DIGITS = 8;

  /** 56 bits: microseconds up to the year 4253. */
  static final int DUE_DIGITS = 14;

  static final int RUN_KEY_AT = START.length();
  static final int FROM_AT = RUN_KEY_AT + INT_DIGITS;
  static final int TO_AT = FROM_AT + INT_DIGITS;
  static final int SEQUENCE_AT = TO_AT + INT_DIGITS;
  static final int DUE_AT = SEQUENCE_AT + INT_DIGITS;

  private Marker() {}

  /** Appends the marker of {@code message}, {@link #LENGTH} bytes. */
  static void write(int runKey, Chat message, ByteBuf out) {
    out.writeByte('i').writeByte('m').writeByte('1').writeByte(':');
    Hex.write(runKey, INT_DIGITS, out);
    Hex.write(message.from(), INT_DIGITS, out);
    Hex.write(message.to(), INT_DIGITS, out);
    Hex.write(message.flowSequence(), INT_DIGITS, out);
    Hex.write(message.dueMicros(), DUE_DIGITS, out);
  }

  /** Whether this may be a marker: long enough, and with the right start. */
  static boolean isStarted(CharSequence content) {
    for (int i = 0; i < START.length(); i++) {
      if (content.length() < LENGTH || content.charAt(i) != START.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
