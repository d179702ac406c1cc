package im.stress.monitor;

import java.nio.file.Files;
import java.nio.file.Path;

/** Whether another process still lives, told also where this one has no file handle left. */
public final class ProcessLife {
  private static final Path PROC = Path.of("/proc");

  private ProcessLife() {}

  /**
   * Whether no process has this id. On Linux {@link ProcessHandle#isAlive} opens a file of {@code
   * /proc} and takes a failure for the end of the process; a look at its folder opens nothing.
   */
  public static boolean isGone(long pid) {
    if (Files.exists(PROC.resolve("self"))) {
      return Files.notExists(PROC.resolve(Long.toString(pid)));
    }
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
  }

  /** Blocks until no process has this id; looks once a second. */
  public static void awaitEnd(long pid) throws InterruptedException {
    while (!isGone(pid)) {
      Thread.sleep(1_000);
    }
  }
}
