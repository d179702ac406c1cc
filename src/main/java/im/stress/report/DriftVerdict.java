package im.stress.report;

import im.stress.text.TimeText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether one figure of a run's windows drifts, and how: bit by bit, or at once.
 *
 * @param figure name of a component of {@link OverTime.Window}
 * @param words its name for people
 * @param startEpochMillis of the run: texts count the time from it
 */
record DriftVerdict(String figure, String words, long startEpochMillis) {
  static final String UP = "up";
  static final String DOWN = "down";

  /** Less of a change over the whole run is told as none: two equal runs differ by as much. */
  private static final double LEAST_PERCENT = 5;

  /** Windows that show what a figure was at first: the median of one that stops early is 0. */
  private static final int FIRST = 3;

  /**
   * Looks at the windows that have the figure.
   *
   * @param values one for each of them
   * @return empty when it was 0 all the time
   */
  Optional<OverTime.Drift> of(List<OverTime.Window> windows, double[] values) {
    double[] first = Arrays.copyOf(values, Math.min(FIRST, values.length));
    double level = Math.max(Trend.median(values), Trend.median(first));
    if (!(level > 0)) {
      return Optional.empty();
    }
    double[] seconds =
        windows.stream().mapToDouble(window -> window.startEpochMillis() / 1_000.0).toArray();
    Optional<RobustSlope> slope = RobustSlope.of(seconds, values);
    if (slope.isEmpty()) {
      return Optional.of(tooShort());
    }
    Optional<OverTime.Drift> atOnce =
        Step.of(values)
            .filter(step -> Math.abs(step.percent(level)) >= LEAST_PERCENT)
            .filter(step -> RobustSlope.changes(values, step.after() > step.before()))
            .filter(step -> step.fitsBetterThan(slope.get().perSecond(), seconds, values))
            .map(step -> atOnce(step.percent(level), windows.get(step.at())));
    double length = seconds[seconds.length - 1] - seconds[0];
    return atOnce.or(() -> Optional.of(bitByBit(slope.get(), 100 * length / level)));
  }

  private OverTime.Drift tooShort() {
    return new OverTime.Drift(
        figure, LeakVerdict.TOO_SHORT, null, null, null, null, words + ": too few windows to tell");
  }

  private OverTime.Drift atOnce(double percent, OverTime.Window window) {
    long second = (window.startEpochMillis() - startEpochMillis) / 1_000;
    return new OverTime.Drift(
        figure,
        percent > 0 ? UP : DOWN,
        rounded(percent),
        null,
        null,
        window.startEpochMillis(),
        String.format(
            Locale.ROOT,
            "%s: %s by %.1f %% at %s",
            words,
            percent > 0 ? "rises" : "falls",
            Math.abs(percent),
            TimeText.clock(second)));
  }

  /**
   * Of this slope.
   *
   * @param toPercent from change in a second to percent of the level over all windows
   */
  private OverTime.Drift bitByBit(RobustSlope slope, double toPercent) {
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
        null,
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
