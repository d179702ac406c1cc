package im.stress.simlog;

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
 * <p>Logs are read one after the other and never held: memory is taken by users (8 bytes for a
 * start or end) and by distinct strings, not by requests.
 */
public final class SimulationLogMerger {

  private SimulationLogMerger() {}

  /**
   * Merges the logs into {@code output}, which is replaced as a whole at the end, or left as it is
   * when anything fails. Times are shifted to the earliest start. Users come first and in order of
   * time, since Gatling counts active users in the order of the file ({@code
   * SessionDeltaPerSecBuffers.scala}). What was written is read again and counted.
   *
   * @param inputs any order; one is enough
   * @throws SimulationLogException when an input is no log, is given twice, or when the inputs are
   *     not of the same Gatling version and simulation
   * @throws IOException when a file can't be read or written
   */
  public static MergeResult merge(List<MergeInput> inputs, Path output) throws IOException {
    requireDistinct(inputs);
    FirstPass pass = new FirstPass();
    List<MergedRun.Head> heads = pass.readHeads(inputs);
    if (heads.isEmpty()) {
      return pass.result(false);
    }
    MergedRun merged = MergedRun.of(heads);
    pass.read(merged);
    MergeResult result = pass.result(true);
    replace(output, merged, pass.users(), result.counts());
    return result;
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

  private static void replace(Path output, MergedRun merged, UserEvents users, LogCounts expected)
      throws IOException {
    Path target = output.toAbsolutePath();
    Files.createDirectories(target.getParent());
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    try {
      write(temporary, merged, users);
      verify(temporary, expected);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void write(Path log, MergedRun merged, UserEvents users) throws IOException {
    try (SimulationLogWriter writer = SimulationLogWriter.create(log, merged.run())) {
      for (int i = 0; i < users.size(); i++) {
        writer.write(users.get(i));
      }
      for (MergeSource source : merged.sources()) {
        copyAllButUsers(source, writer);
      }
    }
  }

  private static void copyAllButUsers(MergeSource source, SimulationLogWriter writer)
      throws IOException {
    try (SimulationLogReader reader = SimulationLogReader.open(source.log())) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        if (!(next.get() instanceof LogRecord.User)) {
          writer.write(source.move(next.get()));
        }
      }
    }
  }

  private static void verify(Path log, LogCounts expected) throws IOException {
    LogTally tally = new LogTally();
    try (SimulationLogReader reader = SimulationLogReader.open(log)) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        tally.add(next.get());
      }
    }
    if (!tally.counts().equals(expected)) {
      throw new SimulationLogException(
          "%s: expected %s, got %s: an input changed while it was merged; merge again"
              .formatted(log, expected, tally.counts()));
    }
  }
}
