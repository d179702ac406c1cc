package im.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documents that lead through the code name classes that exist, and not too many of them. */
class NamedClassesTest {
  /** In code font, with a capital and a small letter: constants and variables have none. */
  private static final Pattern NAMED =
      Pattern.compile("`(?:\\w+\\.)*([A-Z]\\w*[a-z]\\w*)(?:\\.\\w+(?:\\(\\))?)*`");

  private static Set<String> classes() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      Set<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(".java"))
              .map(file -> file.substring(0, file.length() - ".java".length()))
              .collect(Collectors.toCollection(TreeSet::new));
      names.add("ServiceLoader");
      return names;
    }
  }

  private static Set<String> named(String text) {
    Set<String> found = new LinkedHashSet<>();
    Matcher matcher = NAMED.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void every_class_that_is_named_exists() throws IOException {
    for (String file : new String[] {"docs/architecture.md", "CONTRIBUTING.md"}) {
      Set<String> unknown = named(Files.readString(Path.of(file)));
      unknown.removeAll(classes());

      assertThat(unknown).as(file).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"A message, 20", "An ack, 25", "A death, 20"})
  void a_walk_meets_a_bounded_number_of_classes(String start, int most) throws IOException {
    String walk =
        Arrays.stream(Files.readString(Path.of("docs/architecture.md")).split("\n\n", -1))
            .filter(paragraph -> paragraph.startsWith("**" + start))
            .findFirst()
            .orElseThrow();

    assertThat(named(walk)).hasSizeBetween(10, most);
  }
}
