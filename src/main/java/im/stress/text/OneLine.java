package im.stress.text;

import java.util.regex.Pattern;

/** Makes what a server or a file said fit for a line of a terminal, a page or an error message. */
public final class OneLine {
  /** White space, control characters, and what is invisible or turns the direction of the text. */
  private static final Pattern BREAKS =
      Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}]+", Pattern.UNICODE_CHARACTER_CLASS);

  private OneLine() {}

  /** The text with every run of such characters made one space: no escape sequence is left. */
  public static String of(String text) {
    return BREAKS.matcher(text).replaceAll(" ");
  }
}
