package im.stress.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Settings in HOCON or JSON files; not yet resolved. */
final class FileSource {
  private static final ConfigParseOptions OPTIONS =
      ConfigParseOptions.defaults().setClassLoader(FileSource.class.getClassLoader());

  private FileSource() {}

  /** The file that the user named; throws when it is missing or can't be read. */
  static Config read(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      String found =
          Files.isDirectory(file) ? "a folder" : Files.exists(file) ? "no permission" : "nothing";
      throw new SettingsException(
          "--config: expected a readable file at %s, got %s; check the path"
              .formatted(file, found));
    }
    try {
      return ConfigFactory.parseFile(file.toFile(), OPTIONS.setAllowMissing(false));
    } catch (ConfigException e) {
      throw unparsable(e, file.toString());
    }
  }

  /** A file on the class path; empty where there is none. */
  static Config onClassPath(String name) {
    try {
      return ConfigFactory.parseResources(name, OPTIONS);
    } catch (ConfigException e) {
      throw unparsable(e, name);
    }
  }

  private static SettingsException unparsable(ConfigException e, String file) {
    return new SettingsException(
        "%s: expected HOCON or JSON, got a syntax error: %s".formatted(place(e, file), reason(e)));
  }

  /** File and line of an error of the parser, or else this. */
  static String place(ConfigException e, String otherwise) {
    return Optional.ofNullable(e.origin()).flatMap(Setting::fileAndLine).orElse(otherwise);
  }

  /** The parser's own words on one line, without the place at their start. */
  static String reason(ConfigException e) {
    String place = e.origin() == null ? "" : e.origin().description() + ": ";
    String message = e.getMessage();
    String words = message.startsWith(place) ? message.substring(place.length()) : message;
    return words.replaceAll("\\s+", " ").strip();
  }
}
