package im.stress.files;

import im.stress.text.TimeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A text file that grows by whole lines. Lines that can't be written (disk full) leave no part of
 * them in the file, so that the next ones begin where they should. Remembers for how long that was
 * so. Belongs to one thread.
 */
public final class LineFile {
  private final String name;
  private final Storage storage;
  private long length;
  private boolean torn;
  private boolean failing;
  private String reason = "";
  private long failedFirst;
  private long writtenAgain;
  private long lost;

  LineFile(String name, Storage storage) {
    this.name = name;
    this.storage = storage;
  }

  /**
   * Creates the file, which must not exist.
   *
   * @param header first lines, each with its line end
   * @throws IOException when it can't be created, or the header can't be written
   */
  public static LineFile create(Path path, String header) throws IOException {
    LineFile file = new LineFile(path.getFileName().toString(), FileStorage.create(path));
    file.append(header);
    return file;
  }

  /** Its name, without the folder. */
  public String name() {
    return name;
  }

  /**
   * Adds lines, all of them or none.
   *
   * @param lines each with its line end
   * @param epochSecond the second that they are about
   * @return whether they are written
   */
  public boolean write(String lines, long epochSecond) {
    try {
      append(lines);
      if (failing) {
        failing = false;
        writtenAgain = epochSecond;
      }
      return true;
    } catch (IOException e) {
      failed(e, epochSecond);
      return false;
    }
  }

  private void append(String lines) throws IOException {
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    repair();
    torn = true;
    storage.append(bytes);
    torn = false;
    length += bytes.length;
  }

  /** Drops the part of a line that an earlier failure left. */
  private void repair() throws IOException {
    if (torn) {
      storage.cut(length);
      torn = false;
    }
  }

  private void failed(IOException failure, long epochSecond) {
    if (reason.isEmpty()) {
      failedFirst = epochSecond;
    }
    reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    failing = true;
    try {
      repair();
    } catch (IOException e) {
      // The next write tries again.
    }
  }

  /** Lines that could not be written will not be written later either. */
  void lose(long lines) {
    lost += lines;
  }

  /** In one line, that it could not be written for some time, and can again; else empty. */
  public Optional<String> warning() {
    return reason.isEmpty() || failing
        ? Optional.empty()
        : Optional.of(
            "%s could not be written between %s and %s (%s): %s"
                .formatted(name, time(failedFirst), time(writtenAgain), reason, loss()));
  }

  /** In one line, that the last write failed; else empty. */
  public Optional<String> failure() {
    return failing
        ? Optional.of(
            "%s could not be written since %s (%s): what came since is lost"
                .formatted(name, time(failedFirst), reason))
        : Optional.empty();
  }

  private String loss() {
    return lost == 0 ? "nothing is lost" : lost == 1 ? "1 line is lost" : lost + " lines are lost";
  }

  private static String time(long epochSecond) {
    return TimeText.utc(epochSecond * 1_000);
  }

  /** Closes the file; some disks tell only now that they are full, which is a failed write. */
  public void close(long epochSecond) {
    try {
      storage.close();
    } catch (IOException e) {
      failed(e, epochSecond);
    }
  }
}
