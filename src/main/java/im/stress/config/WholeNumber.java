package im.stress.config;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** Reads whole numbers within bounds. */
final class WholeNumber {
  private static final Pattern DIGITS = Pattern.compile("-?\\d+");

  private WholeNumber() {}

  /**
   * The whole number that a setting holds.
   *
   * @param unit what it counts, in the plural, for the error; may be empty
   * @param most {@code Integer.MAX_VALUE} or more means that no bound is worth naming
   */
  static long of(Setting setting, String unit, long least, long most) {
    String text = setting.isScalar() ? setting.text().strip() : "";
    boolean open = most >= Integer.MAX_VALUE;
    String suffix = unit.isEmpty() ? "" : " " + unit;
    String range = (open ? "of %d or more" : "from %d to %d").formatted(least, most) + suffix;
    if (!DIGITS.matcher(text).matches()) {
      throw setting.expected("a whole number " + range);
    }
    BigInteger number = new BigInteger(text);
    boolean tooLarge = number.compareTo(BigInteger.valueOf(most)) > 0;
    if (tooLarge && open) {
      throw setting.expected("a whole number of at most " + most + suffix);
    }
    if (tooLarge || number.compareTo(BigInteger.valueOf(least)) < 0) {
      throw setting.expected("a whole number " + range);
    }
    return number.longValueExact();
  }
}
