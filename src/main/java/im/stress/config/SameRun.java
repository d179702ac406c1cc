package im.stress.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether two machines made one run: whether all is equal that decides what was asked of the target
 * and how that is judged. What belongs to a machine (its users, its folders, its way to the target)
 * may differ.
 */
public final class SameRun {
  /** What must be equal, by the start of its keys. */
  private static final Map<String, Function<StressSettings, Object>> PARTS = new LinkedHashMap<>();

  static {
    // First, since a preset brings other defaults for what follows.
    PARTS.put("im.codec", StressSettings::codec);
    PARTS.put("im.ramp-up", settings -> settings.load().rampUp());
    PARTS.put("im.duration", settings -> settings.load().duration());
    PARTS.put("im.message", StressSettings::message);
    PARTS.put("im.groups", StressSettings::groups);
    PARTS.put("im.heartbeat", StressSettings::heartbeat);
    PARTS.put("im.target.url", settings -> settings.target().urls());
    PARTS.put("im.run.simulation", settings -> settings.run().simulation());
    PARTS.put("im.run.grace", settings -> settings.run().grace());
    PARTS.put("im.login.uid-prefix", settings -> settings.login().uidPrefix());
    PARTS.put("im.login.uid-first", settings -> settings.login().uidFirst());
    PARTS.put("im.login.uid", settings -> settings.login().pattern());
    PARTS.put("im.login.timeout", settings -> settings.login().timeout());
    PARTS.put("im.connection.connect-timeout", settings -> settings.connection().connectTimeout());
    PARTS.put(
        "im.connection.handshake-timeout", settings -> settings.connection().handshakeTimeout());
    PARTS.put("im.reconnect", StressSettings::reconnect);
    PARTS.put("im.storm", StressSettings::storm);
    PARTS.put("im.client", StressSettings::client);
    PARTS.put(
        SettingsMapper.THRESHOLDS,
        settings -> settings.thresholds().stream().map(Threshold::name).toList());
  }

  private SameRun() {}

  /**
   * A setting that differs though it may not.
   *
   * @param key of the setting
   * @param expected what the one machine has, as people write it; secrets masked
   * @param actual what the other has
   */
  public record Difference(String key, String expected, String actual) {}

  /** The first difference; empty when both are machines of one run. */
  public static Optional<Difference> difference(LoadedSettings one, LoadedSettings other) {
    return PARTS.entrySet().stream()
        .filter(part -> differs(part.getValue(), one.settings(), other.settings()))
        .findFirst()
        .map(part -> difference(part.getKey(), one.describe(), other.describe()));
  }

  private static boolean differs(
      Function<StressSettings, Object> part, StressSettings one, StressSettings other) {
    return !part.apply(one).equals(part.apply(other));
  }

  private static Difference difference(
      String part, Map<String, String> one, Map<String, String> other) {
    String key =
        one.keySet().stream()
            .filter(known -> known.equals(part) || known.startsWith(part + "."))
            .filter(known -> !one.get(known).equals(other.get(known)))
            .findFirst()
            .orElse(part);
    return new Difference(key, one.getOrDefault(key, ""), other.getOrDefault(key, ""));
  }
}
