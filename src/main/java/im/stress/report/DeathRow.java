package im.stress.report;

import im.stress.text.TimeText;
import java.util.List;

/**
 * One row of the page's table of lost connections and failed requests.
 *
 * @param death the figures
 * @param count how many, for people
 * @param when first and last loss, for people
 * @param age median age, for people; empty when it isn't known
 */
record DeathRow(Summary.Death death, String count, String when, String age) {
  static List<DeathRow> of(Summary summary, int limit, TimeBuckets time) {
    return summary.failures().stream().limit(limit).map(death -> of(death, time)).toList();
  }

  private static DeathRow of(Summary.Death death, TimeBuckets time) {
    return new DeathRow(
        death,
        Format.count(death.count()),
        when(death, time),
        death.ageMillisP50() == null ? "" : Format.seconds(death.ageMillisP50()));
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
    return TimeText.clock((long) seconds) + " (" + TimeText.utc(epochMillis) + ")";
  }
}
