package im.stress.run;

import im.stress.config.RunId;
import im.stress.config.SettingsException;
import im.stress.config.StressSettings;
import im.stress.record.ShardId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The folder of one run, {@code results/RUN_ID}: an existing one is never written to.
 *
 * @param path where it is
 */
record RunFolder(Path path) {
  /**
   * Finds out, without writing anything, whether the run can have its folder.
   *
   * @throws CommandException when the folder of all results can't be used
   * @throws SettingsException when the run's name was used before
   */
  static void check(StressSettings settings) throws CommandException {
    String id = settings.run().id();
    Path results = settings.run().resultsDir();
    Path existing = results.toAbsolutePath();
    while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw CommandException.usage(
          "RESULTS_DIR: expected a folder that can be written to, got %s; name another one"
              .formatted(existing));
    }
    if (!id.isEmpty() && Files.exists(results.resolve(id), LinkOption.NOFOLLOW_LINKS)) {
      throw RunId.taken(results.resolve(id));
    }
  }

  /**
   * Creates the folder; the name is made from time and users where none was given.
   *
   * @throws SettingsException when the given name was taken meanwhile
   */
  static RunFolder create(StressSettings settings, Instant now) throws IOException {
    return new RunFolder(RunId.createFolder(settings, now));
  }

  /** The run's name. */
  String id() {
    return path.getFileName().toString();
  }

  /** Creates the folder of one shard. */
  Path createShard(ShardId shard) throws IOException {
    return Files.createDirectories(shard.folder(path));
  }
}
