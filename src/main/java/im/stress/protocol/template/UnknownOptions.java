package im.stress.protocol.template;

import com.typesafe.config.ConfigRenderOptions;
import im.stress.config.NearestName;
import im.stress.config.SettingsException;
import java.util.Set;
import java.util.regex.Pattern;

/** Options that the user sets and nothing reads: mostly misspelt ones. */
final class UnknownOptions {
  private UnknownOptions() {}

  /**
   * Refuses each option of the user's template that neither the preset has nor the template itself
   * uses.
   *
   * @throws SettingsException with the nearest name that the preset has
   */
  static void refuse(SettingsBlock own, SettingsBlock preset) {
    SettingsBlock given = own.blockOrEmpty(Options.KEY);
    Set<String> known = preset.blockOrEmpty(Options.KEY).keys();
    String template = own.values().withoutKey(Options.KEY).render(ConfigRenderOptions.concise());
    for (String name : given.keys()) {
      if (!known.contains(name) && !isUsed(name, template)) {
        throw given.error(name, problem(name, known));
      }
    }
  }

  /** In a message as {@code ${option.NAME}}, elsewhere as {@code ${options.NAME}}. */
  private static boolean isUsed(String name, String template) {
    return Pattern.compile("options?\\." + Pattern.quote(name) + "(?![\\w-])")
        .matcher(template)
        .find();
  }

  private static String problem(String name, Set<String> known) {
    String near = NearestName.of(name, known).map(it -> "; did you mean " + it + "?").orElse("");
    return "expected an option of the preset (%s), got one that nothing uses%s"
        .formatted(known.isEmpty() ? "it has none" : String.join(", ", known), near);
  }
}
