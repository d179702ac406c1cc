package im.stress.gatling;

import im.stress.config.MessageSettings;
import im.stress.config.StressSettings;
import im.stress.config.Threshold;
import im.stress.model.Figure;
import im.stress.model.Metric;
import im.stress.protocol.Traits;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.CoreDsl;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Thresholds in Gatling's terms, so that its page shows them. Figures that Gatling doesn't have
 * (time online, lost, duplicated …) are left to our own verdict.
 */
final class GatlingAssertions {
  private static final Map<String, Double> PERCENTILES =
      Map.of("p50", 50.0, "p90", 90.0, "p95", 95.0, "p99", 99.0, "p999", 99.9);

  private final StressSettings settings;
  private final Traits traits;
  private final Declared declared;
  private final int users;

  /**
   * For a process.
   *
   * @param users how many it has, or fewer: all processes of a run must have the same assertions
   */
  GatlingAssertions(StressSettings settings, Traits traits, Declared declared, int users) {
    this.settings = settings;
    this.traits = traits;
    this.declared = declared;
    this.users = users;
  }

  List<Assertion> all() {
    return settings.thresholds().stream()
        .filter(this::surelyHappens)
        .map(GatlingAssertions::of)
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Gatling fails an assertion about an operation that never happened. Such a threshold is left to
   * our own verdict, which knows why there is no figure. So is any about one operation where there
   * are several populations: each has a row of its own, and none is of all users.
   */
  private boolean surelyHappens(Threshold threshold) {
    return threshold
        .figure()
        .metric()
        .map(operation -> declared.populations().isEmpty() && surelyHappens(operation))
        .orElse(true);
  }

  private boolean surelyHappens(Metric operation) {
    return switch (operation) {
      case TLS -> settings.target().isSecure();
      case ACK -> traits.acknowledgesMessages() && areSent(declared.messages(), writers());
      case DELIVERY -> traits.delivers() && areSent(declared.messages(), writers());
      case GROUP_DELIVERY -> areSent(declared.groupMessages(), 2);
      case HEARTBEAT ->
          traits.heartbeatKind().isAnswered()
              && users > 0
              && declared.heartbeats().stream().anyMatch(beats -> isOften(beats.interval()));
      default -> true;
    };
  }

  /** How many users there must be for one to write: one alone has nobody to write to. */
  private int writers() {
    return traits.delivers() ? 2 : 1;
  }

  private boolean areSent(Set<MessageSettings> kinds, int leastUsers) {
    return users >= leastUsers
        && kinds.stream()
            .anyMatch(
                message ->
                    switch (message.arrivals()) {
                      case UNIFORM -> isOften(message.interval());
                      case POISSON -> isOften(message.interval()) && areCertain(message.interval());
                      case CLOSED -> true;
                    });
  }

  /** Random arrivals of this mean stay out in one case of e^30. */
  private boolean areCertain(Duration interval) {
    return (double) users * shortestStay().toNanos() >= 30.0 * interval.toNanos();
  }

  /** Whoever is online for half of the time, at least, has something due. */
  private boolean isOften(Duration interval) {
    return interval.multipliedBy(2).compareTo(shortestStay()) <= 0;
  }

  private Duration shortestStay() {
    Duration run = settings.load().duration();
    return declared.shortestStay().filter(stay -> stay.compareTo(run) < 0).orElse(run);
  }

  private static Optional<Assertion> of(Threshold threshold) {
    if (threshold.figure() == Figure.SUCCESS_OVERALL) {
      return Optional.of(percentage(CoreDsl.global(), threshold));
    }
    return switch (threshold.figure().kind()) {
      case LATENCY -> details(threshold).flatMap(path -> responseTime(path, threshold));
      case RATIO -> details(threshold).map(path -> percentage(path, threshold));
      case COUNT -> Optional.empty();
    };
  }

  /**
   * Not of reconnects, as nobody knows whether there will be any; nor of what Gatling isn't told.
   */
  private static Optional<Assertion.WithPath> details(Threshold threshold) {
    return threshold
        .figure()
        .metric()
        .filter(operation -> operation != Metric.RECONNECT)
        .map(GatlingLog::nameOf)
        .map(CoreDsl::details);
  }

  private static Assertion percentage(Assertion.WithPath path, Threshold threshold) {
    Assertion.WithPathAndTarget<Double> target = path.successfulRequests().percent();
    double bound = threshold.bound() * 100;
    return switch (threshold.operator()) {
      case LESS -> target.lt(bound);
      case AT_MOST -> target.lte(bound);
      case MORE -> target.gt(bound);
      case AT_LEAST -> target.gte(bound);
    };
  }

  private static Optional<Assertion> responseTime(Assertion.WithPath path, Threshold threshold) {
    return target(path.responseTime(), threshold.statistic())
        .map(target -> compared(target, threshold));
  }

  private static Optional<Assertion.WithPathAndTarget<Integer>> target(
      Assertion.WithPathAndTimeMetric time, String statistic) {
    if (statistic.equals("mean")) {
      return Optional.of(time.mean());
    }
    if (statistic.equals("max")) {
      return Optional.of(time.max());
    }
    return Optional.ofNullable(PERCENTILES.get(statistic)).map(time::percentile);
  }

  /** Gatling counts in whole milliseconds. */
  private static Assertion compared(
      Assertion.WithPathAndTarget<Integer> target, Threshold threshold) {
    int millis = (int) Math.ceil(threshold.bound() / 1_000);
    return switch (threshold.operator()) {
      case LESS -> target.lt(millis);
      case AT_MOST -> target.lte(millis);
      case MORE -> target.gt(millis);
      case AT_LEAST -> target.gte(millis);
    };
  }
}
