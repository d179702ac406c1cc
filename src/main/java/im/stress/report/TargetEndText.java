package im.stress.report;

import im.stress.model.Unit;
import im.stress.text.TimeText;
import java.util.Locale;
import java.util.stream.Collectors;

/** One line on an end of the target's process: when, how it stood, and what the users saw. */
final class TargetEndText {
  private TargetEndText() {}

  /** The same end with its line. */
  static OverTime.TargetEnd on(OverTime.TargetEnd end) {
    return new OverTime.TargetEnd(
        end.source(),
        end.epochMillis(),
        end.backAfterSeconds(),
        end.cpuPercent(),
        end.rssBytes(),
        end.threads(),
        end.fdUsed(),
        end.deaths(),
        "the target's process ended at %s (%s), %s; last seen with %s; %s"
            .formatted(
                TimeText.utc(end.epochMillis()),
                end.source(),
                back(end.backAfterSeconds()),
                figures(end),
                deaths(end)));
  }

  private static String back(Long seconds) {
    if (seconds == null) {
      return "and did not come back";
    }
    return seconds == 0
        ? "another one took its place at once"
        : "another one came " + seconds + " s later";
  }

  private static String figures(OverTime.TargetEnd end) {
    return Phrase.join(
        end.cpuPercent() == null
            ? null
            : String.format(Locale.ROOT, "%.1f %% of the machine's CPU", end.cpuPercent()),
        end.rssBytes() == null
            ? null
            : Quantity.text(end.rssBytes(), Unit.BYTES) + " resident memory",
        end.threads() == null ? null : Format.count(end.threads()) + " threads",
        end.fdUsed() == null ? null : Format.count(end.fdUsed()) + " file handles");
  }

  private static String deaths(OverTime.TargetEnd end) {
    return end.deaths().isEmpty()
        ? "no connection was lost around that time"
        : "connections lost around that time: "
            + end.deaths().stream()
                .map(kind -> Format.count(kind.count()) + " x " + kind.cause())
                .collect(Collectors.joining(", "));
  }
}
