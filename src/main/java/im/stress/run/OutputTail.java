package im.stress.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The end of what a child printed, to say in one line why it failed. */
final class OutputTail {
  private static final int TAIL_BYTES = 8192;

  private OutputTail() {}

  /** Its last line that has text and is no frame of a stack trace; empty when there is none. */
  static String lastLine(Path file) {
    return lastLine(text(file));
  }

  /** All of the end that is looked at; empty when it can't be read. */
  static String text(Path file) {
    try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(0, reader.length() - TAIL_BYTES);
      byte[] tail = new byte[(int) (reader.length() - start)];
      reader.seek(start);
      reader.readFully(tail);
      return new String(tail, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static String lastLine(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !isFrame(line))
        .reduce("", (before, line) -> line);
  }

  private static boolean isFrame(String line) {
    return line.startsWith("at ") || line.startsWith("... ");
  }
}
