package im.stress.protocol.body;

import im.stress.protocol.ProtocolException;
import im.stress.text.OneLine;
import java.io.Writer;

/**
 * What a body had at one place. Reused from message to message. As characters it keeps the first
 * {@link #KEPT_CHARS}, so that no message makes it grow; the whole of it is a range of bytes where
 * {@link #hasBytes} says so. Not thread-safe.
 */
public final class BodyValue implements CharSequence {
  /** How many characters of a text it keeps. */
  public static final int KEPT_CHARS = KeptChars.MOST;

  /** What long has at most: a longer number is kept as characters alone. */
  private static final int LONG_DIGITS = 18;

  private final String place;
  private final KeptChars chars = new KeptChars();
  private final Utf8Writer unescaped = new Utf8Writer();
  private Type type = Type.ABSENT;
  private long number;
  private boolean whole;

  private byte[] array = new byte[0];
  private int start = -1;
  private int end;
  private int offset;

  /** What a body has at a place. */
  public enum Type {
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
    /** Bytes that need not be text. */
    BYTES,
    /** An object, a message or an array. */
    CONTAINER,
    /** An object, a message or an array with nothing in it. */
    EMPTY
  }

  /** Takes the place that errors name, such as {@code /data/id}. */
  public BodyValue(String place) {
    this.place = place;
  }

  /** Forgets the value. */
  public void clear() {
    take(Type.ABSENT, 0);
  }

  private void take(Type newType, int offsetInMessage) {
    type = newType;
    offset = offsetInMessage;
    chars.clear();
    start = -1;
    whole = false;
  }

  /** Becomes true or false. */
  public void setTruth(boolean truth, int offsetInMessage) {
    take(truth ? Type.TRUE : Type.FALSE, offsetInMessage);
  }

  /** Becomes a whole number. */
  public void setNumber(long newNumber, int offsetInMessage) {
    take(Type.NUMBER, offsetInMessage);
    number = newNumber;
    whole = true;
    chars.set(newNumber);
  }

  /** Becomes a text that stood there with escapes; its characters follow through the writer. */
  public Writer beginText() {
    return unescaped.begin();
  }

  /** All characters of a text have come. */
  public void endText(int offsetInMessage) {
    setText(unescaped.bytes(), 0, unescaped.length(), offsetInMessage);
  }

  /** Becomes a number as it is written; its characters follow through the writer. */
  public Writer beginNumber(int offsetInMessage) {
    take(Type.NUMBER, offsetInMessage);
    return chars;
  }

  /** All characters of a number have come. */
  public void endNumber() {
    int length = chars.written();
    whole = length > 0 && length <= LONG_DIGITS;
    number = 0;
    int digitsFrom = whole && chars.charAt(0) == '-' ? 1 : 0;
    whole &= length > digitsFrom;
    for (int i = digitsFrom; whole && i < length; i++) {
      char digit = chars.charAt(i);
      whole = digit >= '0' && digit <= '9';
      number = number * 10 + (digit - '0');
    }
    number = digitsFrom == 1 ? -number : number;
  }

  /** Becomes a text in UTF-8 that stands in these bytes; they are not copied as a whole. */
  public void setText(byte[] bytes, int newStart, int newEnd, int offsetInMessage) {
    take(Type.TEXT, offsetInMessage);
    setRange(bytes, newStart, newEnd);
    chars.set(bytes, newStart, newEnd);
  }

  /** Becomes bytes that need not be text; as characters they are what UTF-8 makes of them. */
  public void setBytes(byte[] bytes, int newStart, int newEnd, int offsetInMessage) {
    setText(bytes, newStart, newEnd, offsetInMessage);
    type = Type.BYTES;
  }

  /** Becomes an object, a message or an array that stands in these bytes. */
  public void setContainer(
      byte[] bytes, int newStart, int newEnd, boolean empty, int offsetInMessage) {
    take(empty ? Type.EMPTY : Type.CONTAINER, offsetInMessage);
    setRange(bytes, newStart, newEnd);
  }

