package im.stress.simlog;

import im.stress.files.Links;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes one {@code simulation.log} of several, for one report over all processes and machines of a
 * run. Gatling 3.15.1 reports on one log only ({@code LogFileReader.scala}).
 *
 * <p>Each log is read once, one after the other, written once, and never held: memory is taken by
 * users (8 bytes for a start or end) and by distinct strings, not by requests.
 */
public final class SimulationLogMerger {
  private SimulationLogMerger() {}

  /**
   * Merges the logs into {@code output}, which is replaced as a whole at the end, or left as it is
   * when anything fails. Times are shifted to the earliest start. Users come last and in order of
   * time, since Gatling counts active users in the order of the file ({@code
   * SessionDeltaPerSecBuffers.scala}). A single log with nothing to mend is linked, not written
   * again. Without any Run record there is no output.
   *
   * @param inputs any order; one is enough
   * @return what the reader of the report should know, one line each
   * @throws SimulationLogException when an input is no log, is given twice, or when the inputs are
   *     not of the same Gatling version and simulation
   * @throws IOException when a file can't be read or written
   */
  public static List<String> merge(List<MergeInput> inputs, Path output) throws IOException {
    requireDistinct(inputs);
    Path target = output.toAbsolutePath();
    Files.createDirectories(target.getParent());
    if (inputs.size() == 1 && inputs.get(0).clockCorrectionMillis() == 0) {
      Path only = inputs.get(0).log();
      if (isWhole(only)) {
        Files.deleteIfExists(target);
        Links.linkOrCopy(only, target);
        return List.of();
      }
    }
    MergePass pass = new MergePass();
    List<MergedRun.Head> heads = pass.readHeads(inputs);
    if (!heads.isEmpty()) {
      write(MergedRun.of(heads), pass, target);
    }
    return pass.warnings();
  }

  /** The same log twice would count all of its requests twice. */
  private static void requireDistinct(List<MergeInput> inputs) throws IOException {
    Set<Path> seen = new HashSet<>();
    for (MergeInput input : inputs) {
      if (!seen.add(input.log().toRealPath())) {
        throw new SimulationLogException(
            input.log() + ": expected each log once, got it twice: name it once");
      }
    }
  }

  /** Whether there is nothing to mend: it has records, all are whole, and all users ended. */
  private static boolean isWhole(Path log) throws IOException {
    long records = 0;
    long active = 0;
    try (SimulationLogReader reader = SimulationLogReader.open(log)) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        records++;
        if (next.get() instanceof LogRecord.User user) {
          active += user.started() ? 1 : -1;
        }
      }
      return records > 0 && active == 0 && reader.tornAt().isEmpty();
    }
  }

  private static void write(MergedRun merged, MergePass pass, Path target) throws IOException {
    Path whole = target.resolveSibling(target.getFileName() + ".tmp");
    try {
      try (SimulationLogWriter writer = SimulationLogWriter.create(whole, merged.run())) {
        pass.copy(merged, writer);
      }
      Files.move(
          whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }
}
