package im.stress.run;

import im.stress.config.LoadSettings;
import im.stress.config.LoadedSettings;
import im.stress.config.RunSettings;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.Times;
import im.stress.report.StagedSummary;
import im.stress.text.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The runs of a staged run, each with all its settings.
 *
 * @param steps in their order, 1 or more
 * @param warmUp the run before the first step, whose figures are in no table; none against the
 *     embedded server, of which each step has a fresh one
 * @param pause between two steps
 * @param typed the options as they were typed, without secrets
 */
public record StagedPlan(
    List<StagedStep> steps, Optional<StagedStep> warmUp, Duration pause, List<String> typed) {

  /** The name of the warm-up and of its folder. */
  static final String WARM_UP = "warm-up";

  /** What differs from step to step, or may differ when a run is resumed. */
  static final Set<String> NOT_SHARED =
      Set.of(
          "im.users",
          "im.ramp-up",
          "im.duration",
          "im.message.interval",
          "im.heartbeat.interval",
          "im.thresholds",
          "im.run.id",
          "im.run.results-dir",
          "im.run.open-browser",
          "im.machine.start-at");

  /**
   * Reads the settings of all steps. What the sources don't give is as the stress guide has it.
   *
   * @throws im.stress.config.SettingsException when a setting can't be used
   */
  public static StagedPlan of(StagedOptions options, SettingsSources sources) {
    List<StagedStep> steps = new ArrayList<>();
    for (int users : options.levels()) {
      steps.add(step((steps.size() + 1) + "-" + users, users, options, sources));
    }
    return new StagedPlan(
        List.copyOf(steps),
        warmUp(options, sources, steps.get(0).loaded()),
        options.scaled(options.pause()),
        options.typed());
  }

  private static StagedStep step(
      String name, int users, StagedOptions options, SettingsSources sources) {
    SettingsSources own =
        sources.with("im.users", Integer.toString(users)).withDefaults(StagedGuide.settings(users));
    LoadSettings load = SettingsLoader.load(own).settings().load();
    return step(
        name,
        own.with("im.ramp-up", Times.text(options.scaled(load.rampUp())))
            .with("im.duration", Times.text(options.scaled(load.duration()))));
  }

  private static StagedStep step(String name, SettingsSources sources) {
    return new StagedStep(name, sources, SettingsLoader.load(sources));
  }

  private static Optional<StagedStep> warmUp(
      StagedOptions options, SettingsSources sources, LoadedSettings first) {
    if (options.warmUpUsers() == 0 || first.settings().target().embedded()) {
      return Optional.empty();
    }
    int users = Math.max(options.warmUpUsers(), first.settings().groups().size());
    return Optional.of(
        step(
            WARM_UP,
            sources
                .withDefaults(StagedGuide.settings(users))
                .with("im.users", Integer.toString(users))
                .with("im.ramp-up", "0s")
                .with("im.duration", Times.text(options.scaled(options.warmUpDuration())))
                .with("im.storm.at", "0s")));
  }

  /** Name and folder of the staged run, as they were given. */
  RunSettings run() {
    return steps.get(0).loaded().settings().run();
  }

  /** Whether the page is to be opened at the end. */
  public boolean opensBrowser() {
    return run().openBrowser();
  }

  /** What the user should know before it begins, one line each. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    List<Integer> levels = steps.stream().map(StagedStep::users).toList();
    for (int i = 1; i < levels.size(); i++) {
      if (levels.get(i) <= levels.get(i - 1)) {
        notes.add(
            "the levels don't rise: %d comes after %d".formatted(levels.get(i), levels.get(i - 1)));
      }
    }
    if (steps.get(0).loaded().settings().target().embedded()) {
      notes.add("no warm-up: each step has a fresh embedded server");
    }
    return notes;
  }

  /** The steps as the report shows them. */
  List<StagedSummary.Planned> planned() {
    return steps.stream()
        .map(step -> new StagedSummary.Planned(step.name(), step.users(), step.description()))
        .toList();
  }

  /** What was asked for, for the results and for who resumes it. */
  StagedSummary.Asked asked() {
    SortedMap<String, String> settings = new TreeMap<>(steps.get(0).loaded().describe());
    settings.keySet().removeAll(NOT_SHARED);
    settings.put("pause", TimeText.text(pause));
    settings.put("warm-up", warmUp.map(StagedStep::description).orElse("none"));
    settings.put("steps", Integer.toString(steps.size()));
    steps.forEach(step -> settings.put("step " + step.name(), step.description()));
    return new StagedSummary.Asked(typed, settings);
  }
}
