package im.stress.report;

import im.stress.model.MonitorColumn;
import im.stress.model.Unit;
import java.util.Optional;

/**
 * Whether one figure leaks: it rises with 95 % confidence over the time at full load and over each
 * half of it, and fast enough to matter.
 */
final class LeakVerdict {
  static final String LEAK = "leak";
  static final String NONE = "none";
  static final String TOO_SHORT = "too-short";

  /**
   * A rise below this share of the level in a day is told and not called a leak: the issue allows
   * this tool the same in an hour, and allocators drift by as much.
   */
  private static final double SHARE_A_DAY = 0.05;

  private static final double DAY_SECONDS = 86_400;

  /**
   * Measured: a shard at 200 messages a second rose from 198 to 344 MB in 7 minutes, and kept 34.
   */
  private static final String OF_A_JVM =
      "; of a JVM, see its heap after a collection: a heap that is used for the first time rises, too";

  private static final String OF_A_HEAP =
      "; garbage in the old generation counts until it is collected: run jcmd PID GC.run and look"
          + " again";

  private final String subject;
  private final LeakFigure figure;
  private final MonitorColumn column;

  LeakVerdict(String subject, LeakFigure figure, MonitorColumn column) {
    this.subject = subject;
    this.figure = figure;
    this.column = column;
  }

  /** Of a time that is long enough. */
  OverTime.Growth of(Optional<Trend> trend, LoadSpan span) {
    return trend.map(known -> judged(known, span)).orElseGet(() -> tooShort("too few values"));
  }

  /** Of one that isn't. */
  OverTime.Growth tooShort(String why) {
    return new OverTime.Growth(
        subject, column.key(), TOO_SHORT, null, null, null, null, null, null, "no verdict: " + why);
  }

  private OverTime.Growth judged(Trend trend, LoadSpan span) {
    RobustSlope slope = trend.whole();
    double least = slope.low() * DAY_SECONDS;
    boolean leak = trend.risesSteadily() && least > SHARE_A_DAY * trend.level();
    return new OverTime.Growth(
        subject,
        column.key(),
        leak ? LEAK : NONE,
        trend.level(),
        rounded(slope.perSecond() * DAY_SECONDS),
        rounded(least),
        rounded(slope.high() * DAY_SECONDS),
        span.firstSecond() * 1_000,
        span.seconds(),
        leak ? leakText(slope, trend) : noLeakText(slope, trend));
  }

  private static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }

  private String leakText(RobustSlope slope, Trend trend) {
    String what =
        figure == LeakFigure.PORTS
            ? figure.title() + " leak"
            : figure.title() + " of the " + subject + " leaks";
    return "%s: %s; it was %s%s"
        .formatted(what, words(slope), Quantity.text(trend.level(), column.unit()), advice());
  }

  private String advice() {
    return switch (figure) {
      case RSS -> OF_A_JVM;
      case HEAP -> OF_A_HEAP;
      default -> "";
    };
  }

  private String noLeakText(RobustSlope slope, Trend trend) {
    if (!slope.rises()) {
      return "no growth that this run can show: " + words(slope);
    }
    return trend.risesSteadily()
        ? "rises by less than 5 % of its level in a day: " + words(slope)
        : "rose, and not in both halves of the time: " + words(slope);
  }

  private String words(RobustSlope slope) {
    Unit unit = column.unit();
    return "%s a day, 95 %% between %s and %s"
        .formatted(
            Quantity.signed(slope.perSecond() * DAY_SECONDS, unit),
            Quantity.text(slope.low() * DAY_SECONDS, unit),
            Quantity.text(slope.high() * DAY_SECONDS, unit));
  }
}
