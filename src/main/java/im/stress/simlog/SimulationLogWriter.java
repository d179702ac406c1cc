package im.stress.simlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Writes a {@code simulation.log} that Gatling can report on. Holds no more than a buffer and the
 * distinct strings. Not thread-safe.
 */
public final class SimulationLogWriter implements Closeable {
  private final LogOutput out;
  private final Map<String, Integer> strings = new HashMap<>();

  private SimulationLogWriter(LogOutput out) {
    this.out = out;
  }

  /**
   * Creates the file, or empties it, and writes the first record.
   *
   * @throws IOException when the file can't be written
   */
  public static SimulationLogWriter create(Path log, LogRecord.Run run) throws IOException {
    SimulationLogWriter writer = new SimulationLogWriter(new LogOutput(log));
    try {
      writer.writeRun(run);
      return writer;
    } catch (IOException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /**
   * Appends a record.
   *
   * @throws IllegalArgumentException for a second Run record
   * @throws IOException when the file can't be written
   */
  public void write(LogRecord record) throws IOException {
    if (record instanceof LogRecord.Request request) {
      writeRequest(request);
    } else if (record instanceof LogRecord.User user) {
      writeUser(user);
    } else if (record instanceof LogRecord.Group group) {
      writeGroup(group);
    } else if (record instanceof LogRecord.ErrorMessage error) {
      writeError(error);
    } else {
      throw new IllegalArgumentException("expected one Run record in a log, got another");
    }
  }

  private void writeRun(LogRecord.Run run) throws IOException {
    out.writeByte(LogFormat.RUN);
    writeString(run.gatlingVersion());
    writeString(run.simulationClassName());
    out.writeLong(run.startEpochMillis());
    writeString(run.description());
    out.writeInt(run.scenarios().size());
    for (String scenario : run.scenarios()) {
      writeString(scenario);
    }
    out.writeInt(run.assertions().size());
    for (String assertion : run.assertions()) {
      byte[] pickled = HexFormat.of().parseHex(assertion);
      out.writeInt(pickled.length);
      out.writeBytes(pickled);
    }
  }

  private void writeRequest(LogRecord.Request request) throws IOException {
    out.writeByte(LogFormat.REQUEST);
    writeGroups(request.groups());
    writeCached(request.name());
    out.writeInt(request.startMillis());
    out.writeInt(request.endMillis());
    out.writeBoolean(request.ok());
    writeCached(request.message());
  }

  private void writeUser(LogRecord.User user) throws IOException {
    out.writeByte(LogFormat.USER);
    out.writeInt(user.scenarioIndex());
    out.writeBoolean(user.started());
    out.writeInt(user.atMillis());
  }

  private void writeGroup(LogRecord.Group group) throws IOException {
    out.writeByte(LogFormat.GROUP);
    writeGroups(group.groups());
    out.writeInt(group.startMillis());
    out.writeInt(group.endMillis());
    out.writeInt(group.cumulatedResponseMillis());
    out.writeBoolean(group.ok());
  }

  private void writeError(LogRecord.ErrorMessage error) throws IOException {
    out.writeByte(LogFormat.ERROR);
    writeCached(error.message());
    out.writeInt(error.atMillis());
  }

  private void writeGroups(List<String> groups) throws IOException {
    out.writeInt(groups.size());
    for (String group : groups) {
      writeCached(group);
    }
  }

  /** A new string is written with its index, from 1; a known one as the negative index alone. */
  private void writeCached(String text) throws IOException {
    Integer known = strings.get(text);
    if (known != null) {
      out.writeInt(-known);
    } else {
      strings.put(text, strings.size() + 1);
      out.writeInt(strings.size());
      writeString(text);
    }
  }

  private void writeString(String text) throws IOException {
    byte[] value = StringBytes.encode(text);
    out.writeInt(value.length);
    if (value.length > 0) {
      out.writeBytes(value);
      out.writeByte(StringBytes.coderOf(text));
    }
  }

  /** Writes what is still buffered and closes the file. */
  @Override
  public void close() throws IOException {
    out.close();
  }
}
