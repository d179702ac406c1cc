package im.stress.protocol;

import io.netty.buffer.ByteBuf;

/**
 * The start of every message's content, by which the recipient tells where a message comes from,
 * whatever the protocol: {@code im1:} ({@code ig1:} in a message to a group), then in hexadecimal
 * run key (8 digits), sender (8), recipient or group (8), sequence (8) and due time in microseconds
 * since the epoch (14).
 *
 * <p>Fixed width, ASCII, and needs no escape in JSON. {@link OutgoingMessage} writes it, {@link
 * MarkerReader} reads it. Safe on any thread.
 */
public final class Marker {
  /** Length in bytes, and in characters. */
  public static final int LENGTH = 50;

  static final int INT_DIGITS = 8;

  /** 56 bits: microseconds up to the year 4253. */
  static final int DUE_DIGITS = 14;

  static final int RUN_KEY_AT = 4;
  static final int FROM_AT = RUN_KEY_AT + INT_DIGITS;
  static final int TO_AT = FROM_AT + INT_DIGITS;
  static final int SEQUENCE_AT = TO_AT + INT_DIGITS;
  static final int DUE_AT = SEQUENCE_AT + INT_DIGITS;

  private Marker() {}

  /** Who a message is for. */
  public enum Kind {
    /** One user. */
    CHAT("im1:"),
    /** All other members of a group. */
    GROUP_CHAT("ig1:");

    private final String start;

    Kind(String start) {
      this.start = start;
    }
  }

  /** Appends the marker of {@code message}, {@link #LENGTH} bytes. */
  static void write(int runKey, OutgoingMessage message, ByteBuf out) {
    String start = message.kind().start;
    for (int i = 0; i < start.length(); i++) {
      out.writeByte(start.charAt(i));
    }
    Hex.write(runKey, INT_DIGITS, out);
    Hex.write(message.from(), INT_DIGITS, out);
    Hex.write(message.target(), INT_DIGITS, out);
    Hex.write(message.sequence(), INT_DIGITS, out);
    Hex.write(message.dueMicros(), DUE_DIGITS, out);
  }

  /** Whether a content begins like a marker, be it of another run. */
  public static boolean isAt(CharSequence content) {
    return kindOf(content) != null;
  }

  /** The kind of what may be a marker: long enough, and with the right start; null = none. */
  static Kind kindOf(CharSequence content) {
    if (content.length() < LENGTH) {
      return null;
    }
    return startsWith(content, Kind.CHAT.start)
        ? Kind.CHAT
        : startsWith(content, Kind.GROUP_CHAT.start) ? Kind.GROUP_CHAT : null;
  }

  private static boolean startsWith(CharSequence content, String start) {
    for (int i = 0; i < start.length(); i++) {
      if (content.charAt(i) != start.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
