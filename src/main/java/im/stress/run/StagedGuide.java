package im.stress.run;

import java.util.List;
import java.util.Map;

/**
 * The steps of the stress guide for long-connection services: 100, 1,000, 10,000 and 50,000 users,
 * what each of them does for how long, and the success that is expected.
 */
final class StagedGuide {
  private static final List<Values> STEPS =
      List.of(
          new Values(100, "30s", "120s", "5s", "30s", "0.95"),
          new Values(1_000, "60s", "300s", "5s", "30s", "0.95"),
          new Values(10_000, "120s", "600s", "5s", "30s", "0.90"),
          new Values(50_000, "300s", "600s", "10s", "60s", "0.90"));

  private record Values(
      int users,
      String rampUp,
      String duration,
      String messageInterval,
      String heartbeatInterval,
      String success) {

    Map<String, String> settings() {
      return Map.of(
          "im.ramp-up",
          rampUp,
          "im.duration",
          duration,
          "im.message.interval",
          messageInterval,
          "im.heartbeat.interval",
          heartbeatInterval,
          "im.thresholds",
          "success.overall >= " + success);
    }
  }

  private StagedGuide() {}

  /** Users of each of its steps. */
  static List<Integer> levels() {
    return STEPS.stream().map(Values::users).toList();
  }

  /** Settings of its smallest step with at least so many users; of its largest where none has. */
  static Map<String, String> settings(int users) {
    return STEPS.stream()
        .filter(step -> step.users() >= users)
        .findFirst()
        .orElse(STEPS.get(STEPS.size() - 1))
        .settings();
  }
}
