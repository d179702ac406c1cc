package im.stress.config;

/**
 * Uids that are counted: prefix, number, suffix.
 *
 * @param prefix text before the number; may be empty
 * @param first number of user 0
 * @param suffix text after the number; may be empty
 */
public record UidPattern(String prefix, long first, String suffix) {
  static final String NUMBER = "${n}";

  /** Splits a text such as <code>u${n}@example.com</code>, which has its number once. */
  static UidPattern of(String pattern, long first) {
    int number = pattern.indexOf(NUMBER);
    return new UidPattern(
        pattern.substring(0, number), first, pattern.substring(number + NUMBER.length()));
  }

  /** Whether a text has the number once. */
  static boolean isOne(String pattern) {
    int number = pattern.indexOf(NUMBER);
    return number >= 0 && number == pattern.lastIndexOf(NUMBER);
  }

  /** The id of the user with this index. */
  public String uid(int userIndex) {
    return prefix + (first + userIndex) + suffix;
  }
}
