package im.stress.report;

import im.stress.model.Unit;
import java.util.Locale;

/** Amounts of what is measured, as people read them, with the unit that suits their size. */
final class Quantity {
  private static final String[] BYTES = {"B", "KB", "MB", "GB", "TB"};
  private static final double STEP = 1000;

  private Quantity() {}

  /** {@code 1.2 GB}, {@code 340}; with a minus where it is negative. */
  static String text(double amount, Unit unit) {
    if (unit != Unit.BYTES) {
      return number(amount);
    }
    double rest = amount;
    int step = 0;
    while (Math.abs(rest) >= STEP && step < BYTES.length - 1) {
      rest /= STEP;
      step++;
    }
    return number(rest) + " " + BYTES[step];
  }

  /** The same with a plus where it is positive. */
  static String signed(double amount, Unit unit) {
    return (amount > 0 ? "+" : "") + text(amount, unit);
  }

  private static String number(double amount) {
    double size = Math.abs(amount);
    String form = size >= 100 || size == Math.rint(size) ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, amount == 0 ? 0.0 : amount);
  }
}
