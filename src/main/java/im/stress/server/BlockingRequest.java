package im.stress.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A request of HTTP/1.1, as a thread reads it from its socket.
 *
 * @param uri as it came, with its query
 * @param body as long as {@code Content-Length} says
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
record BlockingRequest(String method, String uri, byte[] body) {
  /** As much as Netty takes for a line and for all headers together, so for both architectures. */
  private static final int MAX_HEAD_BYTES = 4_096 + 8_192;

  private static final String LENGTH = "content-length:";

  /**
   * Reads one request; blocks until it is there.
   *
   * @throws MalformedRequest when it is none, or larger than it may be
   * @throws EOFException when the client ends before
   */
  static BlockingRequest read(InputStream in, int maxBodyBytes)
      throws IOException, MalformedRequest {
    String[] lines = head(in).split("\r\n", -1);
    String[] words = lines[0].split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      throw new MalformedRequest("expected METHOD PATH HTTP/1.1");
    }
    int length = length(lines, maxBodyBytes);
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the body ends too soon");
    }
    return new BlockingRequest(words[0], words[1], body);
  }

  private static String head(InputStream in) throws IOException, MalformedRequest {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("no whole request");
      }
      if (head.length() == MAX_HEAD_BYTES) {
        throw new MalformedRequest("the head is too long");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static int length(String[] lines, int most) throws MalformedRequest {
    for (String line : lines) {
      if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        String value = line.substring(LENGTH.length()).strip();
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) > most) {
          throw new MalformedRequest("expected a Content-Length of at most " + most);
        }
        return Integer.parseInt(value);
      }
    }
    return 0;
  }
}
