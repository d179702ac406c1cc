package im.stress.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files in a second place. */
public final class Links {
  private Links() {}

  /**
   * Puts a file that nobody will change into a second place: the same bytes under two names, or a
   * copy where the file system can't link.
   *
   * @param target where nothing is yet
   */
  public static void linkOrCopy(Path file, Path target) throws IOException {
    Path real = file.toRealPath();
    try {
      Files.createLink(target, real);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(real, target);
    }
  }
}
