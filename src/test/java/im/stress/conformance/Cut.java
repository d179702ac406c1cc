package im.stress.conformance;

/** Where the reads of a connection end. */
interface Cut {
  /** All that waits is one read. */
  Cut NOWHERE = (delivered, waiting) -> waiting;

  /** Each byte is a read. */
  Cut EVERYWHERE = (delivered, waiting) -> 1;

  /**
   * How long the next read is.
   *
   * @param delivered bytes that were read so far
   * @param waiting bytes that could be read, 1 or more
   */
  int next(long delivered, int waiting);

  /** A read ends where the stream has this length. */
  static Cut at(long place) {
    return (delivered, waiting) ->
        delivered < place && place < delivered + waiting ? (int) (place - delivered) : waiting;
  }
}
