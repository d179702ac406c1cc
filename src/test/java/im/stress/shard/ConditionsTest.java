package im.stress.shard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionsTest {
  @TempDir Path folder;

  /** MACHINES may be left out, so a machine can't know that it is the only one. */
  @Test
  void clock_that_nobody_compared_has_no_offset() throws IOException {
    StressSettings settings =
        SettingsLoader.load(SettingsSources.ofEnvironment(Map.of())).settings();
    Conditions.of(settings, 5).write(folder);

    JsonNode manifest = new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
    assertThat(manifest.path("users").asInt()).isEqualTo(5);
    assertThat(manifest.has("clockOffsetMicros")).isFalse();
    assertThat(manifest.has("clockErrorMicros")).isFalse();
  }
}
