package im.stress.simlog;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The records of one {@code simulation.log}, one after the other. Holds no more than a buffer and
 * the distinct strings of the log. Not thread-safe.
 *
 * <p>A log whose writer was killed ends within a record: such a torn tail is left out, and {@link
 * #tornAt()} says where it begins. Anything else that doesn't fit the format is a {@link
 * SimulationLogException}.
 */
public final class SimulationLogReader implements Closeable {
  private final LogInput input;
  private final RecordDecoder decoder;
  private final Optional<LogRecord.Run> run;
  private OptionalLong tornAt = OptionalLong.empty();

  private SimulationLogReader(LogInput input, Path log) throws IOException {
    this.input = input;
    this.decoder = new RecordDecoder(input, log);
    this.run = readRun();
  }

  /**
   * Opens a log and reads its first record.
   *
   * @throws SimulationLogException when the file is no {@code simulation.log}
   * @throws IOException when the file can't be read
   */
  public static SimulationLogReader open(Path log) throws IOException {
    LogInput input = new LogInput(log);
    try {
      return new SimulationLogReader(input, log);
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  /** The first record; empty when the writer was killed before it was on disk. */
  public Optional<LogRecord.Run> run() {
    return run;
  }

  /**
   * The next record after {@link #run()}; empty at the end, or where the torn tail begins.
   *
   * @throws SimulationLogException when the log is damaged
   */
  public Optional<LogRecord> next() throws IOException {
    if (tornAt.isPresent() || input.atEnd()) {
      return Optional.empty();
    }
    long start = input.position();
    try {
      return Optional.of(decoder.next());
    } catch (EOFException e) {
      tornAt = OptionalLong.of(start);
      return Optional.empty();
    }
  }

  /**
   * Where the incomplete last record begins, in bytes from the start of the file; empty when the
   * log ends with a whole record, or isn't read to its end yet.
   */
  public OptionalLong tornAt() {
    return tornAt;
  }

  private Optional<LogRecord.Run> readRun() throws IOException {
    if (input.atEnd()) {
      return Optional.empty();
    }
    try {
      return Optional.of(decoder.run());
    } catch (EOFException e) {
      tornAt = OptionalLong.of(0);
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
