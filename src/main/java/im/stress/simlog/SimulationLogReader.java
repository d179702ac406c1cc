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
 * <p>A log whose writer was killed ends within a record, and one whose disk was full for some time
 * has half a record in its midst, since Gatling goes on writing ({@code LogFileDataWriter.scala}).
 * What follows the last whole record is left out, and {@link #tornAt()} says where it begins. A log
 * in which not even the first record can be read is a {@link SimulationLogException}.
 */
public final class SimulationLogReader implements Closeable {
  private final LogInput input;
  private final RecordDecoder decoder;
  private final Optional<LogRecord.Run> run;
  private OptionalLong tornAt = OptionalLong.empty();
  private Optional<LogRecord> ahead = Optional.empty();
  private long aheadStart;
  private boolean begun;

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
   * The next record after {@link #run()}; empty at the end, or where what can't be read begins.
   *
   * @throws SimulationLogException when not even the first record can be read
   */
  public Optional<LogRecord> next() throws IOException {
    if (!begun) {
      begun = true;
      readAhead();
    }
    Optional<LogRecord> record = ahead;
    long start = aheadStart;
    try {
      readAhead();
      return record;
    } catch (SimulationLogException e) {
      // Bytes of two records may have been taken for one: the last one that fitted is none.
      tornAt = OptionalLong.of(start);
      return Optional.empty();
    }
  }

  private void readAhead() throws IOException {
    ahead = Optional.empty();
    if (tornAt.isPresent() || input.atEnd()) {
      return;
    }
    aheadStart = input.position();
    try {
      ahead = Optional.of(decoder.next());
    } catch (EOFException e) {
      tornAt = OptionalLong.of(aheadStart);
    }
  }

  /**
   * Where what can't be read begins, in bytes from the start of the file; empty when the log ends
   * with a whole record, or isn't read to its end yet.
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
