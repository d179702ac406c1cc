package im.stress.shard;

import im.stress.config.LoadedSettings;
import im.stress.config.RunId;
import im.stress.config.SettingsException;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.ShardSecrets;
import im.stress.config.StressSettings;
import im.stress.record.ShardId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * Where a run's settings come from: the runner's file in a shard; the user's own sources when the
 * simulation is started by Maven or from an IDE.
 */
record RunConfiguration(StressSettings settings, ShardAssignment shard, String runId) {

  /**
   * What the runner left in the shard's folder, and tells on standard input.
   *
   * @throws IOException when it doesn't tell all of it
   */
  static RunConfiguration ofShard(ShardAssignment shard) throws IOException {
    ShardSecrets told = ShardSecrets.readFrom(System.in);
    StressSettings settings =
        SettingsLoader.load(SettingsSources.ofShard(shard.settingsFile(), told)).settings();
    return new RunConfiguration(settings, shard, settings.run().id());
  }

  /** Creates the run's folder, and starts the embedded server where no target is named. */
  static RunConfiguration alone(SettingsSources sources, Instant now) {
    StressSettings settings = withTarget(sources);
    try {
      Path run = RunId.createFolder(settings, now);
      Path directory = new ShardId(settings.machine().id(), 0).folder(run);
      return new RunConfiguration(
          settings,
          new ShardAssignment(Files.createDirectories(directory), 0, 1, true),
          run.getFileName().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "results can't be written to " + settings.run().resultsDir(), e);
    }
  }

  private static StressSettings withTarget(SettingsSources sources) {
    LoadedSettings loaded = SettingsLoader.load(sources);
    if (loaded.settings().login().made().isPresent()) {
      throw new SettingsException(
          "im.login.token-command, im.login.token-request: expected neither where a simulation is"
              + " started by Maven or an IDE; start it with run-stress-test.sh, or use"
              + " im.login.token-file");
    }
    if (!loaded.settings().target().embedded()) {
      return loaded.settings();
    }
    String url = StandaloneServer.start(loaded).toString();
    return loaded.with(Map.of("im.target.url", url)).settings();
  }
}
