package im.stress.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All processes that this one started, so that none of them outlives it. Safe on any thread. */
public final class Children {
  private static final Path SHELL = Path.of("/bin/sh");

  private final Set<Process> started = new HashSet<>();
  private boolean closed;

  /**
   * Starts a process that doesn't hear Ctrl-C or a closed terminal itself: these go to the whole
   * foreground group, and the embedded server would be gone before the users have left it. A signal
   * ignored by the shell stays ignored after exec (POSIX, exec), and the JVM keeps it so. It gets
   * the system's texts in English.
   *
   * @throws IOException when it can't be started, or when {@link #killAll} came first
   */
  public synchronized Process start(ProcessBuilder builder) throws IOException {
    if (closed) {
      throw new IOException("interrupted");
    }
    if (Files.isExecutable(SHELL)) {
      List<String> command =
          new ArrayList<>(
              List.of(SHELL.toString(), "-c", "trap '' INT HUP; exec \"$@\"", SHELL.toString()));
      command.addAll(builder.command());
      builder.command(command);
    }
    EnglishTexts.in(builder.environment());
    Process process = builder.start();
    started.add(process);
    var unused = process.onExit().thenAccept(this::forget);
    return process;
  }

  private synchronized void forget(Process ended) {
    started.remove(ended);
  }

  /** Ends whatever is still running, at once, and lets nothing start any more. */
  public synchronized void killAll() {
    closed = true;
    started.forEach(Process::destroyForcibly);
  }
}
