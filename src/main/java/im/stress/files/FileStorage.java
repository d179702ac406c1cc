package im.stress.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that stays open. Unlike a channel, it is not closed by an interrupt of its thread. */
final class FileStorage implements Storage {
  private final RandomAccessFile file;

  private FileStorage(RandomAccessFile file) {
    this.file = file;
  }

  /** Creates the file, which must not exist. */
  static FileStorage create(Path path) throws IOException {
    Files.createFile(path);
    return new FileStorage(new RandomAccessFile(path.toFile(), "rw"));
  }

  @Override
  public void append(byte[] bytes) throws IOException {
    file.write(bytes);
  }

  @Override
  public void cut(long length) throws IOException {
    file.setLength(length);
    file.seek(length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
