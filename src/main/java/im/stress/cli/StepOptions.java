package im.stress.cli;

import im.stress.config.SettingsException;
import im.stress.config.SettingsSources;
import im.stress.run.StagedOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Options that say what the steps of a staged run do, and what comes between them. */
final class StepOptions {
  private static final String LEVELS = "--levels";
  private static final String DURATION = "--duration";
  private static final String RAMP_UP = "--ramp-up";
  private static final String MESSAGE_INTERVAL = "--message-interval";
  private static final String HEARTBEAT_INTERVAL = "--heartbeat-interval";
  private static final String WARM_UP_USERS = "--warmup-users";
  private static final String WARM_UP_DURATION = "--warmup-duration";
  private static final String PAUSE = "--pause";
  private static final String TIME_SCALE = "--time-scale";
  private static final String SECONDS = "SECONDS";
  private static final String MILLIS = "MILLISECONDS";

  /** Up to nine digits, so that each is an int. */
  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

  private static final Pattern DECIMAL = Pattern.compile("\\d{1,4}(\\.\\d{1,9})?");

  @Option(
      names = LEVELS,
      paramLabel = "USERS,USERS…",
      description = "Users of each step (default: 100,1000,10000,50000).")
  private Optional<String> levels = Optional.empty();

  @Option(
      names = DURATION,
      paramLabel = SECONDS,
      description = "Time for which all users of a step stay online (default: see above).")
  private Optional<String> duration = Optional.empty();

  @Option(
      names = RAMP_UP,
      paramLabel = SECONDS,
      description = "Time over which the users of a step come online (default: see above).")
  private Optional<String> rampUp = Optional.empty();

  @Option(
      names = MESSAGE_INTERVAL,
      paramLabel = MILLIS,
      description = "Time between two messages of a user, 0 = none (default: see above).")
  private Optional<String> messageInterval = Optional.empty();

  @Option(
      names = HEARTBEAT_INTERVAL,
      paramLabel = MILLIS,
      description = "Time between two heartbeats of a user, 0 = none (default: see above).")
  private Optional<String> heartbeatInterval = Optional.empty();

  @Option(
      names = WARM_UP_USERS,
      paramLabel = "USERS",
      defaultValue = "5",
      description = "Users of the warm-up, 0 = no warm-up (default: ${DEFAULT-VALUE}).")
  private String warmUpUsers;

  @Option(
      names = WARM_UP_DURATION,
      paramLabel = SECONDS,
      defaultValue = "30",
      description = "How long they stay (default: ${DEFAULT-VALUE}).")
  private String warmUpDuration;

  @Option(
      names = PAUSE,
      paramLabel = SECONDS,
      defaultValue = "10",
      description = "Time between two runs (default: ${DEFAULT-VALUE}).")
  private String pause;

  @Option(
      names = TIME_SCALE,
      paramLabel = "FACTOR",
      defaultValue = "1",
      description =
          "Multiplies ramp-up, duration, pause and warm-up duration, given or not; never the"
              + " intervals, so that the load stays what it is (default: ${DEFAULT-VALUE}).")
  private String timeScale;

  /**
   * What was asked for.
   *
   * @param typed the options as they were typed, without secrets
   * @throws SettingsException when an option can't be used
   */
  StagedOptions options(List<String> typed) {
    return new StagedOptions(
        levels.map(StepOptions::users).orElse(List.of()),
        WholeOption.read(WARM_UP_USERS, warmUpUsers, 0, "users"),
        Duration.ofSeconds(WholeOption.read(WARM_UP_DURATION, warmUpDuration, 1, "seconds")),
        Duration.ofSeconds(WholeOption.read(PAUSE, pause, 0, "seconds")),
        factor(timeScale),
        typed);
  }

  /**
   * These sources and the options that are short for a setting.
   *
   * @throws SettingsException when an option can't be used
   */
  SettingsSources on(SettingsSources sources) {
    Map<String, String> settings = new LinkedHashMap<>();
    rampUp.ifPresent(
        s -> settings.put("im.ramp-up", WholeOption.read(RAMP_UP, s, 0, "seconds") + "s"));
    duration.ifPresent(
        s -> settings.put("im.duration", WholeOption.read(DURATION, s, 1, "seconds") + "s"));
    messageInterval.ifPresent(
        ms -> settings.put("im.message.interval", millis(MESSAGE_INTERVAL, ms)));
    heartbeatInterval.ifPresent(
        ms -> settings.put("im.heartbeat.interval", millis(HEARTBEAT_INTERVAL, ms)));
    SettingsSources all = sources;
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      all = all.with(setting.getKey(), setting.getValue());
    }
    return all;
  }

  private static String millis(String option, String text) {
    return WholeOption.read(option, text, 0, "milliseconds") + "ms";
  }

  private static List<Integer> users(String text) {
    List<Integer> users = new ArrayList<>();
    for (String level : text.split(",", -1)) {
      if (!WHOLE.matcher(level.strip()).matches() || Integer.parseInt(level.strip()) == 0) {
        throw new SettingsException(
            "%s: expected whole numbers of 1 or more with commas, such as 100,1000, got \"%s\""
                .formatted(LEVELS, text));
      }
      users.add(Integer.valueOf(level.strip()));
    }
    return users;
  }

  private static double factor(String text) {
    if (!DECIMAL.matcher(text).matches() || Double.parseDouble(text) == 0) {
      throw new SettingsException(
          "%s: expected a number of more than 0, such as 0.1, got \"%s\""
              .formatted(TIME_SCALE, text));
    }
    return Double.parseDouble(text);
  }
}
