package im.stress.gatling;

import im.stress.config.RunId;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.record.FileNames;
import im.stress.record.ShardId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Where a run's settings come from: the runner's file in a shard; the user's own sources when the
 * simulation is started by Maven or from an IDE.
 */
record RunConfiguration(StressSettings settings, Shard shard, String runId) {
  private static volatile RunConfiguration ofShard;

  /** That of the shard, where one was read in this JVM; else of the user's own sources. */
  static RunConfiguration ofThisProcess() {
    RunConfiguration told = ofShard;
    return told == null
        ? alone(SettingsSources.ofEnvironment(System.getenv()), Instant.now())
        : told;
  }

  /** Reads what the runner left in the shard's folder; {@link #ofThisProcess} finds it then. */
  static RunConfiguration readShard(Shard shard) {
    Path file = shard.directory().resolve(FileNames.SETTINGS);
    StressSettings settings =
        SettingsLoader.load(SettingsSources.ofShard(file, System.getenv())).settings();
    ofShard = new RunConfiguration(settings, shard, settings.run().id());
    return ofShard;
  }

  /** Creates the run's folder, and starts the embedded server where no target is named. */
  static RunConfiguration alone(SettingsSources sources, Instant now) {
    StressSettings settings = withTarget(sources);
    try {
      Path run = RunId.createFolder(settings, now);
      Path directory = new ShardId(settings.machine().id(), 0).folder(run);
      return new RunConfiguration(
          settings,
          new Shard(Files.createDirectories(directory), 0, 1),
          run.getFileName().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "results can't be written to " + settings.run().resultsDir(), e);
    }
  }

  private static StressSettings withTarget(SettingsSources sources) {
    StressSettings settings = SettingsLoader.load(sources).settings();
    if (!settings.target().embedded()) {
      return settings;
    }
    String url = StandaloneServer.start(settings.server()).toString();
    return SettingsLoader.load(sources.with("im.target.url", url)).settings();
  }
}
