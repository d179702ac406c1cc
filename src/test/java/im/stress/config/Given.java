package im.stress.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings as a test gives them, one source after the other; nothing comes from this JVM, from its
 * environment, or from the user's own {@code im-stress.conf}.
 */
record Given(
    Map<String, String> overrides,
    Map<String, String> properties,
    List<String> positions,
    Map<String, String> environment,
    Optional<Path> file,
    Config userFile) {

  static final Given NOTHING =
      new Given(Map.of(), Map.of(), List.of(), Map.of(), Optional.empty(), ConfigFactory.empty());

  Given set(Map<String, String> given) {
    return new Given(given, properties, positions, environment, file, userFile);
  }

  Given set(String key, String value) {
    return set(Map.of(key, value));
  }

  Given property(String key, String value) {
    return new Given(overrides, Map.of(key, value), positions, environment, file, userFile);
  }

  Given positions(String... given) {
    return new Given(overrides, properties, List.of(given), environment, file, userFile);
  }

  Given environment(Map<String, String> given) {
    return new Given(overrides, properties, positions, given, file, userFile);
  }

  Given environment(String name, String value) {
    return environment(Map.of(name, value));
  }

  Given file(Path given) {
    return new Given(overrides, properties, positions, environment, Optional.of(given), userFile);
  }

  Given userFile(String hocon) {
    return new Given(
        overrides, properties, positions, environment, file, ConfigFactory.parseString(hocon));
  }

  LoadedSettings load() {
    return SettingsLoader.load(
        new SettingsSources(overrides, positions, environment, file), properties, userFile);
  }

  StressSettings settings() {
    return load().settings();
  }

  /** The message of the error that loading ends with. */
  String error() {
    SettingsException error = catchThrowableOfType(SettingsException.class, this::load);
    return error == null ? "no error" : error.getMessage();
  }
}
