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

  static List<DeathRow> of(Summary summary, int limit) {
    if (summary.connections() == null) {
      return List.of();
    }
    return summary.connections().deaths().stream().limit(limit).map(DeathRow::of).toList();
  }

  private static DeathRow of(Summary.Death death) {
    return new DeathRow(
        Format.count(death.count()),
        death.cause(),
        death.phase(),
        death.code() < 0 ? "" : String.valueOf(death.code()),
        death.reason(),
        Format.instant(death.firstEpochMillis()),
        death.ageMillisP50() == null ? "" : Format.seconds(death.ageMillisP50()),
        death.advice());
  }
}
