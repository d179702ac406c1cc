package im.stress.report;

import java.util.OptionalDouble;

/** What the load generator used, from the merged {@code monitor.csv}. */
final class ClientFigures {

  private ClientFigures() {}

  /** Null when nothing was monitored. */
  static Summary.Client of(CsvTable monitor) {
    if (monitor.isEmpty()) {
      return null;
    }
    return new Summary.Client(
        orNull(monitor.values("cpuPercent").average()),
        orNull(monitor.values("cpuPercent").max()),
        max(monitor, "rssBytes"),
        max(monitor, "gcPauseMillis"),
        max(monitor, "fdLimit"),
        max(monitor, "fdUsed"));
  }

  /** Rounded to tenths. */
  private static Double orNull(OptionalDouble percent) {
    return percent.isPresent() ? Math.round(percent.getAsDouble() * 10) / 10.0 : null;
  }

  private static Long max(CsvTable monitor, String column) {
    OptionalDouble max = monitor.values(column).max();
    return max.isPresent() ? Math.round(max.getAsDouble()) : null;
  }
}
