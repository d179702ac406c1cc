package im.stress.config;

import im.stress.config.Threshold.Operator;
import im.stress.model.Figure;
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

  private static final List<String> STATISTICS =
      List.of("p50", "p90", "p95", "p99", "p999", "mean", "max");
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
    Figure figure = Figure.named(metric).orElseThrow(this::unknown);
    return switch (figure.kind()) {
      case LATENCY -> latency(figure);
      case RATIO -> ratio(figure);
      case COUNT -> count(figure);
    };
  }

  private SettingsException unknown() {
    return expected(
        "a latency (%s), a share (%s) or a count (%s)"
            .formatted(
                Figure.names(Figure.Kind.LATENCY),
                Figure.names(Figure.Kind.RATIO),
                Figure.names(Figure.Kind.COUNT)),
        metric);
  }

  private Threshold latency(Figure figure) {
    if (!STATISTICS.contains(statistic)) {
      throw expected("one of " + String.join(", ", STATISTICS) + " after " + metric, statistic);
    }
    Integer micros = MICROS.get(unit);
    if (micros == null) {
      throw expected("a unit us, ms or s after " + number.toPlainString(), unit);
    }
    return withBound(figure, number.multiply(BigDecimal.valueOf(micros)));
  }

  private Threshold ratio(Figure figure) {
    requirePlain();
    if (number.compareTo(BigDecimal.ONE) > 0) {
      throw expected("a share from 0 to 1 for " + metric, number.toPlainString());
    }
    return withBound(figure, number);
  }

  private Threshold count(Figure figure) {
    requirePlain();
    return withBound(figure, number);
  }

  private void requirePlain() {
    if (!statistic.isEmpty()) {
      throw expected("an operator after " + metric, statistic);
    }
    if (!unit.isEmpty()) {
      throw expected("no unit after " + number.toPlainString(), unit);
    }
  }

  private Threshold withBound(Figure figure, BigDecimal bound) {
    return new Threshold(name, figure, statistic, operator, bound.doubleValue(), true);
  }

  private SettingsException expected(String what, String actual) {
    String shown = actual.isEmpty() ? "none" : '"' + actual + '"';
    return new SettingsException("expected %s, got %s in \"%s\"".formatted(what, shown, name));
  }
}
