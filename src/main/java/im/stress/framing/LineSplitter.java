package im.stress.framing;

import io.netty.buffer.ByteBuf;

/**
 * Finds the lines of a stream: what is between two line feeds. Empty lines are none. Looks at each
 * byte once, however the stream is cut into reads. One for each connection; not thread-safe.
 */
public final class LineSplitter {
  private final int maxLineBytes;
  private long lineOffset;
  private int scanned;

  /** Takes lines of up to so many bytes, without the line feed. */
  public LineSplitter(int maxLineBytes) {
    this.maxLineBytes = maxLineBytes;
  }

  /**
   * The length of the line that begins at the reader index, without its line feed, or 0 when its
   * end has not come yet; skips the line feeds before it. The caller reads the line before the next
   * call. What came without an end is left unread and has to stand there again, followed by more.
   *
   * @throws FramingException when it is too long
   */
  public int next(ByteBuf in) throws FramingException {
    while (scanned == 0 && in.isReadable() && in.getByte(in.readerIndex()) == '\n') {
      in.skipBytes(1);
      lineOffset++;
    }
    int from = in.readerIndex() + scanned;
    int feed = in.indexOf(from, in.writerIndex(), (byte) '\n');
    int length = (feed < 0 ? in.writerIndex() : feed) - in.readerIndex();
    if (length > maxLineBytes) {
      throw new FramingException(
          "expected a line of at most " + maxLineBytes + " bytes, got more",
          lineOffset + maxLineBytes);
    }
    scanned = feed < 0 ? length : 0;
    lineOffset += feed < 0 ? 0 : length;
    return feed < 0 ? 0 : length;
  }
}
