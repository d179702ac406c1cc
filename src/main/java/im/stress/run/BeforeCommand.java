package im.stress.run;

import im.stress.config.Secrets;
import im.stress.text.IoErrors;
import im.stress.text.OneLine;
import im.stress.text.TimeText;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The user's command before a run, such as one that restarts the target. It gets the target's name
 * and URL in its environment as {@code TARGET} and {@code TARGET_URL}. For one thread.
 */
final class BeforeCommand {
  /** A restart with all that a server reads first takes minutes; what takes longer hangs. */
  static final Duration LIMIT = Duration.ofMinutes(10);

  /** How often an interrupt is looked for. */
  private static final Duration TICK = Duration.ofMillis(100);

  private static final File NOTHING = new File("/dev/null");
  private static final String NAME = "TARGET";
  private static final String URL = "TARGET_URL";

  private final Children children;
  private final Interrupts interrupts;
  private final Duration limit;

  /** Commands that are given up, and killed, after this time. */
  BeforeCommand(Children children, Interrupts interrupts, Duration limit) {
    this.children = children;
    this.interrupts = interrupts;
    this.limit = limit;
  }

  /**
   * Blocks until the command has ended.
   *
   * @throws CommandException when it can't be run, takes too long or fails, with its last line; or
   *     when the user asked to stop meanwhile
   */
  void run(String command, CompareOptions.Target target)
      throws CommandException, InterruptedException {
    try {
      Path output = Files.createTempFile("before", ".txt");
      try {
        run(command, target, output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw failed(target, IoErrors.reason(e));
    }
  }

  /**
   * The output is a file: what the command leaves running may keep it open. Its standard input is
   * empty, so that a question ends it, and doesn't wait for somebody.
   */
  private void run(String command, CompareOptions.Target target, Path output)
      throws CommandException, IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(List.of("/bin/sh", "-c", command));
    builder.environment().putAll(Map.of(NAME, target.name(), URL, target.url()));
    builder.redirectInput(NOTHING).redirectErrorStream(true).redirectOutput(output.toFile());
    Process process = children.start(builder);
    long startNanos = System.nanoTime();
    while (!Waiting.isDoneWithin(process.onExit(), TICK)) {
      if (interrupts.isAsked()) {
        kill(process);
        throw CommandException.interrupted("interrupted while --before ran");
      }
      if (System.nanoTime() - startNanos > limit.toNanos()) {
        kill(process);
        throw failed(target, "no end within " + TimeText.text(limit) + ", and it was killed");
      }
    }
    if (process.exitValue() != 0) {
      String words = Secrets.masked(OneLine.of(OutputTail.lastLine(output)));
      throw failed(
          target,
          "exit code %d%s"
              .formatted(process.exitValue(), words.isEmpty() ? "" : " (" + words + ")"));
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static CommandException failed(CompareOptions.Target target, String why) {
    return CommandException.unreachable(
        "--before: expected exit code 0 for target %s, got %s".formatted(target.name(), why));
  }
}
