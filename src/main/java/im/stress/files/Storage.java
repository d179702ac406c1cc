package im.stress.files;

import java.io.IOException;

/** Where the bytes of a {@link LineFile} are kept: a file, or in a test a disk that fills up. */
interface Storage {

  /**
   * Adds bytes at the end.
   *
   * @throws IOException when not all of them could be added; some may have been
   */
  void append(byte[] bytes) throws IOException;

  /** Drops all that follows the first {@code length} bytes. */
  void cut(long length) throws IOException;

  /** Ends it; what was added and is not kept yet may fail here, too. */
  void close() throws IOException;
}
