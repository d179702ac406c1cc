package im.stress.framing;

import io.netty.buffer.ByteBuf;

/**
 * Finds the JSON objects of a stream in which they stand one after the other, with white space
 * between them or none. Looks at brackets and strings alone: what is between them is for a parser.
 */
public final class JsonSplitter implements Splitter {
  /** Objects and arrays within each other: chat protocols have two or three levels. */
  public static final int MAX_DEPTH = Long.SIZE;

  private final int maxObjectBytes;
  private long objectOffset;
  private int scanned;
  private int depth;

  /** One bit for each level, the innermost is the lowest: 1 = array, 0 = object. */
  private long arrays;

  private boolean inString;
  private boolean escaped;

  /** Takes objects of up to so many bytes. */
  public JsonSplitter(int maxObjectBytes) {
    this.maxObjectBytes = maxObjectBytes;
  }

  /** {@inheritDoc} Too many levels are refused as well. */
  @Override
  public int next(ByteBuf in) throws FramingException {
    if (scanned == 0) {
      skipWhiteSpace(in);
    }
    while (scanned < in.readableBytes()) {
      if (scanned == maxObjectBytes) {
        throw refused("expected an object of at most " + maxObjectBytes + " bytes, got more");
      }
      take(in.getByte(in.readerIndex() + scanned));
      scanned++;
      if (depth == 0) {
        return end();
      }
    }
    return NOT_YET;
  }

  private void skipWhiteSpace(ByteBuf in) {
    while (in.isReadable() && isWhiteSpace(in.getByte(in.readerIndex()))) {
      in.skipBytes(1);
      objectOffset++;
    }
  }

  /** RFC 8259, section 2. */
  private static boolean isWhiteSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private int end() {
    int length = scanned;
    objectOffset += length;
    scanned = 0;
    return length;
  }

  private void take(byte b) throws FramingException {
    if (depth == 0 && b != '{') {
      throw refused("expected {, the begin of an object, got " + shown(b));
    }
    if (inString) {
      takeInString(b);
    } else {
      takeOutside(b);
    }
  }

  private void takeInString(byte b) {
    inString = escaped || b != '"';
    escaped = !escaped && b == '\\';
  }

  private void takeOutside(byte b) throws FramingException {
    switch (b) {
      case '"' -> inString = true;
      case '{' -> open(0);
      case '[' -> open(1);
      case '}' -> close(0, b);
      case ']' -> close(1, b);
      default -> {}
    }
  }

  private void open(int kind) throws FramingException {
    if (depth == MAX_DEPTH) {
      throw refused("expected at most " + MAX_DEPTH + " levels, got one more");
    }
    depth++;
    arrays = arrays << 1 | kind;
  }

  private void close(int kind, byte b) throws FramingException {
    if ((arrays & 1) != kind) {
      throw refused("expected " + (kind == 0 ? ']' : '}') + ", got " + shown(b));
    }
    depth--;
    arrays >>>= 1;
  }

  private FramingException refused(String reason) {
    return new FramingException(reason, objectOffset + scanned);
  }

  private static String shown(byte b) {
    return b > ' ' && b < 0x7F ? String.valueOf((char) b) : "0x%02x".formatted(b);
  }
}
