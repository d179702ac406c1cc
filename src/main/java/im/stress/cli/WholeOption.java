package im.stress.cli;

import im.stress.config.SettingsException;
import java.util.regex.Pattern;

/** Options that are whole numbers, with an error in the words of all settings. */
final class WholeOption {
  /** Up to nine digits, so that each is an int. */
  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

  private WholeOption() {}

  /**
   * The number that was typed.
   *
   * @throws SettingsException when it is none, or too small
   */
  static int read(String option, String text, int least, String unit) {
    if (!WHOLE.matcher(text).matches() || Integer.parseInt(text) < least) {
      throw new SettingsException(
          "%s: expected a whole number of %d or more %s, got \"%s\""
              .formatted(option, least, unit, text));
    }
    return Integer.parseInt(text);
  }
}
