package im.stress.simlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Big-endian numbers and blocks into a file, through one buffer. Not thread-safe. */
final class LogOutput implements Closeable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

  /** Creates the file, or empties it. */
  LogOutput(Path file) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
  }

  void writeByte(int value) throws IOException {
    room(Byte.BYTES).put((byte) value);
  }

  void writeBoolean(boolean value) throws IOException {
    writeByte(value ? 1 : 0);
  }

  void writeInt(int value) throws IOException {
    room(Integer.BYTES).putInt(value);
  }

  void writeLong(long value) throws IOException {
    room(Long.BYTES).putLong(value);
  }

  /** Of any length. */
  void writeBytes(byte[] bytes) throws IOException {
    for (int at = 0; at < bytes.length; ) {
      int part = Math.min(bytes.length - at, BUFFER_BYTES);
      room(part).put(bytes, at, part);
      at += part;
    }
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  /** Writes what is still buffered and closes the file. */
  @Override
  public void close() throws IOException {
    try (channel) {
      flush();
    }
  }
}
