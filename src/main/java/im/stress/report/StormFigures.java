package im.stress.report;

import im.stress.record.Storm;
import im.stress.text.TimeText;
import java.util.List;

/** The lines that say what a reconnect storm looked like. */
final class StormFigures {

  private final Storm storm;

  private StormFigures(Storm storm) {
    this.storm = storm;
  }

  /** The figures of the drill; none without one. */
  static List<KeyFigures.Line> of(Summary summary) {
    return summary.storm() == null ? List.of() : new StormFigures(summary.storm()).lines();
  }

  private List<KeyFigures.Line> lines() {
    return List.of(
        new KeyFigures.Line(
            "Back after the cut",
            Format.count(storm.back()),
            "of %s that were cut at %s"
                .formatted(Format.count(storm.cut()), TimeText.utc(storm.beginEpochMillis())),
            storm.back() < storm.cut()),
        untilBack(50, storm.millisUntil50PercentBack()),
        untilBack(95, storm.millisUntil95PercentBack()),
        untilBack(100, storm.millisUntil100PercentBack()),
        KeyFigures.Line.calm(
            "Peak connects/s",
            Format.count(storm.peakConnectsPerSecond()),
            unmerged("at most: the peaks of %d processes")),
        KeyFigures.Line.calm(
            "Storm login p99",
            storm.loginP99Micros() == null ? "none" : Format.micros(storm.loginP99Micros()),
            slowest()),
        new KeyFigures.Line(
            "Second-wave deaths",
            Format.count(storm.secondWaveDeaths()),
            "lost after the cut, for another cause",
            storm.secondWaveDeaths() > 0));
  }

  private KeyFigures.Line untilBack(int percent, Long millis) {
    String label = percent + " % back after";
    return millis == null
        ? new KeyFigures.Line(label, "never", "", storm.cut() > 0)
        : KeyFigures.Line.calm(label, Format.micros(millis * 1000), slowest());
  }

  private String slowest() {
    return unmerged("in the slowest of %d processes");
  }

  private String unmerged(String detail) {
    return storm.unmergedProcesses() == null ? "" : detail.formatted(storm.unmergedProcesses());
  }
}
