package im.stress.benchmark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code wrk --latency} prints, and after it {@code cpu USER SYSTEM} in seconds. */
final class WrkOutput {
  private static final Pattern TIME = Pattern.compile("([\\d.]+)(us|ms|s|m)");

  private final String text;

  private WrkOutput(String text) {
    this.text = text;
  }

  /**
   * The figures of a run.
   *
   * @throws IllegalArgumentException when one is missing
   */
  static BenchmarkLoad read(String text) {
    WrkOutput output = new WrkOutput(text);
    double requests = Double.parseDouble(output.found("(\\d+) requests in"));
    double cpuSeconds =
        Double.parseDouble(output.found("cpu ([\\d.]+)"))
            + Double.parseDouble(output.found("cpu [\\d.]+ ([\\d.]+)"));
    return new BenchmarkLoad(
        Double.parseDouble(output.found("Requests/sec: +([\\d.]+)")),
        cpuSeconds * 1e6 / requests,
        millis(output.found("50% +(\\S+)")),
        millis(output.found("99% +(\\S+)")));
  }

  private String found(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException("expected " + pattern + " in what wrk printed: " + text);
    }
    return matcher.group(1);
  }

  private static double millis(String time) {
    Matcher matcher = TIME.matcher(time);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("expected a time of wrk, got " + time);
    }
    double value = Double.parseDouble(matcher.group(1));
    return switch (matcher.group(2)) {
      case "us" -> value / 1_000;
      case "ms" -> value;
      case "s" -> value * 1_000;
      default -> value * 60_000;
    };
  }
}
