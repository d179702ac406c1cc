package im.stress.record;

import im.stress.files.LineFile;
import im.stress.files.LineWriter;
import im.stress.measure.LedgerList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;

/**
 * A {@link LedgerList} on disk, by which the merge compares processes: a header, then one line a
 * message. Recorder thread only.
 */
final class LedgerFile {
  /** Columns of a lost message. The sequence counts the messages from one user to the other. */
  static final String LOST_COLUMNS = "from,to,sequence,flags";

  /** Columns of an arrival; {@code at} is the user who received it. */
  static final String MISROUTED_COLUMNS = "from,to,sequence,at";

  private final LineWriter out;

  LedgerFile(Path file, String columns) throws IOException {
    out = new LineWriter(LineFile.create(file, columns + "\n"));
  }

  LineFile file() {
    return out.file();
  }

  void append(long epochSecond, LedgerList list) {
    int[] numbers = list.drain();
    for (int at = 0; at < numbers.length; at += LedgerList.COLUMNS) {
      out.append(
          Arrays.stream(numbers, at, at + LedgerList.COLUMNS)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(",")),
          epochSecond);
    }
    out.flush(epochSecond);
  }

  /**
   * Tells each message with its last column. A missing file has none; what a killed process left
   * half written is left out.
   *
   * @return how many there were
   */
  static long forEach(Path file, ObjIntConsumer<MessageKey> consumer) throws IOException {
    if (!Files.isRegularFile(file)) {
      return 0;
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    Iterator<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().iterator();
    long messages = 0;
    while (lines.hasNext()) {
      if (accept(lines.next().split(","), consumer)) {
        messages++;
      }
    }
    return messages;
  }

  private static boolean accept(String[] cells, ObjIntConsumer<MessageKey> consumer) {
    if (cells.length != LedgerList.COLUMNS) {
      return false;
    }
    try {
      int sequence = Integer.parseInt(cells[2]);
      MessageKey key =
          new MessageKey(Integer.parseInt(cells[0]), Integer.parseInt(cells[1]), sequence);
      consumer.accept(key, Integer.parseInt(cells[3]));
      return true;
    } catch (NumberFormatException headerOrTorn) {
      return false;
    }
  }
}
