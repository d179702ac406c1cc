package im.stress.cli;

import im.stress.config.Secrets;
import im.stress.config.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/** What was typed after a command, as it may stand in results: without secrets. */
final class TypedOptions {
  /** {@code im.key=value}, after {@code --set} or behind it. */
  private static final Pattern OVERRIDE = Pattern.compile("((?:--set=)?(im\\.[^=]*)=)(.*)");

  /** The option that goes on with a series. */
  static final String RESUME = "--resume";

  private TypedOptions() {}

  /**
   * All words but these options with their values, and {@code --debug}.
   *
   * @param without options that take a value
   */
  static List<String> of(CommandSpec command, Set<String> without) {
    List<String> all = command.commandLine().getParseResult().originalArgs();
    List<String> typed = new ArrayList<>();
    for (int i = all.indexOf(command.name()) + 1; i < all.size(); i++) {
      String word = all.get(i);
      if (without.contains(word)) {
        i++;
      } else if (without.stream().noneMatch(name -> word.startsWith(name + "="))
          && !word.equals(Main.DEBUG)) {
        typed.add(masked(word));
      }
    }
    return typed;
  }

  /**
   * Reads options that were typed earlier, as if they had been typed now.
   *
   * @throws SettingsException when a secret is missing in them
   */
  static void parse(CommandSpec command, List<String> typed) {
    if (typed.stream().anyMatch(option -> option.contains(Secrets.MASK))) {
      throw new SettingsException(
          "--resume: expected all options of the run, since a secret in them is not kept: "
              + String.join(" ", typed));
    }
    command.commandLine().parseArgs(typed.toArray(String[]::new));
  }

  private static String masked(String word) {
    Matcher override = OVERRIDE.matcher(word);
    return override.matches()
        ? override.group(1) + Secrets.shown(override.group(2), override.group(3))
        : Secrets.masked(word);
  }
}
