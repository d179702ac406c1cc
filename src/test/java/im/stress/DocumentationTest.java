package im.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages lead to one another, and README says the same in both languages. */
class DocumentationTest {
  private static final Path README = Path.of("README.md");
  private static final Path CHINESE = Path.of("README.zh-CN.md");

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern EXIT_CODE = Pattern.compile("(?m)^\\| (\\d+) \\|");
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\| `([a-z]+)` \\|");

  static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(Path.of("."));
        Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(top, docs)
          .map(Path::normalize)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static String proseOf(Path page) throws IOException {
    return BLOCK.matcher(Files.readString(page)).replaceAll("");
  }

  /** All that the pattern finds, by the group where it has one. */
  private static List<String> found(Pattern pattern, String text) {
    Function<MatchResult, String> part =
        match -> match.groupCount() == 0 ? match.group() : match.group(1);
    return pattern.matcher(text).results().map(part).toList();
  }

  /** As GitHub makes it of a heading. */
  private static String anchorOf(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_link_within_the_repository_leads_somewhere(Path page) throws IOException {
    for (String link : found(LINK, proseOf(page))) {
      URI target = URI.create(link);
      if (target.getScheme() == null) {
        Path file = target.getPath().isEmpty() ? page : page.resolveSibling(target.getPath());
        assertThat(file).exists();
        if (target.getFragment() != null) {
          assertThat(
                  found(HEADING, Files.readString(file)).stream().map(DocumentationTest::anchorOf))
              .as(link)
              .contains(target.getFragment());
        }
      }
    }
  }

  @Test
  void every_page_can_be_reached_from_the_readme() throws IOException {
    Set<Path> reached = new LinkedHashSet<>();
    Deque<Path> open = new ArrayDeque<>(List.of(README));
    while (!open.isEmpty()) {
      Path page = open.pop();
      if (reached.add(page)) {
        found(LINK, proseOf(page)).stream()
            .filter(link -> link.endsWith(".md") && !link.contains(":"))
            .map(link -> page.resolveSibling(link).normalize())
            .forEach(open::push);
      }
    }

    assertThat(reached).containsAll(pages());
  }

  @Test
  void the_readme_is_short() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(150);
  }

  @Test
  void both_readmes_have_the_same_code_blocks() throws IOException {
    assertThat(found(BLOCK, Files.readString(CHINESE)))
        .isEqualTo(found(BLOCK, Files.readString(README)))
        .isNotEmpty();
  }

  @Test
  void both_readmes_name_the_same_settings_options_and_values() throws IOException {
    assertThat(found(CODE, proseOf(CHINESE)))
        .containsExactlyInAnyOrderElementsOf(found(CODE, proseOf(README)))
        .hasSizeGreaterThan(50);
  }

  @Test
  void both_readmes_have_the_same_commands_and_exit_codes_in_order() throws IOException {
    for (Pattern column : List.of(COMMAND, EXIT_CODE)) {
      assertThat(found(column, proseOf(CHINESE)))
          .isEqualTo(found(column, proseOf(README)))
          .isNotEmpty();
    }
  }

  @Test
  void both_readmes_lead_to_the_same_pages() throws IOException {
    List<String> english = found(LINK, proseOf(README));
    List<String> chinese = found(LINK, proseOf(CHINESE));

    assertThat(english).contains(CHINESE.toString());
    assertThat(chinese.stream().map(link -> link.equals("README.md") ? "README.zh-CN.md" : link))
        .containsExactlyInAnyOrderElementsOf(english);
  }
}
