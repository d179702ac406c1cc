package im.stress.files;

/**
 * Writes lines into a file. Those that can't be written (disk full) are kept and tried again with
 * the next ones. Belongs to one thread.
 */
public final class LineWriter {
  /** An hour of the widest file, which has 200 characters a second. */
  static final int MOST_WAITING_CHARS = 1 << 20;

  private final LineFile file;
  private final StringBuilder waiting = new StringBuilder();

  /** Nothing waits yet. */
  public LineWriter(LineFile file) {
    this.file = file;
  }

  /** The file that the lines go into. */
  public LineFile file() {
    return file;
  }

  /**
   * Adds a line without its end; {@link #flush} writes it. It is lost where too many wait that
   * can't be written.
   *
   * @param epochSecond the second that it is about
   */
  public void append(CharSequence line, long epochSecond) {
    if (isFullWith(line)) {
      flush(epochSecond);
    }
    if (isFullWith(line)) {
      file.lose(1);
    } else {
      waiting.append(line).append('\n');
    }
  }

  private boolean isFullWith(CharSequence line) {
    return waiting.length() + line.length() >= MOST_WAITING_CHARS;
  }

  /** Writes all lines that wait, or keeps them for the next time. */
  public void flush(long epochSecond) {
    if (!waiting.isEmpty() && file.write(waiting.toString(), epochSecond)) {
      waiting.setLength(0);
    }
  }
}
