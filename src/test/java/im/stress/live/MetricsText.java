package im.stress.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Prometheus' text format 0.0.4 as its documentation has it: {@code name{label="value"}
 * value}, and comments of three kinds. Anything else is an error.
 */
final class MetricsText {
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)((?:\\{(?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n"
              + "]|\\\\[\\\\\"n])*\",?)*\\})?) ([+-]?Inf|NaN|[-+0-9.eE]+)");
  private static final Pattern COMMENT =
      Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");

  private final Map<String, Double> samples = new LinkedHashMap<>();
  private final Map<String, String> types = new LinkedHashMap<>();

  static MetricsText of(String text) {
    MetricsText metrics = new MetricsText();
    if (!text.isEmpty() && !text.endsWith("\n")) {
      throw new AssertionError("the last line must end with a line feed");
    }
    text.lines().forEach(metrics::take);
    return metrics;
  }

  private void take(String line) {
    Matcher comment = COMMENT.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (comment.matches()) {
      if (comment.group(1).equals("TYPE")) {
        types.put(comment.group(2), comment.group(3));
      }
    } else if (sample.matches()) {
      String key = sample.group(1) + sample.group(2);
      if (samples.put(key, number(sample.group(3))) != null) {
        throw new AssertionError("twice: " + key);
      }
    } else {
      throw new AssertionError("no line of this format: " + line);
    }
  }

  private static double number(String text) {
    return text.endsWith("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  /** The value of a series of a run that has no other labels. */
  double value(String name, String run) {
    return series(name + "{run=\"" + run + "\"}");
  }

  /** The value of a series, named as it stands there. */
  double series(String series) {
    Double value = samples.get(series);
    if (value == null) {
      throw new AssertionError(series + " is not among " + samples.keySet());
    }
    return value;
  }

  /** Names of all series, without their labels. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    samples.keySet().forEach(series -> names.add(series.replaceFirst("\\{.*", "")));
    return names;
  }

  /** The type of each metric. */
  Map<String, String> types() {
    return types;
  }
}
