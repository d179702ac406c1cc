package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * What a reconnect storm looked like, over all processes: counts add up; of times the slowest
 * process decides; peaks add up to a bound, as they need not fall into the same second.
 */
final class StormFigures {

  private final List<JsonNode> storms;

  private StormFigures(List<JsonNode> storms) {
    this.storms = storms;
  }

  /** The figures of the drill; none without one. */
  static List<KeyFigures.Line> of(Summary summary) {
    return summary.storm() == null ? List.of() : new StormFigures(summary.storm()).lines();
  }

  private List<KeyFigures.Line> lines() {
    List<KeyFigures.Line> lines = new ArrayList<>();
    long cut = sum("cut");
    long back = sum("back");
    long secondWave = sum("secondWaveDeaths");
    lines.add(
        new KeyFigures.Line(
            "Back after the cut",
            Format.count(back),
            "of " + Format.count(cut) + " that were cut at " + began(),
            back < cut));
    for (int percent : new int[] {50, 95, 100}) {
      lines.add(untilBack(percent));
    }
    lines.add(
        KeyFigures.Line.calm(
            "Peak connects/s",
            Format.count(sum("peakConnectsPerSecond")),
            storms.size() > 1 ? "at most: the peaks of " + storms.size() + " processes" : ""));
    lines.add(
        KeyFigures.Line.calm("Storm login p99", text(largest("loginP99Micros")), processes()));
    lines.add(
        new KeyFigures.Line(
            "Second-wave deaths",
            Format.count(secondWave),
            "lost after the cut, for another cause",
            secondWave > 0));
    return lines;
  }

  private KeyFigures.Line untilBack(int percent) {
    String field = "millisUntil" + percent + "PercentBack";
    boolean everywhere = storms.stream().allMatch(s -> s.has(field) || s.path("cut").asLong() == 0);
    OptionalLong millis = largest(field);
    return millis.isPresent() && everywhere
        ? KeyFigures.Line.calm(
            percent + " % back after", Format.micros(millis.getAsLong() * 1000), processes())
        : new KeyFigures.Line(percent + " % back after", "never", "", sum("cut") > 0);
  }

  private String began() {
    return values("beginEpochMillis").min().stream()
        .mapToObj(Format::instant)
        .findFirst()
        .orElse("an unknown time");
  }

  private String processes() {
    return storms.size() > 1 ? "in the slowest of " + storms.size() + " processes" : "";
  }

  private long sum(String field) {
    return values(field).sum();
  }

  private OptionalLong largest(String field) {
    return values(field).max();
  }

  private LongStream values(String field) {
    return storms.stream().filter(s -> s.has(field)).mapToLong(s -> s.path(field).asLong());
  }

  private static String text(OptionalLong micros) {
    return micros.isPresent() ? Format.micros(micros.getAsLong()) : "none";
  }
}
