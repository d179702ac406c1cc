package im.stress.shard;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardAssignmentTest {
  private static final StressSettings SETTINGS =
      SettingsLoader.load(
              new SettingsSources(
                  Map.of("im.machine.id", "1", "im.target.url", "ws://127.0.0.1:1"),
                  List.of("11"),
                  Map.of(),
                  Optional.empty()))
          .settings();

  private static ShardAssignment shard(int index) {
    return new ShardAssignment(Path.of("shard"), index, 4, false);
  }

  /** The first user of the machine has an odd number here: pairs count from there. */
  @Test
  void pairs_of_a_machine_stay_together_whatever_the_number_of_its_first_user() {
    assertThat(IntStream.range(0, 4).map(index -> shard(index).firstUser(SETTINGS)))
        .containsExactly(11, 13, 17, 19);
    assertThat(IntStream.range(0, 4).map(index -> shard(index).users(SETTINGS)))
        .containsExactly(2, 4, 2, 3);
  }
}
