package im.stress.config;

import im.stress.config.Threshold.Operator;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of a threshold: {@code success.connect >= 0.99}, {@code ack p99 < 1000 ms}, {@code
 * messages.lost <= 0}.
 */
public final class ThresholdParser {
  private static final Pattern SHAPE =
      Pattern.compile("([^<>=]+?) ?(<=|>=|<|>) ?(\\d+(?:\\.\\d+)?) ?([a-zA-Z%]*)");

  private static final List<String> LATENCIES =
      List.of("connect", "login", "heartbeat", "ack", "delivery", "reconnect");
  private static final List<String> STATISTICS =
      List.of("p50", "p90", "p95", "p99", "p999", "mean", "max");
  private static final List<String> RATIOS =
      List.of(
          "success.online",
          "success.connect",
          "success.login",
          "success.ack",
          "success.delivery",
          "success.heartbeat",
          "success.overall");
  private static final List<String> COUNTS =
      List.of(
          "connections.lost",
          "messages.lost",
          "messages.duplicated",
          "messages.reordered",
          "messages.misrouted",
          "messages.unacked",
          "heartbeats.missed");
  private static final Map<String, Operator> OPERATORS =
      Map.of(
          "<", Operator.LESS, "<=", Operator.AT_MOST, ">", Operator.MORE, ">=", Operator.AT_LEAST);
  private static final Map<String, Integer> MICROS = Map.of("us", 1, "ms", 1_000, "s", 1_000_000);

  private final String name;
  private final String metric;
  private final String statistic;
  private final Operator operator;
  private final BigDecimal number;
  private final String unit;

  private ThresholdParser(String name, Matcher shape) {
    String[] figure = shape.group(1).split(" ", 2);
    this.name = name;
    this.metric = figure[0];
    this.statistic = figure.length > 1 ? figure[1] : "";
    this.operator = OPERATORS.get(shape.group(2));
    this.number = new BigDecimal(shape.group(3));
    this.unit = shape.group(4);
  }

  /**
   * The threshold that a user asks for with this text.
   *
   * @throws SettingsException when it is none; says expected and actual, but not which setting
   */
  public static Threshold parse(String text) {
    String name = text.strip().replaceAll("\\s+", " ");
    Matcher shape = SHAPE.matcher(name);
    if (!shape.matches()) {
      throw new SettingsException(
          "expected METRIC [STATISTIC] OPERATOR NUMBER [UNIT] with <, <=, > or >=, such as \"ack p99"
              + " < 1000 ms\", got \""
              + name
              + '"');
    }
    return new ThresholdParser(name, shape).threshold();
  }

  private Threshold threshold() {
    if (LATENCIES.contains(metric)) {
      return latency();
    }
    if (RATIOS.contains(metric)) {
      return ratio();
    }
    if (COUNTS.contains(metric)) {
      return count();
    }
    throw expected(
        "a latency (%s), a share (%s) or a count (%s)"
            .formatted(joined(LATENCIES), joined(RATIOS), joined(COUNTS)),
        metric);
  }

  private Threshold latency() {
    if (!STATISTICS.contains(statistic)) {
      throw expected("one of " + joined(STATISTICS) + " after " + metric, statistic);
    }
    Integer micros = MICROS.get(unit);
    if (micros == null) {
      throw expected("a unit us, ms or s after " + number.toPlainString(), unit);
    }
    return withBound(number.multiply(BigDecimal.valueOf(micros)));
  }

  private Threshold ratio() {
    requirePlain();
    if (number.compareTo(BigDecimal.ONE) > 0) {
      throw expected("a share from 0 to 1 for " + metric, number.toPlainString());
    }
    return withBound(number);
  }

  private Threshold count() {
    requirePlain();
    return withBound(number);
  }

  private void requirePlain() {
    if (!statistic.isEmpty()) {
      throw expected("an operator after " + metric, statistic);
    }
    if (!unit.isEmpty()) {
      throw expected("no unit after " + number.toPlainString(), unit);
    }
  }

  private Threshold withBound(BigDecimal bound) {
    return new Threshold(name, metric, statistic, operator, bound.doubleValue(), true);
  }

  private SettingsException expected(String what, String actual) {
    String shown = actual.isEmpty() ? "none" : '"' + actual + '"';
    return new SettingsException("expected %s, got %s in \"%s\"".formatted(what, shown, name));
  }

  private static String joined(List<String> words) {
    return String.join(", ", words);
  }
}
