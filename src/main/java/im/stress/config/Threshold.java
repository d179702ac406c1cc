package im.stress.config;

import im.stress.model.Figure;

/**
 * One condition that decides the exit code, written as in {@code success.connect >= 0.99} or {@code
 * ack p99 < 1000 ms}.
 *
 * @param name the condition as the user wrote it, white space folded
 * @param figure what stands before the operator: {@code success.connect} or {@code ack}
 * @param statistic {@code p50}, {@code p90}, {@code p95}, {@code p99}, {@code p999}, {@code mean},
 *     {@code max} for a latency; empty for a plain figure
 * @param operator how the figure is compared
 * @param bound what it is compared with; latencies in microseconds, ratios from 0 to 1
 * @param asked whether a user asked for it; a default judges only what a run can measure
 */
public record Threshold(
    String name, Figure figure, String statistic, Operator operator, double bound, boolean asked) {

  /** The same as a default. */
  Threshold asDefault() {
    return new Threshold(name, figure, statistic, operator, bound, false);
  }

  /** Whether this is about a latency (bound in microseconds) rather than a plain figure. */
  public boolean isLatency() {
    return figure.kind() == Figure.Kind.LATENCY;
  }

  /** Whether a figure keeps this threshold. */
  public boolean heldBy(double actual) {
    return switch (operator) {
      case LESS -> actual < bound;
      case AT_MOST -> actual <= bound;
      case MORE -> actual > bound;
      case AT_LEAST -> actual >= bound;
    };
  }

  /** How a figure is compared with the bound. */
  public enum Operator {
    /** {@code <}. */
    LESS,
    /** {@code <=}. */
    AT_MOST,
    /** {@code >}. */
    MORE,
    /** {@code >=}. */
    AT_LEAST
  }
}
