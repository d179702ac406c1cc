package im.stress.cli;

import im.stress.run.RunProgress;
import im.stress.text.TimeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a run goes, in one line.
 *
 * @param stage which of several runs it is; empty where there is one
 */
record ProgressLine(RunProgress now, String stage) {
  private static final String BETWEEN = "  ";
  private static final String STAGE = "stage";
  private static final String RATE = "msg/s";
  private static final String ACK = "ack p99";

  /** What is left out where the line is too long, in this order. */
  private static final List<String> SPARE = List.of(RATE, ACK, STAGE);

  /** The line, of at most so many characters. */
  String text(int columns) {
    Map<String, String> parts = parts();
    for (String spare : SPARE) {
      if (line(parts).length() > columns) {
        parts.remove(spare);
      }
    }
    String line = line(parts);
    return line.length() <= columns ? line : line.substring(0, columns - 1) + "…";
  }

  private static String line(Map<String, String> parts) {
    return String.join(BETWEEN, parts.values());
  }

  private Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    if (!stage.isEmpty()) {
      parts.put(STAGE, stage.replaceAll("(\\d+) of (\\d+)", "$1/$2"));
    }
    parts.put("online", "online %d/%d".formatted(now.online(), now.users()));
    parts.put(RATE, String.format(Locale.ROOT, "msg/s %.1f", now.sendsPerSecond()));
    parts.put(
        ACK,
        now.ackP99Micros().isPresent()
            ? "ack p99 " + TimeText.millis(now.ackP99Micros().getAsLong())
            : "ack p99 -");
    parts.put("lost", "lost " + now.lost());
    parts.put("left", "left " + TimeText.countdown(now.left()));
    now.trouble()
        .ifPresent(last -> parts.put("last", "last: %s %d".formatted(last.what(), last.count())));
    return parts;
  }
}
