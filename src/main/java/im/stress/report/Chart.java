package im.stress.report;

import java.util.List;
import java.util.Objects;

/**
 * One chart of the page, with all that its text alternative needs.
 *
 * @param id name within the page
 * @param title what it shows
 * @param note how to read it; may be empty
 * @param type how it is drawn
 * @param xAxis what runs from left to right
 * @param logarithmic whether the values stand on a logarithmic axis
 * @param unit unit of the values
 * @param x seconds since the start, 1/(1-p) of a percentile p, users, or messages a second
 * @param series the values, one for each x
 */
record Chart(
    String id,
    String title,
    String note,
    Type type,
    XAxis xAxis,
    boolean logarithmic,
    String unit,
    List<Double> x,
    List<Series> series) {

  /** How a chart is drawn. */
  enum Type {
    /** A line with a gap where nothing was measured. */
    LINE,
    /** A level that stays until the next change. */
    STEPS,
    /** A line through samples, some of which may be seconds apart. */
    SAMPLES,
    STACKED_BARS
  }

  /** What runs from left to right. */
  enum XAxis {
    TIME,
    PERCENTILE,
    /** Runs by their number of users, side by side. */
    USERS,
    /** Users, as a number. */
    LOAD_USERS,
    /** Messages a second. */
    LOAD_RATE
  }

  /** Values under one name; null where nothing was measured. */
  record Series(String name, List<Double> values) {

    boolean hasNoValue() {
      return values.stream().allMatch(Objects::isNull);
    }
  }

  /** Leaves out series of which nothing was measured. */
  Chart {
    series = series.stream().filter(s -> !s.hasNoValue()).toList();
  }

  /** The same figures for who can't see the drawing. */
  public ChartText text() {
    return new ChartText(this);
  }

  /** Whether there is nothing to draw. */
  boolean isEmpty() {
    return series.isEmpty();
  }
}
