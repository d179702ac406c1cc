package im.stress.report;

import im.stress.model.Intervals;
import im.stress.text.TimeText;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** How often users did what they did again and again, for people. */
final class IntervalText {
  private IntervalText() {}

  /** Such as {@code 10 s or 30 s}. */
  static String of(List<Long> micros) {
    return micros.stream()
        .map(interval -> TimeText.text(Duration.of(interval, ChronoUnit.MICROS)))
        .collect(Collectors.joining(" or "));
  }

  /** All of them; empty where nobody does anything again and again, or nobody knows. */
  static String of(Intervals intervals) {
    StringJoiner all = new StringJoiner(", ");
    add(all, "a message", intervals.messageMicros());
    add(all, "a message to a group", intervals.groupMessageMicros());
    add(all, "a heartbeat", intervals.heartbeatMicros());
    return all.toString();
  }

  private static void add(StringJoiner all, String what, List<Long> micros) {
    if (!micros.isEmpty()) {
      all.add(what + " every " + of(micros));
    }
  }
}
