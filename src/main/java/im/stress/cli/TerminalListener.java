package im.stress.cli;

import im.stress.run.RunListener;
import im.stress.run.RunProgress;
import im.stress.run.RunStart;
import im.stress.run.StagedListener;
import im.stress.text.TimeText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows how a run goes: one line rewritten every second on a screen, a plain line every 5 seconds
 * elsewhere. For one thread.
 */
final class TerminalListener implements RunListener, StagedListener {
  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

  private final Terminal terminal;
  private final Clock clock;
  private boolean toldOfWaiting;
  private Instant nextPlain = Instant.MAX;
  private Instant nextTokens = Instant.MIN;
  private String stage = "";

  TerminalListener(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public void note(String line) {
    terminal.rewrite("");
    terminal.err().println(line);
  }

  @Override
  public void checked(String line) {
    tell(line);
  }

  @Override
  public void tokens(int done, int users, int failed) {
    String line = "tokens %d/%d%s".formatted(done, users, failed == 0 ? "" : "  failed " + failed);
    if (terminal.interactive()) {
      terminal.rewrite(line);
    } else if (done == users || !clock.instant().isBefore(nextTokens)) {
      nextTokens = clock.instant().plus(PLAIN_INTERVAL);
      terminal.out().println(line);
    }
  }

  @Override
  public void waiting(Instant start, Duration left) {
    terminal.rewrite("ramp begins in " + TimeText.countdown(left));
    if (!terminal.interactive() && !toldOfWaiting) {
      toldOfWaiting = true;
      terminal.out().println("waiting for START_AT, " + start);
    }
  }

  @Override
  public void starting(RunStart run) {
    terminal.rewrite("");
    new RunHeader(run).lines().forEach(terminal.out()::println);
    nextPlain = clock.instant().plus(PLAIN_INTERVAL);
  }

  @Override
  public void progress(RunProgress progress) {
    if (terminal.interactive()) {
      terminal.rewrite(new ProgressLine(progress, stage).text(terminal.columns()));
    } else if (!clock.instant().isBefore(nextPlain)) {
      nextPlain = nextPlain.plus(PLAIN_INTERVAL);
      terminal.out().println(new ProgressLine(progress, stage).text(Integer.MAX_VALUE));
    }
  }

  @Override
  public void stopping(String reason, Duration limit) {
    note(
        "%s: stopping the users takes %s at most, then the report follows"
                .formatted(reason, TimeText.text(limit))
            + " (Ctrl-C again quits at once)");
  }

  @Override
  public void tell(String line) {
    terminal.rewrite("");
    terminal.out().println(line);
  }

  @Override
  public void stage(String next) {
    stage = next;
  }

  @Override
  public void pausing(Duration left) {
    terminal.rewrite("next step in " + TimeText.countdown(left));
  }

  @Override
  public void verdict(String lines) {
    terminal.rewrite("");
    terminal.out().println(lines.stripTrailing());
  }
}
