package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PresetsTest {
  private static final String ENDING = ".conf";

  @Test
  void those_that_ship_are_the_files_that_there_are_and_are_documented() throws IOException {
    List<String> files;
    try (Stream<Path> found = Files.list(Path.of("src/main/resources/preset"))) {
      files = found.map(file -> file.getFileName().toString()).toList();
    }
    String page = Files.readString(Path.of("docs/presets.md"));

    assertThat(files.stream().filter(name -> name.endsWith(ENDING)))
        .containsExactlyInAnyOrderElementsOf(
            Presets.SHIPPED.stream().map(name -> name + ENDING).toList());
    assertThat(Presets.SHIPPED).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }

  @Test
  void a_name_that_is_nearly_right_is_told() {
    assertThatThrownBy(() -> Presets.template("tinod"))
        .isInstanceOf(SettingsException.class)
        .hasMessageEndingWith("got \"tinod\"; did you mean tinode?");
  }
}
