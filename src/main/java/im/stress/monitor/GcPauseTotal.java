package im.stress.monitor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Time in which GC stopped another JVM, from the performance data that HotSpot keeps in {@code
 * hsperfdata_USER/PID} (what {@code jstat} reads). Costs the reader about 0.1 ms and the other JVM
 * nothing: no attaching, no agent, no thread.
 *
 * <p>These data hold sums, not single pauses. So an interval with one pause gives that pause, an
 * interval with several gives all of them together: never less than the longest. Absent for a
 * process that is no HotSpot JVM, belongs to another user, runs in a container of its own or with
 * {@code -XX:-UsePerfData}, and for Shenandoah, which doesn't count its pauses apart.
 */
final class GcPauseTotal {
  /** HotSpot ignores {@code java.io.tmpdir} on Linux. */
  private static final Path LINUX_FOLDER = Path.of("/tmp");

  private final Path file;
  private double totalMillis;

  private GcPauseTotal(Path file, double totalMillis) {
    this.file = file;
    this.totalMillis = totalMillis;
  }

  /** Starts at what the JVM has counted so far; empty when it offers nothing. */
  static Optional<GcPauseTotal> ofJvm(int pid) throws IOException {
    Path folder =
        Files.isDirectory(Path.of("/proc"))
            ? LINUX_FOLDER
            : Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> users = Files.newDirectoryStream(folder, "hsperfdata_*")) {
      for (Path user : users) {
        Path file = user.resolve(Integer.toString(pid));
        if (Files.isReadable(file)) {
          return ofFile(file);
        }
      }
    }
    return Optional.empty();
  }

  /** As {@link #ofJvm}, for a known file. */
  static Optional<GcPauseTotal> ofFile(Path file) throws IOException {
    OptionalDouble total = HotSpotPerfData.gcPauseMillis(Files.readAllBytes(file));
    return total.isPresent()
        ? Optional.of(new GcPauseTotal(file, total.getAsDouble()))
        : Optional.empty();
  }

  /** Milliseconds since the last call; empty once the JVM has gone. */
  OptionalDouble takeMillis() throws IOException {
    if (!Files.isReadable(file)) {
      return OptionalDouble.empty();
    }
    OptionalDouble now = HotSpotPerfData.gcPauseMillis(Files.readAllBytes(file));
    if (now.isEmpty()) {
      return now;
    }
    double sinceLast = now.getAsDouble() - totalMillis;
    totalMillis = now.getAsDouble();
    return OptionalDouble.of(sinceLast);
  }

  /** Heap that survived a collection, see {@link HotSpotPerfData#survivedBytes(byte[])}. */
  OptionalLong survivedBytes() throws IOException {
    return Files.isReadable(file)
        ? HotSpotPerfData.survivedBytes(Files.readAllBytes(file))
        : OptionalLong.empty();
  }
}
