package im.stress.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.stream.Collectors;

/** {@code run-stress-test.sh [USERS] [RAMP_UP_S] [DURATION_S] …}: positions to keys. */
final class PositionSource {

  private enum Position {
    USERS("im.users", 1, "", ""),
    RAMP_UP_S("im.ramp-up", 0, "seconds", "s"),
    DURATION_S("im.duration", 1, "seconds", "s"),
    MSG_INTERVAL_MS("im.message.interval", 0, "milliseconds", "ms"),
    HEARTBEAT_INTERVAL_MS("im.heartbeat.interval", 0, "milliseconds", "ms");

    private final String key;
    private final long least;
    private final String unitName;
    private final String unit;

    Position(String key, long least, String unitName, String unit) {
      this.key = key;
      this.least = least;
      this.unitName = unitName;
      this.unit = unit;
    }

    Config read(String text) {
      Setting given = new Setting(key, Setting.named(name(), text));
      long number = WholeNumber.of(given, unitName, least, Integer.MAX_VALUE);
      return ConfigFactory.empty().withValue(key, Setting.named(name(), number + unit));
    }
  }

  private PositionSource() {}

  /** The settings in these positions; throws for one that is no number, or is one too many. */
  static Config read(List<String> texts) {
    Position[] positions = Position.values();
    if (texts.size() > positions.length) {
      throw new SettingsException(
          "position %d: expected at most %d positions (%s), got %s; leave it out or use an option"
              .formatted(
                  positions.length + 1,
                  positions.length,
                  List.of(positions).stream().map(Enum::name).collect(Collectors.joining(" ")),
                  Setting.quoted(texts.get(positions.length))));
    }
    Config read = ConfigFactory.empty();
    for (int i = 0; i < texts.size(); i++) {
      read = positions[i].read(texts.get(i)).withFallback(read);
    }
    return read;
  }
}
