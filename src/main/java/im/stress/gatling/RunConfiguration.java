package im.stress.gatling;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * Where a run's settings come from: the runner's file in a shard; the user's own sources when the
 * simulation is started by Maven or from an IDE.
 */
record RunConfiguration(StressSettings settings, Shard shard, String runId) {
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  static RunConfiguration read() {
    return Shard.told() ? ofShard(Shard.fromSystemProperties()) : alone();
  }

  private static RunConfiguration ofShard(Shard shard) {
    Path file = shard.directory().resolve("settings.conf");
    StressSettings settings =
        SettingsLoader.load(SettingsSources.ofShard(file, System.getenv())).settings();
    return new RunConfiguration(settings, shard, settings.run().id());
  }

  private static RunConfiguration alone() {
    StressSettings settings = withTarget(SettingsSources.ofEnvironment(System.getenv()));
    String runId =
        settings.run().id().isEmpty()
            ? RUN_ID.format(Instant.now()) + "-" + settings.load().users()
            : settings.run().id();
    Path directory =
        settings
            .run()
            .resultsDir()
            .resolve(runId)
            .resolve("machine-" + settings.machine().id())
            .resolve("shard-0");
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("results can't be written to " + directory, e);
    }
    return new RunConfiguration(settings, new Shard(directory, 0, 1), runId);
  }

  private static StressSettings withTarget(SettingsSources sources) {
    StressSettings settings = SettingsLoader.load(sources).settings();
    if (!settings.target().embedded()) {
      return settings;
    }
    String url = StandaloneServer.start(settings.server());
    return SettingsLoader.load(
            new SettingsSources(
                Map.of("im.target.url", url),
                sources.positions(),
                sources.environment(),
                sources.file()))
        .settings();
  }
}
