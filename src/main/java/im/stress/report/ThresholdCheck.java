package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.config.StressSettings;
import im.stress.config.Threshold;
import java.util.List;
import java.util.Set;

/**
 * Holds a summary's figures against the thresholds. A latency is found by metric and statistic
 * below {@code latencyMicros}; any other figure by its path, as {@code messages.lost}.
 */
final class ThresholdCheck {

  private static final Set<String> OF_MESSAGES =
      Set.of(
          "ack",
          "delivery",
          "sendLateness",
          "success.ack",
          "success.delivery",
          "messages",
          "rates");

  private static final Set<String> OF_HEARTBEATS =
      Set.of("heartbeat", "heartbeatLateness", "success.heartbeat", "heartbeats");

  private final JsonNode figures;
  private final StressSettings settings;

  private ThresholdCheck(Summary summary, StressSettings settings) {
    this.figures = JsonFiles.MAPPER.valueToTree(summary);
    this.settings = settings;
  }

  static List<Summary.ThresholdResult> check(Summary summary, StressSettings settings) {
    ThresholdCheck check = new ThresholdCheck(summary, settings);
    return settings.thresholds().stream().map(check::check).toList();
  }

  private Summary.ThresholdResult check(Threshold threshold) {
    JsonNode figure = figure(threshold);
    if (figure.isNumber()) {
      double actual = figure.asDouble();
      return new Summary.ThresholdResult(
          threshold.name(), actual, threshold.heldBy(actual), unit(threshold), null);
    }
    boolean messagesOff = !settings.message().enabled() && isAbout(OF_MESSAGES, threshold);
    boolean heartbeatsOff = !settings.heartbeat().enabled() && isAbout(OF_HEARTBEATS, threshold);
    return messagesOff || heartbeatsOff
        ? new Summary.ThresholdResult(
            threshold.name(), null, true, null, "skipped: none were intended (interval 0)")
        : new Summary.ThresholdResult(threshold.name(), null, false, null, "not measured");
  }

  private static String unit(Threshold threshold) {
    if (threshold.isLatency()) {
      return Summary.ThresholdResult.MICROSECONDS;
    }
    return threshold.metric().startsWith("success.") ? Summary.ThresholdResult.RATIO : null;
  }

  private JsonNode figure(Threshold threshold) {
    String path =
        threshold.isLatency()
            ? "latencyMicros." + threshold.metric() + "." + threshold.statistic()
            : threshold.metric();
    return figures.at("/" + path.replace('.', '/'));
  }

  private static boolean isAbout(Set<String> names, Threshold threshold) {
    String metric = threshold.metric();
    return names.contains(metric) || names.contains(metric.replaceAll("\\..*", ""));
  }
}
