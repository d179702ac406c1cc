package im.stress.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Lets a process speak German, on a machine that has the words for it. */
final class GermanSystem {
  private static final String LOCALE = "de_DE.UTF-8";

  /** Where Debian, Fedora and others keep the German words of the C library. */
  private static final Path WORDS = Path.of("/usr/share/locale/de/LC_MESSAGES/libc.mo");

  private GermanSystem() {}

  /**
   * The variables of such a process. Makes the locale, which takes a second or two; skips the test
   * where the machine can't.
   *
   * @param folder receives the locale
   */
  static Map<String, String> variables(Path folder) throws IOException, InterruptedException {
    assumeTrue(Files.exists(WORDS), "no German words of the C library here");
    String compiled = folder.resolve(LOCALE).toString();
    assumeTrue(succeeds("localedef", "--no-archive", "-i", "de_DE", "-f", "UTF-8", compiled));
    return Map.of("LOCPATH", folder.toString(), "LC_ALL", LOCALE);
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
