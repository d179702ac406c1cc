package im.stress.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The name of a run, which is also that of its folder {@code results/RUN_ID}: the one that was
 * given, or {@code yyyyMMdd-HHmmss-USERS} in UTC.
 */
public final class RunId {
  /** What a given one looks like; empty = make one. */
  static final String FORM = "([A-Za-z0-9][A-Za-z0-9._-]{0,99})?";

  /** The same for people. */
  static final String FORM_TEXT =
      "1 to 100 letters, digits, '.', '_' or '-', the first a letter or digit";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunId() {}

  /**
   * Creates the folder of a run; its name is the run's. A made name gets {@code -2}, {@code -3} …
   * where other runs began within the same second.
   *
   * @throws SettingsException when the name was given, and a run has it already
   * @throws IOException when the folder can't be created
   */
  public static Path createFolder(StressSettings settings, Instant now) throws IOException {
    Path results = Files.createDirectories(settings.run().resultsDir());
    String given = settings.run().id();
    String first = given.isEmpty() ? TIME.format(now) + "-" + settings.load().users() : given;
    String name = first;
    for (int attempt = 2; ; attempt++) {
      try {
        return Files.createDirectory(results.resolve(name));
      } catch (FileAlreadyExistsException e) {
        if (!given.isEmpty()) {
          throw taken("RUN_ID", results.resolve(name));
        }
        name = first + "-" + attempt;
      }
    }
  }

  /**
   * A name that was given, once it is known to be one.
   *
   * @param option what the user calls it
   * @throws SettingsException when it can't be the name of a run
   */
  public static String checked(String option, String name) {
    if (!name.matches(FORM)) {
      throw Setting.of(option, name).expected(FORM_TEXT);
    }
    return name;
  }

  /**
   * The error for a given name that a run has already.
   *
   * @param option what the user calls it
   * @param folder of that run
   */
  public static SettingsException taken(String option, Path folder) {
    return new SettingsException(
        "%s: expected a name not used before, got one that has results in %s; give another one or none"
            .formatted(option, folder));
  }
}
