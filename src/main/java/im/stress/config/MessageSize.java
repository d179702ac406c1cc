package im.stress.config;

/** Bounds of {@code im.message.size}. */
final class MessageSize {
  /** Length of the marker that every content starts with: its fields are of fixed width. */
  static final int LEAST = 50;

  /** 16 MiB: past it, one message of each of some thousand users would fill the memory. */
  static final int MOST = 16 * 1024 * 1024;

  private MessageSize() {}

  /** Reads a size. */
  static int of(Setting setting) {
    return (int) WholeNumber.of(setting, "", LEAST, MOST);
  }

  /** Refuses a size that no frame has room for. */
  static void fits(int bytes, ConnectionSettings connection, Setting setting) {
    if (bytes >= connection.maxFrameBytes()) {
      throw setting.expected(
          "less than im.connection.max-frame-bytes (%d)".formatted(connection.maxFrameBytes()));
    }
  }
}
