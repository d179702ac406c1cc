package im.stress.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with room for some megabytes only. For Linux, and root there. */
final class SmallDisk implements AutoCloseable {
  private static final int BLOCK_BYTES = 4096;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Skips the test where nothing can be mounted. */
  static SmallDisk mount(Path folder, int megabytes) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    assumeTrue(
        succeeds(
            "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()),
        "no small disk can be mounted here: that takes Linux and root");
    return new SmallDisk(folder);
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(List.of(command)).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  /** Leaves no block free. */
  void fill() {
    byte[] block = new byte[BLOCK_BYTES];
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // It is full.
    }
  }

  /** Takes back what {@link #fill} has taken. */
  void free() throws IOException {
    Files.delete(filler());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (!succeeds("umount", folder.toString())) {
      throw new IOException(folder + " can't be unmounted");
    }
  }
}
