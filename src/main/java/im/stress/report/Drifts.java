package im.stress.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Whether throughput or latency changed in the course of a run, beyond noise. */
final class Drifts {
  private static final String UP = "up";
  private static final String DOWN = "down";

  /** Less of a change over the whole run is told as none: two equal runs differ by as much. */
  private static final double LEAST_PERCENT = 5;

  private final List<OverTime.Window> windows;
  private final List<OverTime.Drift> drifts = new ArrayList<>();

  private Drifts(List<OverTime.Window> windows) {
    this.windows = windows;
  }

  /** One for each figure that some window has. */
  static List<OverTime.Drift> of(List<OverTime.Window> windows) {
    Drifts found = new Drifts(windows);
    found.add("sentPerSecond", "messages sent a second", OverTime.Window::sentPerSecond);
    found.add("ackedPerSecond", "acks a second", OverTime.Window::ackedPerSecond);
    found.add("deliveredPerSecond", "deliveries a second", OverTime.Window::deliveredPerSecond);
    found.add("ackP99Micros", "ack p99", OverTime.Window::ackP99Micros);
    found.add("deliveryP99Micros", "delivery p99", OverTime.Window::deliveryP99Micros);
    return found.drifts;
  }

  /** Less throughput, or a longer latency. */
  static boolean isForTheWorse(OverTime.Drift drift) {
    return drift.verdict().equals(drift.figure().endsWith("Micros") ? UP : DOWN);
  }

  private void add(String figure, String words, Function<OverTime.Window, Number> value) {
    double[] values =
        windows.stream()
            .map(value)
            .mapToDouble(number -> number == null ? Double.NaN : number.doubleValue())
            .toArray();
    double level = Trend.median(values);
    if (level > 0) {
      drifts.add(
          Trend.slope(values, 1)
              .map(slope -> drift(figure, words, slope, 100 * (values.length - 1) / level))
              .orElseGet(() -> tooShort(figure, words)));
    }
  }

  private static OverTime.Drift tooShort(String figure, String words) {
    return new OverTime.Drift(
        figure, LeakVerdict.TOO_SHORT, null, null, null, words + ": too few windows to tell");
  }

  /**
   * Of this slope.
   *
   * @param toPercent from change for each window to percent of the level over all windows
   */
  private static OverTime.Drift drift(
      String figure, String words, RobustSlope slope, double toPercent) {
    double change = toPercent * slope.perSecond();
    boolean told = Math.abs(change) >= LEAST_PERCENT && (slope.rises() || slope.falls());
    String verdict = !told ? LeakVerdict.NONE : slope.rises() ? UP : DOWN;
    double low = toPercent * slope.low();
    double high = toPercent * slope.high();
    return new OverTime.Drift(
        figure,
        verdict,
        rounded(change),
        rounded(low),
        rounded(high),
        String.format(
            Locale.ROOT,
            "%s: %s, %+.1f %% over the windows, 95 %% between %+.1f and %+.1f %%",
            words,
            told ? "drifts " + verdict : "no drift beyond noise",
            change,
            low,
            high));
  }

  private static double rounded(double percent) {
    return Math.round(percent * 10) / 10.0;
  }
}
