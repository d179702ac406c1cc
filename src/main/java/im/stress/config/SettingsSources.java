package im.stress.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user gave: everything that {@link SettingsLoader} reads besides the class path and the
 * JVM's system properties.
 *
 * @param overrides {@code --set im.key=value}; the key with its full {@code im.} name
 * @param positions {@code USERS RAMP_UP_S DURATION_S MSG_INTERVAL_MS HEARTBEAT_INTERVAL_MS}, from
 *     the left, as many as were given
 * @param environment environment variables; those that mean nothing here are ignored, an empty one
 *     counts as not set
 * @param file the file named by {@code --config}
 * @param defaults what gives way to all of these, to every other file and to the preset, but not to
 *     {@code reference.conf}
 * @param users values of the users, in place of those in files; empty = the files have them
 */
public record SettingsSources(
    Map<String, String> overrides,
    List<String> positions,
    Map<String, String> environment,
    Optional<Path> file,
    Map<String, String> defaults,
    Optional<UserColumns> users) {

  /** Copies the collections so that nobody can change them afterwards. */
  public SettingsSources {
    overrides = Map.copyOf(overrides);
    positions = List.copyOf(positions);
    environment = Map.copyOf(environment);
    defaults = Map.copyOf(defaults);
  }

  /** What a user gave, without defaults of the caller. */
  public SettingsSources(
      Map<String, String> overrides,
      List<String> positions,
      Map<String, String> environment,
      Optional<Path> file) {
    this(overrides, positions, environment, file, Map.of(), Optional.empty());
  }

  /** Nothing but these environment variables. */
  public static SettingsSources ofEnvironment(Map<String, String> environment) {
    return new SettingsSources(Map.of(), List.of(), environment, Optional.empty());
  }

  /**
   * What a child process reads: the file that {@link LoadedSettings#writeTo} left for it, and what
   * its parent told it. Nothing else in its environment counts: the parent has heard it, and it
   * would here win over the parent's options.
   */
  public static SettingsSources ofShard(Path settings, ShardSecrets told) {
    return new SettingsSources(
        Map.of(),
        List.of(),
        told.variables(),
        Optional.of(settings),
        Map.of(),
        Optional.of(told.columns()));
  }

  /** The same with one more override, which wins over all others. */
  public SettingsSources with(String key, String value) {
    Map<String, String> more = new HashMap<>(overrides);
    more.put(key, value);
    return new SettingsSources(more, positions, environment, file, defaults, users);
  }

  /** The same with these defaults in place of those of {@code reference.conf}. */
  public SettingsSources withDefaults(Map<String, String> others) {
    return new SettingsSources(overrides, positions, environment, file, others, users);
  }

  /** Shows names alone: values may be secret. */
  @Override
  public String toString() {
    return "SettingsSources[overrides=%s, positions=%s, file=%s]"
        .formatted(overrides.keySet(), positions, file);
  }
}
