package im.stress.run;

import im.stress.config.LoadedSettings;
import im.stress.config.RunSettings;
import im.stress.config.Secrets;
import im.stress.config.SettingsException;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.report.CompareReport;
import im.stress.report.CompareSummary;
import im.stress.text.TimeText;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The runs of a comparison, each with all its settings: {@code a b b a a b …}, so that what changes
 * slowly (a machine that warms up, a disk that fills) meets both targets alike.
 *
 * @param runs in their order
 * @param targets both, the first is what the second is held against
 * @param pause between two runs
 * @param before command before each run; empty = none
 * @param limitPercent by how much the second may be slower; empty = by anything
 * @param typed the options as they were typed, without secrets
 */
public record ComparePlan(
    List<Run> runs,
    List<CompareSummary.Target> targets,
    Duration pause,
    Optional<String> before,
    OptionalDouble limitPercent,
    List<String> typed) {

  private static final String URL = "im.target.url";
  private static final String MONITORS = "im.run.monitors";

  /** What belongs to one run or one target. */
  private static final List<String> NOT_SHARED =
      List.of("im.target.", "im.run.id", "im.run.results-dir", "im.run.open-browser", MONITORS);

  /**
   * One run against one of the targets.
   *
   * @param step the run
   * @param target its target, with the whole URL
   */
  public record Run(StagedStep step, CompareOptions.Target target) {

    /** The same without {@code START_AT}, which was for what came before it. */
    Run atOnce() {
      return new Run(step.atOnce(), target);
    }
  }

  /**
   * Reads the settings of all runs.
   *
   * @throws SettingsException when a setting can't be used, or both targets are one
   */
  public static ComparePlan of(CompareOptions options, SettingsSources sources) {
    List<SettingsSources> aimed =
        options.targets().stream()
            .map(target -> aimed(sources, target, options.targets()))
            .toList();
    List<LoadedSettings> loaded = aimed.stream().map(SettingsLoader::load).toList();
    requireTwo(options.targets(), loaded);
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < 2 * options.runsEach(); i++) {
      int target = targetOf(i);
      CompareOptions.Target against = options.targets().get(target);
      runs.add(
          new Run(
              new StagedStep((i + 1) + "-" + against.name(), aimed.get(target), loaded.get(target)),
              against));
    }
    List<CompareSummary.Target> targets = new ArrayList<>();
    for (int i = 0; i < loaded.size(); i++) {
      targets.add(new CompareSummary.Target(options.targets().get(i).name(), url(loaded.get(i))));
    }
    return new ComparePlan(
        List.copyOf(runs),
        List.copyOf(targets),
        options.pause(),
        options.before(),
        options.limitPercent(),
        options.typed());
  }

  /** The settings of runs against one of the targets, with the monitors that watch it. */
  private static SettingsSources aimed(
      SettingsSources sources, CompareOptions.Target target, List<CompareOptions.Target> targets) {
    SettingsSources aimed = sources.with(URL, target.url());
    List<String> own = new ArrayList<>();
    for (Path monitor : SettingsLoader.load(aimed).settings().run().monitors()) {
      String text = monitor.toString();
      if (targets.stream().noneMatch(known -> text.startsWith(known.name() + "="))) {
        throw new SettingsException(
            "--monitor: expected NAME=DIR, with the name of the target that it watches (%s), got \"%s\""
                .formatted(
                    targets.stream()
                        .map(CompareOptions.Target::name)
                        .collect(Collectors.joining(" or ")),
                    text));
      }
      String folder = text.substring(text.indexOf('=') + 1);
      if (folder.isEmpty()) {
        throw new SettingsException(
            "--monitor: expected a folder after \"%s\", got none".formatted(text));
      }
      if (text.startsWith(target.name() + "=")) {
        own.add(folder);
      }
    }
    return aimed.with(MONITORS, String.join(",", own));
  }

  /** 0 1 1 0 0 1 1 0 …: each two runs are one of each, and the first of them changes. */
  static int targetOf(int run) {
    return (run + 1) / 2 % 2;
  }

  private static String url(LoadedSettings loaded) {
    return loaded.settings().target().urls().stream()
        .map(Secrets::masked)
        .collect(Collectors.joining(", "));
  }

  private static void requireTwo(List<CompareOptions.Target> targets, List<LoadedSettings> loaded) {
    List<URI> first = loaded.get(0).settings().target().urls();
    List<URI> second = loaded.get(1).settings().target().urls();
    if (new HashSet<>(first).equals(new HashSet<>(second))) {
      throw new SettingsException(
          "--target: expected two targets, got %s for both %s and %s; give the other its own URL"
              .formatted(url(loaded.get(0)), targets.get(0).name(), targets.get(1).name()));
    }
  }

  /** Name and folder of the comparison, as they were given. */
  RunSettings run() {
    return runs.get(0).step().loaded().settings().run();
  }

  /** Whether the page is to be opened at the end. */
  public boolean opensBrowser() {
    return run().openBrowser();
  }

  /** What the report over all runs is about. */
  CompareReport.Request request(Path folder) {
    SortedMap<String, String> settings = new TreeMap<>(runs.get(0).step().loaded().describe());
    settings.keySet().removeIf(key -> NOT_SHARED.stream().anyMatch(key::startsWith));
    settings.put("runs of each", Integer.toString(runs.size() / 2));
    settings.put("pause", TimeText.text(pause));
    settings.put("before each run", before.map(Secrets::masked).orElse("nothing"));
    return new CompareReport.Request(
        new CompareSummary.Asked(typed, settings),
        targets,
        runs.stream()
            .map(
                run ->
                    new CompareReport.Planned(
                        run.step().name(), run.target().name(), folder.resolve(run.step().name())))
            .toList(),
        List.of(),
        limitPercent);
  }
}
