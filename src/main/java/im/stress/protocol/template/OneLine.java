package im.stress.protocol.template;

import java.util.regex.Pattern;

/** Makes text from a frame fit for an error message. */
final class OneLine {
  private static final Pattern BREAKS =
      Pattern.compile("[\\s\\p{Cntrl}]+", Pattern.UNICODE_CHARACTER_CLASS);

  private OneLine() {}

  /** The text with every run of white space and control characters made one space. */
  static String of(String text) {
    return BREAKS.matcher(text).replaceAll(" ");
  }
}
