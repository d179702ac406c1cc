package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import im.stress.config.SettingsException;

/** Settings that can't be used, for tests. */
final class Refused {
  private Refused() {}

  /**
   * Changes of the preset {@code json} are refused with one line that begins so and shows no token.
   * Each {@code ^} stands for triple quotes, each {@code \u00a6} for what separates steps of a path.
   */
  static void with(String hocon, String message) {
    String written = hocon.replace("^", "\"\"\"").replace('\u00a6', '|');

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Frames.json(written))
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .startsWith(message.replace('\u00a6', '|'))
                    .doesNotContain("\n")
                    .doesNotContain("secret"));
  }
}
