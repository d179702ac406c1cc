package im.stress.report;

import java.util.List;

/**
 * What changed in the course of a run: {@code overTime} of {@code summary.json}. Part of the
 * summary, so what was not measured is null or missing.
 *
 * @param windows how the time at full load went, in equal parts; null when it was too short
 * @param drift what throughput and latency did from part to part; null without parts
 * @param growth what grew in the load generator and in the target
 * @param targetEnds when the target's process ended, the first times
 * @param moreTargetEnds how often beyond those; null when they are all
 */
public record OverTime(
    List<Window> windows,
    List<Drift> drift,
    List<Growth> growth,
    List<TargetEnd> targetEnds,
    Long moreTargetEnds) {

  /** Copies its lists. */
  public OverTime {
    windows = windows == null ? null : List.copyOf(windows);
    drift = drift == null ? null : List.copyOf(drift);
    growth = List.copyOf(growth);
    targetEnds = List.copyOf(targetEnds);
  }

  /** A part of the time at full load. Rates are a second; {@code lost} counts connections. */
  public record Window(
      long startEpochMillis,
      long seconds,
      Double sentPerSecond,
      Double ackedPerSecond,
      Double deliveredPerSecond,
      Long ackP99Micros,
      Long deliveryP99Micros,
      long lost) {}

  /**
   * How a figure of the windows went. What can't be told is null.
   *
   * @param figure name of a component of {@link Window}
   * @param verdict {@code up}, {@code down}, {@code none} or {@code too-short}
   * @param changePercent what it changed by over all windows, in percent of its median, or of that
   *     of the first three windows where it is larger; of a change at once, of what it was before
   * @param lowPercent least change over all windows that 95 % confidence allows; null of a change
   *     at once
   * @param highPercent largest one
   * @param atEpochMillis when it changed at once: begin of the first window after it; else null
   */
  public record Drift(
      String figure,
      String verdict,
      Double changePercent,
      Double lowPercent,
      Double highPercent,
      Long atEpochMillis,
      String text) {}

  /**
   * Whether something leaks.
   *
   * @param subject {@code client}, {@code machine} (the load generator's), {@code target}, or the
   *     name of a monitor's folder
   * @param figure name of the column of {@code monitor.csv}
   * @param verdict {@code leak}, {@code none} or {@code too-short}
   * @param level median over the time that was looked at; null when that was too short
   * @param perDay growth in a day at this pace
   * @param lowPerDay least growth that 95 % confidence allows
   * @param highPerDay largest growth that 95 % confidence allows
   * @param fromEpochMillis start of the time that was looked at
   * @param seconds its length
   */
  public record Growth(
      String subject,
      String figure,
      String verdict,
      Double level,
      Double perDay,
      Double lowPerDay,
      Double highPerDay,
      Long fromEpochMillis,
      Long seconds,
      String text) {}

  /**
   * An end of the target's process, with its last figures.
   *
   * @param source who watched it: a process of the run, or the folder of a monitor
   * @param epochMillis begin of the second in which it was gone
   * @param backAfterSeconds when a process was there again; 0 = within a second, null = never
   * @param deaths connections lost in the seconds around, by cause
   */
  public record TargetEnd(
      String source,
      long epochMillis,
      Long backAfterSeconds,
      Double cpuPercent,
      Long rssBytes,
      Long threads,
      Long fdUsed,
      List<Deaths> deaths,
      String text) {}

  /** Lost connections of one cause. */
  public record Deaths(String cause, long count) {}
}
