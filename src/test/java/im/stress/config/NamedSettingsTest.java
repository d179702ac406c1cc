package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every setting that a text of ours names is one that exists: in code, pages, docs and script. */
class NamedSettingsTest {
  /** Up to the next full stop that ends a sentence. */
  private static final Pattern KEY =
      Pattern.compile("(?<![\\w/.-])im(\\.[a-z0-9][a-z0-9-]*)+(?![\\w(]|\\.[A-Z])");

  private static final List<String> PLACES =
      List.of(
          "src/main",
          "docs",
          "README.md",
          "README.zh-CN.md",
          "CHANGELOG.md",
          "run-stress-test.sh",
          "pom.xml");

  /** Packages, classes and properties of the JVM that begin alike, and words for any key. */
  private static final Set<String> NO_SETTINGS =
      Set.of("im.stress", "im.shard", "im.key", "im.user");

  private final Config reference = SettingsLoader.reference();

  @Test
  void all_of_them_exist() throws IOException {
    Set<String> unknown = new TreeSet<>();
    int found = 0;
    for (String place : PLACES) {
      try (Stream<Path> files = Files.walk(Path.of(place))) {
        for (Path file : files.filter(NamedSettingsTest::isText).toList()) {
          Matcher key = KEY.matcher(text(file));
          while (key.find()) {
            found++;
            if (!exists(key.group())) {
              unknown.add(key.group() + " in " + file);
            }
          }
        }
      }
    }

    assertThat(unknown).isEmpty();
    assertThat(found).isGreaterThan(200);
  }

  private boolean exists(String key) {
    return NO_SETTINGS.stream().anyMatch(other -> key.equals(other) || key.startsWith(other + "."))
        || key.startsWith("im.codec.template.")
        || (key.endsWith("-") && isBeginning(key))
        || reference.hasPathOrNull(key);
  }

  /** A text may name several keys by how they begin. */
  private boolean isBeginning(String key) {
    String block = key.substring(0, key.lastIndexOf('.'));
    String start = key.substring(block.length() + 1);
    return reference.hasPath(block)
        && reference.getConfig(block).root().keySet().stream()
            .anyMatch(name -> name.startsWith(start));
  }

  private static boolean isText(Path file) {
    return Files.isRegularFile(file) && !file.toString().endsWith(".png");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
