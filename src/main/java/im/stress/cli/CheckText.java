package im.stress.cli;

import im.stress.target.Check;
import im.stress.target.CheckStep;
import java.time.Duration;
import java.util.Locale;

/** Shows the steps of a check, one line each, and the lines of its trace between them. */
final class CheckText implements Check.Listener {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Terminal terminal;

  CheckText(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void step(CheckStep step) {
    terminal.out().println(line(step));
  }

  static String line(CheckStep step) {
    return String.format(
            Locale.ROOT,
            "  %-34s %12s   %-9s %s",
            step.name(),
            step.time().map(CheckText::millis).orElse(""),
            result(step.result()),
            step.words())
        .stripTrailing();
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%,.1f ms", time.toNanos() / NANOS_PER_MILLI);
  }

  private static String result(CheckStep.Result result) {
    return switch (result) {
      case OK -> "ok";
      case FAILED -> "FAILED";
      case NOT_NEEDED -> "failed, though not needed (im.groups.size is 0):";
      case ABSENT -> "-";
      case NOT_TRIED -> "not tried";
    };
  }

  @Override
  public void note(String line) {
    terminal.err().println(line);
  }

  @Override
  public void trace(String lines) {
    terminal.out().println(lines);
  }
}
