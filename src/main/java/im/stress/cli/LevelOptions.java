package im.stress.cli;

import im.stress.config.LoadUnit;
import im.stress.config.SettingsException;
import im.stress.run.CapacityOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Options that say which levels a search for the capacity has. */
final class LevelOptions {
  private static final String BY = "--by";
  private static final String FROM = "--from";
  private static final String TO = "--to";
  private static final String STEP_SECONDS = "--step-seconds";
  private static final String PRECISION = "--precision";
  private static final String PAUSE = "--pause";

  private static final Pattern PERCENT = Pattern.compile("(\\d{1,2}(\\.\\d{1,3})?) ?%?");

  @Option(
      names = BY,
      paramLabel = "UNIT",
      defaultValue = "users",
      description =
          "users: how many; rate: messages a second of a fixed number of users, who write more often"
              + " (default: ${DEFAULT-VALUE}).")
  private String by;

  @Option(
      names = FROM,
      paramLabel = "N",
      description =
          "Smallest load, users or messages a second (default: that of a run with the same numbers).")
  private Optional<String> from = Optional.empty();

  @Option(
      names = TO,
      paramLabel = "N",
      description = "Largest load (default: 1024 times the smallest, ten doublings).")
  private Optional<String> to = Optional.empty();

  @Option(
      names = STEP_SECONDS,
      paramLabel = "SECONDS",
      description = "Full load of each level, in place of DURATION_S (default: 60).")
  private Optional<String> stepSeconds = Optional.empty();

  @Option(
      names = PRECISION,
      paramLabel = "PERCENT",
      defaultValue = "5",
      description =
          "The search ends when the smallest load that does not hold is larger by this than the one"
              + " that does (default: ${DEFAULT-VALUE}; runs of a minute vary by as much).")
  private String precision;

  @Option(
      names = PAUSE,
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Time between two runs, for the target to recover (default: ${DEFAULT-VALUE}).")
  private String pause;

  /**
   * What was asked for.
   *
   * @param typed the options as they were typed, without secrets
   * @throws SettingsException when an option can't be used
   */
  CapacityOptions options(List<String> typed) {
    LoadUnit unit =
        LoadUnit.named(by)
            .orElseThrow(
                () ->
                    new SettingsException(
                        "%s: expected %s, got \"%s\"".formatted(BY, LoadUnit.names(), by)));
    return new CapacityOptions(
        unit,
        new CapacityOptions.Bounds(whole(FROM, from, unit.words()), whole(TO, to, unit.words())),
        share(precision),
        whole(STEP_SECONDS, stepSeconds, "seconds"),
        Duration.ofSeconds(WholeOption.read(PAUSE, pause, 0, "seconds")),
        typed);
  }

  private static OptionalLong whole(String option, Optional<String> text, String unit) {
    return text.isPresent()
        ? OptionalLong.of(WholeOption.read(option, text.get(), 1, unit))
        : OptionalLong.empty();
  }

  private static double share(String text) {
    if (!PERCENT.matcher(text).matches() || percent(text) == 0) {
      throw new SettingsException(
          "%s: expected a percentage of more than 0 and less than 100, such as 5, got \"%s\""
              .formatted(PRECISION, text));
    }
    return percent(text) / 100;
  }

  private static double percent(String text) {
    return Double.parseDouble(text.replace("%", "").strip());
  }
}
