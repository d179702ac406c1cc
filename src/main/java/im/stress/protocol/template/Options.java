package im.stress.protocol.template;

import im.stress.protocol.outbound.Value;
import java.nio.charset.StandardCharsets;

/** The block {@code options}: what a preset leaves to its user. Immutable. */
final class Options {
  static final String KEY = "options";

  private final SettingsBlock block;

  Options(SettingsBlock template) {
    block = template.blockOrEmpty(KEY);
  }

  /**
   * The value of an option.
   *
   * @throws IllegalArgumentException when there is no such option, or when it has no value
   */
  Value value(String name) {
    byte[] bytes = text(name).getBytes(StandardCharsets.UTF_8);
    return (outgoing, out) -> out.writeBytes(bytes);
  }

  /**
   * The same as text.
   *
   * @throws IllegalArgumentException as {@link #value}
   */
  String text(String name) {
    if (!block.keys().contains(name)) {
      throw new IllegalArgumentException(
          "no value ${option.%s}; expected a key of options, which has %s"
              .formatted(name, block.keys().isEmpty() ? "none" : String.join(", ", block.keys())));
    }
    return block
        .scalar(name)
        .orElseThrow(
            () -> block.error(name, "expected a value for this server: the preset can't know it"));
  }
}
