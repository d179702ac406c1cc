package im.stress.server.chatroom;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The page at {@code /}. */
final class Page {
  /** What the pages of two other servers have that were measured with the same tools. */
  static final int BYTES = 3_148;

  private static final String BEGIN =
      "<!DOCTYPE html>\n<html><head><title>Chat room</title></head><body><pre>\n";
  private static final String END = "</pre></body></html>\n";
  private static final String LINE = "A page of a fixed size, to measure with.\n";

  private Page() {}

  /** Always the same. */
  static Reply reply() {
    StringBuilder text = new StringBuilder(BEGIN);
    int end = BYTES - END.length();
    while (text.length() < end) {
      text.append(LINE);
    }
    text.setLength(end);
    return new Reply(Reply.OK, Reply.HTML, text.append(END).toString().getBytes(US_ASCII), false);
  }
}
