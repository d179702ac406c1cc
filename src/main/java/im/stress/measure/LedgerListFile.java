package im.stress.measure;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@link LedgerList} on disk: a header, then one line a message. Recorder thread only. */
final class LedgerListFile implements AutoCloseable {
  private final BufferedWriter out;

  LedgerListFile(Path file, String columns) throws IOException {
    out = Files.newBufferedWriter(file);
    out.write(columns + "\n");
    out.flush();
  }

  void append(LedgerList list) throws IOException {
    int[] numbers = list.drain();
    for (int at = 0; at < numbers.length; at++) {
      out.write(Integer.toString(numbers[at]));
      out.write((at + 1) % LedgerList.COLUMNS == 0 ? '\n' : ',');
    }
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
