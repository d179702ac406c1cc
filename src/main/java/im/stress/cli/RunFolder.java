package im.stress.cli;

import im.stress.config.StressSettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The folder of one run, {@code results/RUN_ID}: an existing one is never written to.
 *
 * @param path where it is
 */
record RunFolder(Path path) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

  /**
   * Finds out, without writing anything, whether the run can have its folder.
   *
   * @throws CommandException when it can't
   */
  static void check(StressSettings settings) throws CommandException {
    String id = settings.run().id();
    Path results = settings.run().resultsDir();
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      throw CommandException.usage(
          "RUN_ID: expected 1 to 100 letters, digits, '-', '_' or '.', got \"%s\""
              .formatted(id.lines().findFirst().orElse("")));
    }
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
      throw taken(results.resolve(id));
    }
  }

  /**
   * Creates the folder; the name is made from time and users where none was given.
   *
   * @throws CommandException when the given name was taken meanwhile
   */
  static RunFolder create(StressSettings settings, Instant now)
      throws IOException, CommandException {
    Path results = settings.run().resultsDir();
    Files.createDirectories(results);
    String given = settings.run().id();
    String first = given.isEmpty() ? TIME.format(now) + "-" + settings.load().users() : given;
    String name = first;
    for (int attempt = 2; ; attempt++) {
      try {
        return new RunFolder(Files.createDirectory(results.resolve(name)));
      } catch (FileAlreadyExistsException e) {
        if (!given.isEmpty()) {
          throw taken(results.resolve(name));
        }
        name = first + "-" + attempt;
      }
    }
  }

  private static CommandException taken(Path folder) {
    return CommandException.usage(
        "RUN_ID: expected a name not used before, got one that has results in %s; give another one or none"
            .formatted(folder));
  }

  /** The run's name. */
  String id() {
    return path.getFileName().toString();
  }

  /** Creates the folder of one shard. */
  Path createShard(int machine, int shard) throws IOException {
    return Files.createDirectories(path.resolve("machine-" + machine).resolve("shard-" + shard));
  }
}
