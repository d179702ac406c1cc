package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.config.Threshold;
import im.stress.model.Figure;
import im.stress.record.JsonFiles;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Holds a summary's figures against the thresholds. A latency is found by metric and statistic
 * below {@code latencyMicros}; any other figure by its path, as {@code messages.lost}. A default
 * that this run could not measure is left out of the judgement; what a user asked for is not.
 */
final class ThresholdCheck {

  private final JsonNode figures;
  private final NotMeasured notMeasured;
  private final Function<Figure, Optional<String>> causes;

  private ThresholdCheck(
      Summary summary, NotMeasured notMeasured, Function<Figure, Optional<String>> causes) {
    this.figures = JsonFiles.MAPPER.valueToTree(summary);
    this.notMeasured = notMeasured;
    this.causes = causes;
  }

  /**
   * Each threshold with its figure.
   *
   * @param causes what else to say of a figure that keeps its threshold not
   */
  static List<Summary.ThresholdResult> check(
      List<Threshold> thresholds,
      Summary summary,
      NotMeasured notMeasured,
      Function<Figure, Optional<String>> causes) {
    ThresholdCheck check = new ThresholdCheck(summary, notMeasured, causes);
    return thresholds.stream().map(check::check).toList();
  }

  private Summary.ThresholdResult check(Threshold threshold) {
    JsonNode figure = figure(threshold);
    if (!figure.isNumber()) {
      return withoutFigure(threshold);
    }
    double actual = figure.asDouble();
    boolean held = threshold.heldBy(actual);
    String note = held ? null : causes.apply(threshold.figure()).orElse(null);
    return new Summary.ThresholdResult(threshold.name(), actual, held, unit(threshold), note);
  }

  private Summary.ThresholdResult withoutFigure(Threshold threshold) {
    NotMeasured.Reason reason = notMeasured.of(threshold.figure());
    boolean leftOut = !threshold.asked() && !reason.possible();
    return new Summary.ThresholdResult(
        threshold.name(), null, leftOut, null, "not measured: " + reason.text());
  }

  private static String unit(Threshold threshold) {
    return switch (threshold.figure().kind()) {
      case LATENCY -> Summary.ThresholdResult.MICROSECONDS;
      case RATIO -> Summary.ThresholdResult.RATIO;
      case COUNT -> null;
    };
  }

  private JsonNode figure(Threshold threshold) {
    String path =
        threshold.isLatency()
            ? "latencyMicros." + threshold.figure().key() + "." + threshold.statistic()
            : threshold.figure().key();
    return figures.at("/" + path.replace('.', '/'));
  }
}
