package im.stress.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows a text file while it grows by whole lines, and remembers how far it came. For one thread.
 */
public final class LineTail {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final Path file;
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private long position;

  /** From the first line of a file that may not be there yet. */
  public LineTail(Path file) {
    this.file = file;
  }

  /**
   * The next lines that are whole, without their ends: some of them where there are many. None when
   * there are no more just now, or the file is not there.
   *
   * @throws IOException when it can't be read
   */
  public List<String> next() throws IOException {
    List<String> lines = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
      while (lines.isEmpty() && channel.read(chunk, position) > 0) {
        position += chunk.position();
        take(chunk.flip(), lines);
        chunk.clear();
      }
    } catch (NoSuchFileException e) {
      // not written yet
    }
    return lines;
  }

  private void take(ByteBuffer chunk, List<String> lines) {
    while (chunk.hasRemaining()) {
      byte next = chunk.get();
      if (next == '\n') {
        lines.add(partial.toString(StandardCharsets.UTF_8));
        partial.reset();
      } else {
        partial.write(next);
      }
    }
  }
}