  private void setRange(byte[] bytes, int newStart, int newEnd) {
    array = bytes;
    start = newStart;
    end = newEnd;
  }

  /** What it is. */
  public Type type() {
    return type;
  }

  /** Whether there was nothing, or null. */
  public boolean isAbsent() {
    return type == Type.ABSENT;
  }

  /** Whether it is a text or bytes without content, or an object or array with nothing in it. */
  @Override
  public boolean isEmpty() {
    return type == Type.EMPTY || ((type == Type.TEXT || type == Type.BYTES) && start == end);
  }

  /** Whether it is a whole number that a long can hold with 18 digits. */
  public boolean isWhole() {
    return type == Type.NUMBER && whole;
  }

  /** The whole number. */
  public long number() {
    return number;
  }

  /** Whether the whole value stands in {@link #array} from {@link #start} to {@link #end}. */
  public boolean hasBytes() {
    return start >= 0;
  }

  /** The bytes among which the value stands; valid until the next message. */
  public byte[] array() {
    return array;
  }

  /** Index of its first byte. */
  public int start() {
    return start;
  }

  /** Index after its last byte. */
  public int end() {
    return end;
  }

  /** Where it begins in the message, for errors. */
  public int offset() {
    return offset;
  }

  /** Whether it is exactly this text, or this number as it is written. */
  public boolean is(Type expectedType, String expected) {
    return type == expectedType
        && chars.written() == expected.length()
        && chars.startsWith(expected);
  }

  /** Whether its first characters are these; at most {@link #KEPT_CHARS} are looked at. */
  public boolean startsWith(String expected) {
    return chars.startsWith(expected);
  }

  /** The value as a whole number, written as a number or as a text. */
  public long toLong(long min, long max, long whenAbsent) throws ProtocolException {
    if (isAbsent()) {
      return whenAbsent;
    }
    try {
      long read = isWhole() ? number : Long.parseLong(this, 0, requireScalar().length(), 10);
      if (read >= min && read <= max) {
        return read;
      }
    } catch (NumberFormatException e) {
      throw expected("a whole number");
    }
    throw expected("a number from " + min + " to " + max);
  }

  /** The value as text, cut at {@link #KEPT_CHARS} characters; empty when there is none. */
  public String toText() throws ProtocolException {
    return isAbsent() ? "" : requireScalar().toString();
  }

  /** This value, when it is a text, bytes or a number. */
  public CharSequence requireScalar() throws ProtocolException {
    if (type != Type.TEXT && type != Type.NUMBER && type != Type.BYTES) {
      throw expected("text or a number");
    }
    return this;
  }

  /** Appends {@code "/place":value} as it stood in the message. */
  public void describe(StringBuilder out) {
    out.append('"').append(place).append("\":").append(valueForPeople());
  }

  /** An error that tells what was wanted here, and what there was. */
  public ProtocolException expected(String what) {
    return new ProtocolException(
        "expected " + what + " at " + place + ", got " + valueForPeople(), offset);
  }

  private String valueForPeople() {
    return switch (type) {
      case ABSENT -> "nothing";
      case TEXT -> '"' + OneLine.of(toString()) + '"';
      case NUMBER -> toString();
      case TRUE -> "true";
      case FALSE -> "false";
      case BYTES -> (end - start) + " bytes";
      case CONTAINER -> "an object or array";
      case EMPTY -> "an empty object or array";
    };
  }

  /** Number of characters kept. */
  @Override
  public int length() {
    return chars.length();
  }

  @Override
  public char charAt(int index) {
    return chars.charAt(index);
  }

  @Override
  public CharSequence subSequence(int from, int to) {
    return chars.text(from, to);
  }

  @Override
  public String toString() {
    return chars.text(0, chars.length());
  }
}
