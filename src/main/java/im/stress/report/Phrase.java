package im.stress.report;

import java.util.StringJoiner;

/** Parts of a line of figures; null = there is nothing to say. */
final class Phrase {
  private Phrase() {}

  static boolean isPositive(Long count) {
    return positive(count) != null;
  }

  /** This number unless it is 0. */
  static Long positive(Long count) {
    return count == null || count == 0 ? null : count;
  }

  static String text(Long count, String what) {
    return count == null ? null : Format.count(count) + " " + what;
  }

  /** With commas between the parts. */
  static String join(String... parts) {
    StringJoiner joined = new StringJoiner(", ");
    for (String part : parts) {
      if (part != null) {
        joined.add(part);
      }
    }
    return joined.toString();
  }
}
