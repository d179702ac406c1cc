package im.stress.report;

import im.stress.text.OneLine;

/** Text that servers sent, made harmless for a terminal, a Markdown table, or an XML file. */
final class PlainText {

  /** More than any line of ours, which say at their end what to do; servers may say much more. */
  private static final int MAX_LENGTH = 600;

  private PlainText() {}

  /** One line of a bounded length. */
  static String oneLine(String text) {
    String line = OneLine.of(text);
    return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "…" : line;
  }

  /** One cell of a Markdown table, without markup. */
  static String markdownCell(String text) {
    return oneLine(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([\\\\`*_\\[\\]|#!~])", "\\\\$1");
  }

  /** Without the characters that XML 1.0 forbids (section 2.2, Char). */
  static String xml(String text) {
    return text.codePoints()
        .filter(c -> c == '\t' || c == '\n' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF))
        .filter(c -> c < 0xD800 || c > 0xDFFF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
