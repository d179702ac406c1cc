package im.stress.protocol.template;

import com.fasterxml.jackson.core.JsonParser;
import im.stress.protocol.ProtocolException;
import im.stress.text.OneLine;
import java.io.IOException;
import java.io.Writer;

/**
 * What a frame had at one JSON pointer. Reused from frame to frame; keeps the first {@link
 * #KEPT_CHARS} characters of a text, so that no frame makes it grow. Not thread-safe.
 */
final class FrameValue implements CharSequence {
  /** Longer than every marker and id, and as much of a reason as a report shows. */
  static final int KEPT_CHARS = 256;

  private final String pointer;
  private final char[] chars = new char[KEPT_CHARS];
  private final Keeper keeper = new Keeper();
  private Type type = Type.ABSENT;
  private int length;
  private int offset;

  /** Takes the JSON pointer that errors name. */
  FrameValue(String pointer) {
    this.pointer = pointer;
  }

  /** Forgets the value. */
  void clear() {
    type = Type.ABSENT;
    length = 0;
    offset = 0;
  }

  /** Takes the value that the parser stands on, this far from the start of the frame. */
  void take(JsonParser parser, int offsetInFrame) throws IOException {
    offset = offsetInFrame;
    length = 0;
    type =
        switch (parser.currentToken()) {
          case VALUE_STRING -> Type.TEXT;
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Type.NUMBER;
          case VALUE_TRUE -> Type.TRUE;
          case VALUE_FALSE -> Type.FALSE;
          case VALUE_NULL -> Type.ABSENT;
          default -> Type.CONTAINER;
        };
    if (type == Type.TEXT || type == Type.NUMBER) {
      parser.getText(keeper);
    }
  }

  /** Whether the frame had exactly this value. */
  boolean is(Type expectedType, String expected) {
    if (type != expectedType || length != expected.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (chars[i] != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the frame had nothing here, or null. */
  boolean isAbsent() {
    return type == Type.ABSENT;
  }

  /** The value as a whole number, written as a number or as a text. */
  long toLong(long min, long max, long whenAbsent) throws ProtocolException {
    if (isAbsent()) {
      return whenAbsent;
    }
    try {
      long number = Long.parseLong(this, 0, requireScalar().length(), 10);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw expected("a whole number");
    }
    throw expected("a number from " + min + " to " + max);
  }

  /** The value as text, cut at {@link #KEPT_CHARS} characters; empty when there is none. */
  String toText() throws ProtocolException {
    return isAbsent() ? "" : requireScalar().toString();
  }

  /** This value, when it is a text or a number. */
  CharSequence requireScalar() throws ProtocolException {
    if (type != Type.TEXT && type != Type.NUMBER) {
      throw expected("text or a number");
    }
    return this;
  }

  /** Appends {@code "/pointer":value} as it stood in the frame. */
  void describe(StringBuilder out) {
    out.append('"').append(pointer).append("\":").append(valueForPeople());
  }

  private ProtocolException expected(String what) {
    return new ProtocolException(
        "expected " + what + " at " + pointer + ", got " + valueForPeople(), offset);
  }

  private String valueForPeople() {
    return switch (type) {
      case ABSENT -> "nothing";
      case TEXT -> '"' + OneLine.of(toString()) + '"';
      case NUMBER -> toString();
      case TRUE -> "true";
      case FALSE -> "false";
      case CONTAINER -> "an object or array";
    };
  }

  /** Number of characters kept. */
  @Override
  public int length() {
    return Math.min(length, KEPT_CHARS);
  }

  @Override
  public char charAt(int index) {
    return chars[index];
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new String(chars, start, end - start);
  }

  @Override
  public String toString() {
    return new String(chars, 0, length());
  }

  /** Takes a text from the parser, piece by piece, without a copy of the whole. */
  private final class Keeper extends Writer {
    @Override
    public void write(char[] piece, int start, int count) {
      System.arraycopy(piece, start, chars, length(), room(count));
      length += count;
    }

    @Override
    public void write(String piece, int start, int count) {
      piece.getChars(start, start + room(count), chars, length());
      length += count;
    }

    private int room(int count) {
      return Math.min(count, KEPT_CHARS - length());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** What JSON has at a place. */
  enum Type {
    /** Nothing, or null. */
    ABSENT,
    /** A string. */
    TEXT,
    /** A number. */
    NUMBER,
    /** The literal true. */
    TRUE,
    /** The literal false. */
    FALSE,
    /** An object or an array. */
    CONTAINER
  }
}
