package im.stress.measure;

import im.stress.files.LineFile;
import im.stress.files.LineWriter;
import java.io.IOException;
import java.nio.file.Path;

/** A {@link LedgerList} on disk: a header, then one line a message. Recorder thread only. */
final class LedgerListFile {
  private final LineWriter out;
  private final StringBuilder line = new StringBuilder();

  LedgerListFile(Path file, String columns) throws IOException {
    out = new LineWriter(LineFile.create(file, columns + "\n"));
  }

  LineFile file() {
    return out.file();
  }

  void append(long epochSecond, LedgerList list) {
    int[] numbers = list.drain();
    for (int at = 0; at < numbers.length; at += LedgerList.COLUMNS) {
      line.setLength(0);
      for (int column = 0; column < LedgerList.COLUMNS; column++) {
        line.append(column == 0 ? "" : ",").append(numbers[at + column]);
      }
      out.append(line, epochSecond);
    }
    out.flush(epochSecond);
  }
}
