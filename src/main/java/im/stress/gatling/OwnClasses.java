package im.stress.gatling;

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
  /** What users and their deaths go through. */
  private static final List<String> PACKAGES =
      List.of(
          "channel",
          "files",
          "gatling",
          "measure",
          "monitor",
          "protocol",
          "protocol/template",
          "transport",
          "user");

  private OwnClasses() {}

  /** Takes about a tenth of a second. */
  static void load() throws IOException {
    Path root = root();
    if (Files.isDirectory(root)) {
      for (String name : PACKAGES) {
        load("im.stress." + name.replace('/', '.'), root.resolve("im/stress").resolve(name));
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

  private static void load(String packageName, Path folder) throws IOException {
    List<String> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.map(file -> file.getFileName().toString()).toList();
    }
    for (String file : files) {
      // package-info has no code, and often no class.
      if (file.endsWith(".class") && !file.startsWith("package-info")) {
        loadClass(packageName + "." + file.substring(0, file.length() - ".class".length()));
      }
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
