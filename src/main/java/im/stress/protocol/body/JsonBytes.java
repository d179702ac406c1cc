package im.stress.protocol.body;

/** What can be told of JSON from single bytes. */
public final class JsonBytes {
  private JsonBytes() {}

  /** Whether it is white space between values (RFC 8259, section 2). */
  static boolean isSpace(byte octet) {
    return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
  }

  /** Index of the first object or array from {@code start} on; {@code end} = there is none. */
  public static int startOfJson(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && bytes[at] != '{' && bytes[at] != '[') {
      at++;
    }
    return at;
  }
}
