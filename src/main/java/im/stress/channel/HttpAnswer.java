package im.stress.channel;

import io.netty.buffer.ByteBuf;

/**
 * A whole answer of HTTP; valid during the call only that tells it.
 *
 * @param status 200 to 599
 * @param location where a redirect points to, in the server's words; empty = nowhere
 * @param bytes of head and body as they came, interim answers included
 * @param body between its indices, without the framing of chunks
 */
public record HttpAnswer(int status, String location, long bytes, ByteBuf body) {
  /** From here on a status tells of an error (RFC 9110, section 15.5). */
  private static final int FIRST_ERROR = 400;

  /** For people: what a redirect is called after the status; empty where it is none. */
  public String redirectWords() {
    return location.isEmpty() ? "" : "a redirect to " + location + ", which is not followed";
  }

  /** Whether the status itself says that the request failed. */
  public boolean isError() {
    return status >= FIRST_ERROR;
  }
}
