package im.stress.model;

/**
 * A column of a file with one row a second. The first column of each such file is the second; the
 * others are an enum of this type, in the order in which they stand there.
 */
public interface Column {
  /** Its name in the header. */
  String key();

  /** One of its values as it stands in a cell. */
  String text(double value);
}
