package im.stress.report;

import java.util.Locale;
import java.util.function.DoubleFunction;

/** What the values of a figure of a comparison are, and how people read them. */
public enum CompareUnit {
  MICROSECONDS("microseconds", value -> Format.micros(Math.round(value))),
  COUNT("count", Format::number),
  PER_SECOND("a second", Format::rate),
  BYTES("bytes", CompareUnit::bytes),
  BYTES_PER_SECOND("bytes a second", value -> bytes(value) + "/s"),
  RATIO("ratio", Format::percent),
  PERCENT("percent", value -> Format.rate(value) + " %");

  private static final double KIB = 1 << 10;
  private static final double MIB = 1 << 20;

  private final String words;
  private final DoubleFunction<String> text;

  CompareUnit(String words, DoubleFunction<String> text) {
    this.words = words;
    this.text = text;
  }

  /** In {@code compare.json}. */
  @Override
  public String toString() {
    return words;
  }

  /** A value as people read it. */
  String text(double value) {
    return text.apply(value);
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
