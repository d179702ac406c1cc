package im.stress.target;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsException;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups are asked for only where the protocol has them. */
class GroupsOfTargetTest {
  @TempDir Path folder;

  private StressSettings settings(String template) throws IOException {
    Path file = Files.writeString(folder.resolve("x.conf"), "im.codec.template." + template);
    return SettingsLoader.load(
            new SettingsSources(
                Map.of("im.groups.size", "5", "im.target.url", "ws://127.0.0.1:9/"),
                List.of(),
                Map.of(),
                Optional.of(file)))
        .settings();
  }

  @Test
  void a_protocol_without_group_messages_is_refused() throws IOException {
    StressSettings settings = settings("inbound.group-push = null");

    assertThatThrownBy(() -> Targets.of(settings, "r"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(
            "im.groups.size: expected 0, since the format json has no group messages; got 5");
  }

  @Test
  void a_protocol_without_joining_is_refused_where_users_should_join() throws IOException {
    StressSettings settings = settings("outbound.join-group = null");

    assertThatThrownBy(() -> Targets.of(settings, "r"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("im.groups.join: expected false");
  }
}
