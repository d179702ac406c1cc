package im.stress.cli;

import im.stress.config.SettingsException;
import im.stress.run.CompareOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Options that say what is compared, by how many runs, and what may come out. */
final class CompareTargets {
  private static final String TARGET = "--target";
  private static final String DEMO = "--demo";
  private static final String RUNS = "--runs";
  private static final String PAUSE = "--pause";
  private static final String BEFORE = "--before";
  private static final String LIMIT = "--fail-if-slower";

  /** The noise between runs can't be seen in fewer. */
  private static final int LEAST_RUNS = 3;

  /** Of so many runs a mean is known to a tenth of their noise; of more, none is waited for. */
  private static final int MOST_RUNS = 100;

  private static final int TARGETS = 2;

  /** A name that can be that of a folder, and a URL. */
  private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,30})=(\\S+)");

  private static final Pattern PERCENT = Pattern.compile("(\\d{1,4}(\\.\\d{1,4})?)\\s?%");

  @Option(
      names = TARGET,
      paramLabel = "NAME=URL",
      description =
          "One of the two targets; URL as in TARGET_URL, several gateways with commas. The first"
              + " one is what the second is held against.")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = DEMO,
      description =
          "Compare the two architectures of the embedded HTTP chat room, in under three minutes; in"
              + " place of --target.")
  private boolean demo;

  @Option(
      names = RUNS,
      paramLabel = "N",
      description = "Runs against each target, 3 to 100 (default: 3).")
  private Optional<String> runs = Optional.empty();

  @Option(
      names = PAUSE,
      paramLabel = "SECONDS",
      description = "Time between two runs (default: 5).")
  private Optional<String> pause = Optional.empty();

  @Option(
      names = BEFORE,
      paramLabel = "COMMAND",
      description =
          "Shell command before each run, such as a restart of the target, whose name and URL it"
              + " has in TARGET and TARGET_URL. The target may then take 30 s to answer.")
  private Optional<String> before = Optional.empty();

  @Option(
      names = LIMIT,
      paramLabel = "PERCENT%",
      description =
          "Exit with 2 when the second target is slower than the first by more than this, and with"
              + " 3 when these runs can't rule it out.")
  private Optional<String> limit = Optional.empty();

  /** Whether runs are to be made against targets that were named. */
  boolean areGiven() {
    return !targets.isEmpty();
  }

  /**
   * Whether the embedded servers are the targets.
   *
   * @throws SettingsException when targets were named as well
   */
  boolean areEmbedded() {
    if (demo && areGiven()) {
      throw new SettingsException(
          "%s: expected no %s with it, since it starts both itself; leave one out"
              .formatted(DEMO, TARGET));
    }
    return demo;
  }

  /**
   * What was asked for of the targets that were named.
   *
   * @param typed the options as they were typed, without secrets
   * @throws SettingsException when an option can't be used
   */
  CompareOptions options(List<String> typed) {
    return options(targets.stream().map(CompareTargets::target).toList(), typed);
  }

  /** The same of these targets. */
  CompareOptions options(List<CompareOptions.Target> read, List<String> typed) {
    if (read.size() != TARGETS) {
      throw new SettingsException(
          "%s: expected two targets, got %d; give %s NAME=URL twice"
              .formatted(TARGET, read.size(), TARGET));
    }
    if (read.get(0).name().equals(read.get(1).name())) {
      throw new SettingsException(
          "%s: expected two names, got \"%s\" twice".formatted(TARGET, read.get(0).name()));
    }
    int each = WholeOption.read(RUNS, runs.orElse("3"), LEAST_RUNS, "runs of each target");
    if (each > MOST_RUNS) {
      throw new SettingsException(
          "%s: expected %d runs of each target or fewer, got \"%d\""
              .formatted(RUNS, MOST_RUNS, each));
    }
    return new CompareOptions(
        read,
        each,
        Duration.ofSeconds(WholeOption.read(PAUSE, pause.orElse("5"), 0, "seconds")),
        before.filter(command -> !command.isBlank()),
        limitPercent(),
        typed);
  }

  /** By how much the second may be slower; empty = by anything. */
  OptionalDouble limitPercent() {
    if (limit.isEmpty()) {
      return OptionalDouble.empty();
    }
    Matcher percent = PERCENT.matcher(limit.get());
    if (!percent.matches()) {
      throw new SettingsException(
          "%s: expected a percentage such as 10%%, got \"%s\"".formatted(LIMIT, limit.get()));
    }
    return OptionalDouble.of(Double.parseDouble(percent.group(1)));
  }

  /**
   * Refuses options that say how runs are made, where none are.
   *
   * @throws SettingsException when one was given
   */
  void requireNoneOfRuns() {
    refuse(RUNS, runs);
    refuse(PAUSE, pause);
    refuse(BEFORE, before);
  }

  private static void refuse(String option, Optional<String> given) {
    if (given.isPresent()) {
      throw new SettingsException(
          "%s: expected %s with it, since no runs are made of those that are given; leave it out"
              .formatted(option, TARGET));
    }
  }

  private static CompareOptions.Target target(String text) {
    Matcher named = NAMED.matcher(text);
    if (!named.matches()) {
      throw new SettingsException(
          "%s: expected NAME=URL such as a=ws://host:10001/websocket, with a name of letters, digits,"
                  .formatted(TARGET)
              + " '.', '_' or '-', got \"%s\"".formatted(text));
    }
    return new CompareOptions.Target(named.group(1), named.group(2));
  }
}
