package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every example of {@code docs/presets.md} does what the page says, line by line. */
class DocumentedPresetsTest {
  private static final Pattern BLOCK =
      Pattern.compile(
          "^### (?<title>[^\\n]*)$|^```(?<kind>hocon|frames)\\n(?<text>.*?)^```$",
          Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern TITLE = Pattern.compile("^### .*$", Pattern.MULTILINE);

  /** One block of frames, under the preset before it. */
  private record Example(String title, String hocon, List<String> frames) {}

  private static List<Example> examples() throws IOException {
    String page = Files.readString(Path.of("docs", "presets.md"));
    List<Example> examples = new ArrayList<>();
    String title = "";
    String hocon = "";
    for (Matcher block = BLOCK.matcher(page); block.find(); ) {
      if (block.group("title") != null) {
        title = block.group("title");
      } else if (block.group("kind").equals("hocon")) {
        hocon = block.group("text");
      } else {
        examples.add(new Example(title, hocon, block.group("text").lines().toList()));
      }
    }
    return examples;
  }

  @TestFactory
  List<DynamicTest> example_does_what_the_page_says() throws IOException {
    return examples().stream()
        .map(example -> DynamicTest.dynamicTest(example.title(), () -> check(example)))
        .toList();
  }

  private static void check(Example example) {
    Transcript transcript = new Transcript(example.hocon());
    List<String> played = transcript.played(example.frames());
    assertThat(played).isEqualTo(transcript.expected());
  }

  @Test
  void defaults_are_settings_of_the_tool() throws IOException {
    Config reference = ConfigFactory.parseResources("reference.conf").getConfig("im");
    List<String> keys =
        examples().stream()
            .map(example -> ConfigFactory.parseString(example.hocon()))
            .filter(preset -> preset.hasPath(Transcript.DEFAULTS))
            .flatMap(preset -> preset.getConfig(Transcript.DEFAULTS).entrySet().stream())
            .map(Map.Entry::getKey)
            .toList();
    assertThat(keys).isNotEmpty().allMatch(reference::hasPathOrNull);
  }

  @Test
  void each_section_has_an_example() throws IOException {
    String page = Files.readString(Path.of("docs", "presets.md"));
    List<String> titles =
        TITLE.matcher(page).results().map(match -> match.group().substring(4)).toList();
    assertThat(examples().stream().map(Example::title).distinct().toList()).isEqualTo(titles);
  }
}
