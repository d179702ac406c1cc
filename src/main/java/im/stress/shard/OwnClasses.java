package im.stress.shard;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads the classes of the engine before the users come. A class in a folder is a file that is
 * opened at the first use of the class: without a file handle left, the very code that names such a
 * failure could not be loaded. Jars stay open, and need none of this.
 */
final class OwnClasses {
  private static final String SUFFIX = ".class";

  private OwnClasses() {}

  /** Takes about two tenths of a second. */
  static void load() throws IOException {
    Path root = root();
    if (Files.isDirectory(root)) {
      for (String name : names(root)) {
        loadClass(name);
      }
    }
  }

  private static Path root() throws IOException {
    try {
      return Path.of(OwnClasses.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("the folder of the classes can't be found: " + e.getMessage(), e);
    }
  }

  private static List<String> names(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.map(file -> root.relativize(file).toString())
          // package-info has no code, and often no class.
          .filter(file -> file.endsWith(SUFFIX) && !file.endsWith("package-info" + SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()).replace('/', '.'))
          .toList();
    }
  }

  private static void loadClass(String name) throws IOException {
    try {
      Class.forName(name, false, OwnClasses.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IOException("class " + name + " can't be loaded: " + e.getMessage(), e);
    }
  }
}
