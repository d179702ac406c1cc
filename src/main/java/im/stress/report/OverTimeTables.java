package im.stress.report;

import im.stress.model.MonitorColumn;
import im.stress.model.Unit;
import im.stress.text.TimeText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * {@link OverTime} as the page and {@code summary.md} show it.
 *
 * @param length of a window; empty without windows
 * @param windows one row each; the first cell is its begin
 * @param drift one line for each figure of the windows
 * @param growth one row for each figure; none when there is no verdict on any
 * @param tooShort why there is none on any; empty when there are rows
 * @param targetEnds one line for each end of the target
 */
public record OverTimeTables(
    String length,
    List<List<String>> windows,
    List<String> drift,
    List<List<String>> growth,
    String tooShort,
    List<String> targetEnds) {

  /** In place of a figure that is not known. */
  private static final String NOTHING = "–";

  static OverTimeTables of(OverTime overTime, TimeBuckets time) {
    List<OverTime.Window> windows = overTime.windows() == null ? List.of() : overTime.windows();
    List<OverTime.Drift> drift = overTime.drift() == null ? List.of() : overTime.drift();
    List<String> growthTexts =
        overTime.growth().stream().map(OverTime.Growth::text).distinct().toList();
    boolean noneJudged = growthTexts.size() == 1 && overTime.growth().get(0).level() == null;
    return new OverTimeTables(
        windows.isEmpty() ? "" : length(windows.get(0).seconds()),
        windows.stream().map(window -> cells(window, time)).toList(),
        drift.stream().map(OverTime.Drift::text).toList(),
        noneJudged ? List.of() : overTime.growth().stream().map(OverTimeTables::cells).toList(),
        noneJudged ? growthTexts.get(0) : "",
        OverTimeFigures.targetEnds(overTime));
  }

  private static String length(long seconds) {
    return TimeText.text(Duration.ofSeconds(seconds));
  }

  private static List<String> cells(OverTime.Window window, TimeBuckets time) {
    return List.of(
        TimeText.clock(Math.round(time.secondsSinceStart(window.startEpochMillis()))),
        rate(window.sentPerSecond()),
        rate(window.ackedPerSecond()),
        rate(window.deliveredPerSecond()),
        micros(window.ackP99Micros()),
        micros(window.deliveryP99Micros()),
        Format.count(window.lost()));
  }

  private static String rate(Double perSecond) {
    return perSecond == null ? "" : Format.rate(perSecond);
  }

  private static String micros(Long micros) {
    return micros == null ? "" : Format.micros(micros);
  }

  private static List<String> cells(OverTime.Growth growth) {
    if (growth.level() == null) {
      return List.of(
          growth.subject(),
          LeakFigure.titleOf(growth.figure()),
          NOTHING,
          NOTHING,
          NOTHING,
          growth.text());
    }
    Unit unit = unit(growth.figure());
    return List.of(
        growth.subject(),
        LeakFigure.titleOf(growth.figure()),
        Quantity.text(growth.level(), unit),
        Quantity.signed(growth.perDay(), unit),
        Quantity.text(growth.lowPerDay(), unit) + " to " + Quantity.text(growth.highPerDay(), unit),
        growth.verdict().equals(LeakVerdict.LEAK) ? "leak" : growth.text().replaceFirst(":.*", ""));
  }

  private static Unit unit(String figure) {
    return Arrays.stream(MonitorColumn.values())
        .filter(column -> column.key().equals(figure))
        .findFirst()
        .map(MonitorColumn::unit)
        .orElse(Unit.COUNT);
  }
}
