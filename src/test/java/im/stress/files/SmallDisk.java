package im.stress.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Storage with room for so many bytes; it takes those that fit before it fails. */
public final class SmallDisk implements Storage {
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private int room;
  private boolean cuts = true;
  private boolean failsAtClose;

  /** Room for so many bytes at first. */
  public SmallDisk(int room) {
    this.room = room;
  }

  /** A file on this disk. */
  public LineFile file(String name) {
    return new LineFile(name, this);
  }

  /** Room for so many bytes in all from now on. */
  public void resize(int bytes) {
    room = bytes;
  }

  void refuseCuts(boolean refuse) {
    cuts = !refuse;
  }

  void failAtClose() {
    failsAtClose = true;
  }

  /** All that is kept. */
  public String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void append(byte[] bytes) throws IOException {
    int fitting = Math.max(0, Math.min(bytes.length, room - kept.size()));
    kept.write(bytes, 0, fitting);
    if (fitting < bytes.length) {
      throw new IOException("No space left on device");
    }
  }

  @Override
  public void cut(long length) throws IOException {
    if (!cuts) {
      throw new IOException("Input/output error");
    }
    byte[] all = kept.toByteArray();
    kept.reset();
    kept.write(all, 0, (int) length);
  }

  @Override
  public void close() throws IOException {
    if (failsAtClose) {
      throw new IOException("Disk quota exceeded");
    }
  }
}
