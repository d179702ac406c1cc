package im.stress.run;

import im.stress.config.RunId;
import im.stress.config.SettingsException;
import im.stress.config.StressSettings;
import im.stress.record.ShardId;
import im.stress.text.IoErrors;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

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
    check("RUN_ID", settings.run().resultsDir(), settings.run().id());
  }

  /**
   * The same for a name that was given as this option; empty = a name is still to be made.
   *
   * @param results folder of all results
   */
  static void check(String option, Path results, String id) throws CommandException {
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
      throw RunId.taken(option, results.resolve(id));
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

  /**
   * Creates the folder of a merged run.
   *
   * @throws SettingsException when its name was taken meanwhile
   * @throws CommandException when it can't be written
   */
  static RunFolder create(Path results, String id) throws CommandException {
    try {
      return new RunFolder(Files.createDirectory(Files.createDirectories(results).resolve(id)));
    } catch (FileAlreadyExistsException e) {
      throw RunId.taken("--out", results.resolve(id));
    } catch (IOException e) {
      throw CommandException.failed(
          "%s: can't be written: %s".formatted(results, IoErrors.reason(e)), e);
    }
  }

  /** Takes away what was written of several runs. */
  interface Deletion {
    void delete() throws IOException;
  }

  /**
   * Takes the folder of several runs away again when none of them came to its load; false when one
   * did.
   *
   * @param reports takes away the reports over all of them
   */
  static boolean discardUnlessMeasured(Path folder, Deletion reports) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      if (files.anyMatch(Files::isDirectory)) {
        return false;
      }
    }
    reports.delete();
    Files.deleteIfExists(folder);
    return true;
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
