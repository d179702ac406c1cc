package im.stress.report;

import java.util.Locale;

/** Figures as people read them. */
final class Format {

  private Format() {}

  /** {@code 12,345}. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 30.0 s}. */
  static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  /** Microseconds as {@code 850 us}, {@code 1.23 ms}, {@code 412 ms} or {@code 2.50 s}. */
  static String micros(long micros) {
    if (micros < 1_000) {
      return micros + " us";
    }
    if (micros < 1_000_000) {
      double millis = micros / 1_000.0;
      return String.format(
          Locale.ROOT, millis < 10 ? "%.2f ms" : millis < 100 ? "%.1f ms" : "%.0f ms", millis);
    }
    return String.format(Locale.ROOT, "%.2f s", micros / 1_000_000.0);
  }

  /** A ratio as {@code 99.95 %}; cut, not rounded up, so that 100 % means all. */
  static String percent(double ratio) {
    double percent = Math.floor(ratio * 10_000) / 100;
    return ratio >= 1 ? "100 %" : String.format(Locale.ROOT, "%.2f %%", percent);
  }

  /** {@code 20.0}, {@code 1,808.0}. */
  static String rate(double perSecond) {
    return String.format(Locale.ROOT, "%,.1f", perSecond);
  }

  /** Any figure with at most four decimals. */
  static String number(double number) {
    if (number == Math.rint(number)) {
      return count((long) number);
    }
    return String.format(Locale.ROOT, "%,.4f", number).replaceAll("0+$", "");
  }
}
