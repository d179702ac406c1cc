package im.stress.report;

import java.util.Locale;

/** What the values of a figure of a comparison are, and how people read them. */
public enum CompareUnit {
  MICROSECONDS("microseconds"),
  COUNT("count"),
  PER_SECOND("a second"),
  BYTES("bytes"),
  BYTES_PER_SECOND("bytes a second"),
  RATIO("ratio"),
  PERCENT("percent");

  private static final double KIB = 1 << 10;
  private static final double MIB = 1 << 20;

  private final String words;

  CompareUnit(String words) {
    this.words = words;
  }

  /** In {@code compare.json}. */
  @Override
  public String toString() {
    return words;
  }

  /** A value as people read it. */
  String text(double value) {
    return switch (this) {
      case MICROSECONDS -> Format.micros(Math.round(value));
      case COUNT -> Format.number(value);
      case PER_SECOND -> Format.rate(value);
      case BYTES -> bytes(value);
      case BYTES_PER_SECOND -> bytes(value) + "/s";
      case RATIO -> Format.percent(value);
      case PERCENT -> Format.rate(value) + " %";
    };
  }

  private static String bytes(double bytes) {
    double size = Math.abs(bytes);
    if (size < 10 * KIB) {
      return String.format(Locale.ROOT, "%,.0f B", bytes);
    }
    return size < 10 * MIB
        ? String.format(Locale.ROOT, "%,.1f KiB", bytes / KIB)
        : String.format(Locale.ROOT, "%,.1f MiB", bytes / MIB);
  }
}
