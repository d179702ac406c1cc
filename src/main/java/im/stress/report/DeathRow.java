package im.stress.report;

import java.util.List;

/** One row of the page's table of lost connections. */
record DeathRow(
    String count,
    String cause,
    String phase,
    String code,
    String reason,
    String when,
    String age,
    String advice) {

  static List<DeathRow> of(Summary summary, int limit, TimeBuckets time) {
    if (summary.connections() == null) {
      return List.of();
    }
    return summary.connections().deaths().stream()
        .limit(limit)
        .map(death -> of(death, time))
        .toList();
  }

  private static DeathRow of(Summary.Death death, TimeBuckets time) {
    return new DeathRow(
        Format.count(death.count()),
        death.cause(),
        String.valueOf(death.phase()),
        death.code() < 0 ? "" : String.valueOf(death.code()),
        death.reason(),
        when(death, time),
        death.ageMillisP50() == null ? "" : Format.seconds(death.ageMillisP50()),
        death.advice());
  }

  private static String when(Summary.Death death, TimeBuckets time) {
    String first = moment(death.firstEpochMillis(), time);
    return death.count() == 1
        ? "at " + first
        : "first at " + first + ", last at " + moment(death.lastEpochMillis(), time);
  }

  /** As on the charts, and as in the server's log. */
  private static String moment(long epochMillis, TimeBuckets time) {
    double seconds = Math.max(0, time.secondsSinceStart(epochMillis));
    return Format.clock((long) seconds) + " (" + Format.instant(epochMillis) + ")";
  }
}
