package im.stress.model;

import java.util.Locale;

/** What the numbers of a column count, and how they are written. */
public enum Unit {
  /** Share of a whole, 0 to 100. */
  PERCENT("%", 1, 1),
  /** Bytes in files, MiB in tables for people. */
  BYTES("MiB", 0, 1 << 20),
  /** Whole milliseconds. */
  MILLIS("ms", 0, 1),
  /** Milliseconds with a tenth. */
  FINE_MILLIS("ms", 1, 1),
  /** Pieces. */
  COUNT("", 0, 1);

  private final String suffix;
  private final int decimals;
  private final int tableDivisor;

  Unit(String suffix, int decimals, int tableDivisor) {
    this.suffix = suffix;
    this.decimals = decimals;
    this.tableDivisor = tableDivisor;
  }

  /** The unit as it stands in the head of a table. */
  public String suffix() {
    return suffix;
  }

  /** A cell of a CSV file: base unit, point as decimal separator, never an exponent. */
  public String csvCell(double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** A cell of a table for people. */
  public String tableCell(double value) {
    return csvCell(value / tableDivisor);
  }
}
