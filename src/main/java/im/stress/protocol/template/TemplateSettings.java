package im.stress.protocol.template;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import im.stress.channel.FrameKind;
import im.stress.channel.Framing;
import im.stress.protocol.Traits.HeartbeatKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The single values of {@code im.codec.template}, beside its templates and matchers.
 *
 * @param framing how messages are told apart
 * @param frameKind the kind of WebSocket frame that a message goes into
 * @param heartbeatKind how a connection is kept alive
 * @param registerOn a login that is refused with one of these codes is followed by a registration
 * @param echo whether a sender gets its own messages back
 */
record TemplateSettings(
    Framing framing,
    FrameKind frameKind,
    HeartbeatKind heartbeatKind,
    Set<Integer> registerOn,
    boolean echo) {
  static final List<String> KEYS =
      List.of("framing", "text-frames", "heartbeat-kind", "register-on", "echo");

  /** Reads and checks them. */
  static TemplateSettings read(SettingsBlock template) {
    return new TemplateSettings(
        choice(template, "framing", FramingWord.values()).framing,
        flag(template, "text-frames", true) ? FrameKind.TEXT : FrameKind.BINARY,
        choice(template, "heartbeat-kind", HeartbeatKind.values()),
        numbers(template, "register-on"),
        flag(template, "echo", false));
  }

  /** What may stand in {@code framing}. */
  private enum FramingWord {
    MESSAGE(Framing.MESSAGE),
    JSON(Framing.JSON),
    LINES(Framing.LINES);

    private final Framing framing;

    FramingWord(Framing framing) {
      this.framing = framing;
    }
  }

  private static <E extends Enum<E>> E choice(SettingsBlock template, String key, E[] values) {
    String name = template.text(key).orElse("nothing");
    return Arrays.stream(values)
        .filter(value -> keyOf(value).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                template.error(
                    key,
                    "expected one of %s, got %s"
                        .formatted(
                            Arrays.stream(values)
                                .map(TemplateSettings::keyOf)
                                .collect(Collectors.joining(", ")),
                            name)));
  }

  private static String keyOf(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A boolean, or its text, as {@code --set} gives it. */
  private static boolean flag(SettingsBlock template, String key, boolean otherwise) {
    Optional<ConfigValue> value = template.value(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    return switch (String.valueOf(value.get().unwrapped())) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw template.error(
              key, "expected true or false, got " + SettingsBlock.describe(value.get()));
    };
  }

  /** A list, or a text with commas between the numbers, as {@code --set} gives it. */
  private static Set<Integer> numbers(SettingsBlock template, String key) {
    return template.value(key).map(value -> numbers(template, key, value)).orElse(Set.of());
  }

  private static Set<Integer> numbers(SettingsBlock template, String key, ConfigValue value) {
    List<?> given =
        value instanceof ConfigList list
            ? list.unwrapped()
            : List.of(String.valueOf(value.unwrapped()).split(","));
    try {
      return given.stream()
          .map(number -> Integer.valueOf(String.valueOf(number).strip()))
          .collect(Collectors.toSet());
    } catch (NumberFormatException e) {
      throw template.error(
          key, "expected a list of whole numbers, got " + SettingsBlock.describe(value));
    }
  }
}
