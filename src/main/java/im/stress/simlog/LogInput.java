package im.stress.simlog;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Big-endian numbers and blocks from a file, through one buffer. Every read throws {@link
 * EOFException} when the file ends within what was asked for. Not thread-safe.
 */
final class LogInput implements Closeable {
  private static final int BUFFER_BYTES = 2 * LogFormat.MAX_BLOCK_BYTES;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private long fetched;

  LogInput(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
  }

  /** Bytes read so far. */
  long position() {
    return fetched - buffer.remaining();
  }

  boolean atEnd() throws IOException {
    return !holds(1);
  }

  byte readByte() throws IOException {
    require(Byte.BYTES);
    return buffer.get();
  }

  int readInt() throws IOException {
    require(Integer.BYTES);
    return buffer.getInt();
  }

  long readLong() throws IOException {
    require(Long.BYTES);
    return buffer.getLong();
  }

  /** At most {@link LogFormat#MAX_BLOCK_BYTES} bytes. */
  byte[] readBytes(int length) throws IOException {
    require(length);
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }

  private void require(int bytes) throws IOException {
    if (!holds(bytes)) {
      throw new EOFException();
    }
  }

  private boolean holds(int bytes) throws IOException {
    if (buffer.remaining() >= bytes) {
      return true;
    }
    buffer.compact();
    while (buffer.position() < bytes) {
      int count = channel.read(buffer);
      if (count < 0) {
        break;
      }
      fetched += count;
    }
    buffer.flip();
    return buffer.remaining() >= bytes;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
