package im.stress.simlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Bytes of one log to records; owns its table of strings. Not thread-safe. */
final class RecordDecoder {
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\S+");

  private final LogInput input;
  private final Path log;
  private final Map<Integer, String> strings = new HashMap<>();
  private int scenarios;

  RecordDecoder(LogInput input, Path log) {
    this.input = input;
    this.log = log;
  }

  LogRecord.Run run() throws IOException {
    byte header = input.readByte();
    check(header == LogFormat.RUN, "a Run record (0)", header);
    String version = readString();
    check(VERSION.matcher(version).matches(), "a Gatling version such as 3.15.1", version);
    String simulation = readString();
    long start = input.readLong();
    String description = readString();
    List<String> names = readList(this::readString);
    scenarios = names.size();
    return new LogRecord.Run(
        version, simulation, start, description, names, readList(this::readBlob));
  }

  LogRecord next() throws IOException {
    byte header = input.readByte();
    return switch (header) {
      case LogFormat.REQUEST -> request();
      case LogFormat.USER -> user();
      case LogFormat.GROUP -> group();
      case LogFormat.ERROR -> new LogRecord.ErrorMessage(readCached(), input.readInt());
      default -> throw damaged("a record (1 to 4)", header);
    };
  }

  private LogRecord request() throws IOException {
    return new LogRecord.Request(
        readList(this::readCached),
        readCached(),
        input.readInt(),
        input.readInt(),
        readBoolean(),
        readCached());
  }

  private LogRecord user() throws IOException {
    int scenario = input.readInt();
    check(scenario >= 0 && scenario < scenarios, "a scenario below " + scenarios, scenario);
    return new LogRecord.User(scenario, readBoolean(), input.readInt());
  }

  private LogRecord group() throws IOException {
    return new LogRecord.Group(
        readList(this::readCached),
        input.readInt(),
        input.readInt(),
        input.readInt(),
        readBoolean());
  }

  private boolean readBoolean() throws IOException {
    byte value = input.readByte();
    check(value == 0 || value == 1, "0 or 1", value);
    return value == 1;
  }

  private String readCached() throws IOException {
    int index = input.readInt();
    check(index != 0, "an index other than 0", index);
    if (index > 0) {
      String text = readString();
      strings.put(index, text);
      return text;
    }
    String known = strings.get(-index);
    check(known != null, "the index of an earlier string", index);
    return known;
  }

  private String readString() throws IOException {
    int length = readLength(LogFormat.MAX_BLOCK_BYTES);
    if (length == 0) {
      return "";
    }
    byte[] value = input.readBytes(length);
    byte coder = input.readByte();
    check(coder == StringBytes.LATIN_1 || coder == StringBytes.UTF_16, "coder 0 or 1", coder);
    check(
        coder == StringBytes.LATIN_1 || length % Character.BYTES == 0,
        "an even number of UTF-16 bytes",
        length);
    return StringBytes.decode(value, coder);
  }

  private String readBlob() throws IOException {
    return HexFormat.of().formatHex(input.readBytes(readLength(LogFormat.MAX_BLOCK_BYTES)));
  }

  private List<String> readList(Part part) throws IOException {
    int size = readLength(LogFormat.MAX_LIST_ENTRIES);
    if (size == 0) {
      return List.of();
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      parts.add(part.read());
    }
    return List.copyOf(parts);
  }

  private int readLength(int limit) throws IOException {
    int length = input.readInt();
    check(length >= 0 && length <= limit, "a length of 0 to " + limit, length);
    return length;
  }

  private void check(boolean held, String expected, Object actual) throws SimulationLogException {
    if (!held) {
      throw damaged(expected, actual);
    }
  }

  private SimulationLogException damaged(String expected, Object actual) {
    return new SimulationLogException(
        "%s: expected %s before byte %d, got %s: damaged, or not a binary simulation.log of Gatling 3.13 or later"
            .formatted(log, expected, input.position(), actual));
  }

  private interface Part {
    String read() throws IOException;
  }
}
