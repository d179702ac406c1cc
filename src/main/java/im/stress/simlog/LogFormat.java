package im.stress.simlog;

/** The numbers of the binary format: Gatling 3.15.1, {@code RecordHeader.scala}. */
final class LogFormat {
  static final byte RUN = 0;
  static final byte REQUEST = 1;
  static final byte USER = 2;
  static final byte GROUP = 3;
  static final byte ERROR = 4;

  /**
   * Longest string or pickled assertion that is taken for real, in bytes. Gatling can't write more
   * than its buffer of 8,192 bytes ({@code LogFileDataWriter.BufferSize}).
   */
  static final int MAX_BLOCK_BYTES = 64 * 1024;

  /**
   * Most entries of a list (groups of a request, scenarios, assertions) that are taken for real.
   */
  static final int MAX_LIST_ENTRIES = 64 * 1024;

  private LogFormat() {}
}
