package im.stress.cli;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether SIGINT can be tested here. */
public final class InterruptSignal {
  /** Of signal 2, in the mask of {@code /proc/self/status} (proc(5)). */
  private static final int BIT = 1 << 1;

  private InterruptSignal() {}

  /** Skips the test where this process ignores SIGINT, as a shell's background job does. */
  public static void assumeNotIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      long ignored =
          Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("SigIgn:"))
              .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
              .findFirst()
              .orElse(0);
      assumeThat(ignored & BIT)
          .as("SIGINT is ignored by this process, and so by its children: run in the foreground")
          .isZero();
    }
  }
}
