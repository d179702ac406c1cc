package im.stress.bundle;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/**
 * A {@code tar.gz} with all that a client machine needs but the Java runtime: the script, the jars,
 * the classes of the engine with its presets, and the simulations. Immutable.
 *
 * @param script the script that starts the tool; its folder becomes the only folder of the archive
 * @param classPath what the tool runs with: jars and folders of classes
 */
public record Bundle(Path script, List<Path> classPath) {
  /** The folder that the archive unpacks to. */
  public static final String NAME = "im-stress-gatling";

  private static final String TEST_CLASSES = "test-classes";

  /** Owner may write, everybody may read. */
  private static final int FILE_MODE = 0100644;

  private static final int SCRIPT_MODE = 0100755;

  /** Copies its arguments. */
  public Bundle {
    classPath = List.copyOf(classPath);
  }

  /**
   * What this process was started from.
   *
   * @param home folder of the script
   * @param classPath value of the property {@code java.class.path}
   */
  public static Bundle of(Path home, String classPath) {
    return new Bundle(
        home.resolve("run-stress-test.sh"),
        Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList());
  }

  /**
   * Writes the archive, over an older one. A failure leaves the older one as it was.
   *
   * @return bytes written
   */
  public long write(Path archive) throws IOException {
    Path unfinished = archive.resolveSibling(archive.getFileName() + ".new");
    try {
      pack(unfinished);
      Files.move(unfinished, archive, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    return Files.size(archive);
  }

  private void pack(Path file) throws IOException {
    try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file));
        TarArchiveOutputStream tar =
            new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      add(tar, script, script.getFileName().toString(), SCRIPT_MODE);
      for (Path entry : classPath) {
        if (Files.isDirectory(entry)) {
          addFolder(tar, entry);
        } else {
          add(tar, entry, "lib/" + entry.getFileName(), FILE_MODE);
        }
      }
    }
  }

  private static void addFolder(TarArchiveOutputStream tar, Path folder) throws IOException {
    String name = folder.endsWith(TEST_CLASSES) ? "simulations/" : "classes/";
    for (Path file : filesBelow(folder)) {
      add(tar, file, name + folder.relativize(file), FILE_MODE);
    }
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void add(TarArchiveOutputStream tar, Path file, String name, int mode)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    TarArchiveEntry entry = new TarArchiveEntry(NAME + "/" + name);
    entry.setMode(mode);
    entry.setSize(Files.size(file));
    entry.setModTime(Files.getLastModifiedTime(file));
    tar.putArchiveEntry(entry);
    Files.copy(file, tar);
    tar.closeArchiveEntry();
  }
}
