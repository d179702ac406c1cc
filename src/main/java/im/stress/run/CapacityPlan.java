package im.stress.run;

import im.stress.config.LoadUnit;
import im.stress.config.LoadedSettings;
import im.stress.config.RunSettings;
import im.stress.config.SettingsException;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.Times;
import im.stress.report.CapacitySummary;
import im.stress.report.CapacitySummary.Purpose;
import im.stress.report.CapacitySummary.Range;
import im.stress.report.StagedSummary;
import im.stress.text.TimeText;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How each level of a search for the capacity is run.
 *
 * @param search which levels there are
 * @param sources of the settings that all of them share
 * @param first the settings of the smallest load
 * @param pause between two runs
 * @param typed the options as they were typed, without secrets
 */
public record CapacityPlan(
    CapacitySearch search,
    SettingsSources sources,
    LoadedSettings first,
    Duration pause,
    List<String> typed) {
  private static final String DURATION = "im.duration";
  private static final String RAMP_UP = "im.ramp-up";

  /**
   * Long enough for a p99 of some thousand messages, and for heartbeats every 30 s; short enough
   * for a search within half an hour.
   */
  private static final String STEP = "60s";

  private static final long NANOS_OF_A_SECOND = 1_000_000_000;

  /**
   * A level to be tried.
   *
   * @param planned as the report knows it
   * @param run the same with all its settings
   */
  record Attempt(CapacitySummary.Planned planned, StagedStep run) {
    String name() {
      return run.name();
    }
  }

  /**
   * Reads the settings. What the sources don't give is 60 s of full load, after the ramp-up that
   * the stress guide has for so many users.
   *
   * @throws SettingsException when a setting or an option can't be used
   */
  public static CapacityPlan of(CapacityOptions options, SettingsSources sources) {
    SettingsSources own = sources;
    if (options.stepSeconds().isPresent()) {
      own = own.with(DURATION, options.stepSeconds().getAsLong() + "s");
    }
    LoadedSettings asked = SettingsLoader.load(own);
    checkMachines(asked);
    CapacitySearch search = new CapacitySearch(CapacityRange.of(options, asked.settings()));
    LoadedSettings first =
        SettingsLoader.load(settings(search.range(), search.range().from(), own, asked));
    checkLargest(
        options, search.range(), settings(search.range(), search.range().to(), own, asked));
    return new CapacityPlan(search, own, first, options.pause(), options.typed());
  }

  /** Who didn't ask for that many users has to know where they come from. */
  private static void checkLargest(CapacityOptions options, Range range, SettingsSources largest) {
    try {
      SettingsLoader.load(largest);
    } catch (SettingsException e) {
      if (options.range().to().isPresent()) {
        throw e;
      }
      throw new SettingsException(
          "--to: expected a largest load that the settings allow, got %s, as no --to was given (%s); give --to, with a users-file or token-file at most its rows"
              .formatted(range.by().text(range.to()), e.getMessage()));
    }
  }

  private static void checkMachines(LoadedSettings asked) {
    int machines = asked.settings().machine().count();
    if (machines > 1) {
      throw new SettingsException(
          "MACHINES: expected 1 machine for a search, since each finds its own load, got %d; run the levels by hand and merge them"
              .formatted(machines));
    }
  }

  private static SettingsSources settings(
      Range range, long load, SettingsSources sources, LoadedSettings asked) {
    int users =
        range.by() == LoadUnit.USERS ? Math.toIntExact(load) : asked.settings().load().users();
    Map<String, String> defaults = new HashMap<>();
    defaults.put(DURATION, STEP);
    defaults.put(RAMP_UP, StagedGuide.settings(users).get(RAMP_UP));
    SettingsSources level = sources.withDefaults(defaults);
    return range.by() == LoadUnit.USERS
        ? level.with("im.users", Long.toString(load))
        : level.with("im.message.interval", Times.text(interval(users, load)));
  }

  private static Duration interval(int users, long perSecond) {
    return Duration.ofNanos(Math.round((double) users * NANOS_OF_A_SECOND / perSecond));
  }

  /** The run that tries a level; the first is number 1. */
  Attempt attempt(CapacitySearch.Probe probe, int number) {
    SettingsSources level = settings(search.range(), probe.load(), sources, first);
    String suffix = probe.purpose() == Purpose.SEARCH ? "" : "-" + probe.purpose();
    String name = number + "-" + probe.load() + suffix;
    StagedStep run = new StagedStep(name, level, SettingsLoader.load(level));
    return new Attempt(
        new CapacitySummary.Planned(
            probe.purpose(),
            probe.load(),
            new StagedSummary.Planned(name, run.users(), run.description())),
        run);
  }

  LoadUnit by() {
    return search.range().by();
  }

  /** Name and folder of the search, as they were given. */
  RunSettings run() {
    return first.settings().run();
  }

  /** Whether the page is to be opened at the end. */
  public boolean opensBrowser() {
    return run().openBrowser();
  }

  /** What the user should know before it begins, in one line. */
  String note() {
    Range range = search.range();
    return "looking for the largest load from %s to %s: %d levels as a rule, %d at most, of %s each and what comes before and after"
        .formatted(
            by().text(range.from()),
            by().text(range.to()),
            search.usualLevels(),
            search.mostLevels(),
            TimeText.text(first.settings().load().duration()));
  }

  /** What was asked for, for the results and for who resumes it. */
  StagedSummary.Asked asked() {
    SortedMap<String, String> settings = new TreeMap<>(first.describe());
    settings.keySet().removeAll(StagedPlan.NOT_SHARED);
    Range range = search.range();
    settings.put("by", by().toString());
    settings.put("from", Long.toString(range.from()));
    settings.put("to", Long.toString(range.to()));
    settings.put("precision", Double.toString(range.precision()));
    settings.put("pause", TimeText.text(pause));
    settings.put("smallest level", attempt(search.first(), 1).run().description());
    return new StagedSummary.Asked(typed, settings);
  }
}
