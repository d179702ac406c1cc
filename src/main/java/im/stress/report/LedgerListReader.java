package im.stress.report;

import im.stress.measure.LedgerList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.ObjIntConsumer;

/** Reads the lists of messages that a shard leaves for the merge, see {@link LedgerList}. */
final class LedgerListReader {

  private LedgerListReader() {}

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
