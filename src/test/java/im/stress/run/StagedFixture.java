package im.stress.run;

import im.stress.config.LoadedSettings;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.model.Counter;
import im.stress.model.Metric;
import im.stress.record.ShardFolder;
import im.stress.report.Outcome;
import im.stress.report.RunEnd;
import im.stress.report.RunReport;
import im.stress.report.StagedReport;
import im.stress.report.StagedSummary;
import im.stress.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Series whose runs take no time: each leaves at once the folder of a run, made by the production
 * writers. A second passes with each look at the clock.
 */
final class StagedFixture implements StepRunner, StagedListener {
  static final String TARGET = "ws://127.0.0.1:1/websocket";

  final List<String> checked = new ArrayList<>();
  final List<String> ran = new ArrayList<>();
  final List<Duration> left = new ArrayList<>();
  final List<String> told = new ArrayList<>();
  final List<String> stages = new ArrayList<>();
  final List<LoadedSettings> settings = new ArrayList<>();
  final Map<String, Verdict> ends = new HashMap<>();
  final Map<String, Exception> refusals = new HashMap<>();
  final Interrupts interrupts = new Interrupts();
  Runnable whilePausing = () -> {};
  Function<StressSettings, Verdict> rule = run -> Verdict.PASS;
  StagedOptions options = options(100, 200);
  SettingsSources sources;

  private final Path results;
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  StagedFixture(Path results) {
    this.results = results;
    this.sources =
        SettingsSources.ofEnvironment(
            Map.of("RESULTS_DIR", results.toString(), "RUN_ID", "r", "TARGET_URL", TARGET));
  }

  static StagedOptions options(Integer... levels) {
    return new StagedOptions(
        List.of(levels),
        0,
        Duration.ofSeconds(30),
        Duration.ofSeconds(3),
        1,
        List.of("--pause", "3"));
  }

  StagedResult execute() throws Exception {
    return staged().execute(StagedPlan.of(options, sources));
  }

  StagedResult resume() throws Exception {
    return staged().resume(StagedPlan.of(options, sources), StagedRun.earlier(results, "r"));
  }

  private StagedRun staged() {
    return new StagedRun(tools());
  }

  /** Those of any series; forgets what ran before. */
  SeriesTools tools() {
    ran.clear();
    InstantSource clock = () -> now = now.plusSeconds(1);
    Countdown countdown =
        new Countdown(clock.withZone(ZoneOffset.UTC), interrupts, Duration.ofMillis(1));
    return new SeriesTools(this, interrupts, this, countdown);
  }

  StagedSummary summary() throws IOException {
    return StagedReport.read(results.resolve("r")).orElseThrow();
  }

  @Override
  public void check(SettingsSources sources) {
    checked.add(SettingsLoader.load(sources).settings().load().users() + " users");
  }

  @Override
  public RunResult execute(SettingsSources sources) throws Exception {
    LoadedSettings loaded = SettingsLoader.load(sources);
    String step = loaded.settings().run().id();
    settings.add(loaded);
    if (refusals.containsKey(step)) {
      throw refusals.get(step);
    }
    ran.add(step);
    Path folder = Files.createDirectories(loaded.settings().run().resultsDir()).resolve(step);
    Verdict end = ends.getOrDefault(step, rule.apply(loaded.settings()));
    shard(Files.createDirectory(folder), loaded.settings().load().users(), end).write();
    Outcome outcome = RunReport.write(folder, loaded.settings(), loaded.describe(), end(end));
    return new RunResult(
        loaded.settings(),
        folder,
        outcome.exitCode(),
        "verdict of " + step,
        end == Verdict.INTERRUPTED);
  }

  private static ShardFolder shard(Path run, int users, Verdict end) {
    long acked = end == Verdict.FAIL ? users / 4 : users;
    ShardFolder shard =
        new ShardFolder(run, 0, 0)
            .users(users)
            .peakOnline(users)
            .fullLoad(ShardFolder.START * 1000)
            .leave((ShardFolder.START + 1) * 1000)
            .presence(users, users, users * 1000L, users * 1000L)
            .count(Counter.USERS_CONNECTED, users)
            .count(Counter.CONNECTS_ATTEMPTED, users)
            .count(Counter.CONNECTS_OPENED, users)
            .count(Counter.MESSAGES_INTENDED, users)
            .count(Counter.MESSAGES_SENT, users)
            .count(Counter.MESSAGES_ACKED, acked)
            .count(Counter.MESSAGES_DELIVERED, acked)
            .second(0, users, users, users, users, 0);
    return shard
        .latency(0, Metric.ACK, 1000, 2000)
        .latency(0, Metric.DELIVERY, 3000)
        .monitor(
            0, 12.5, 40, 0, 2e8, 1e8, 3, 1, 20, 150, 65535, 100, 28000, 0, 30, 5e8, 40, 300, 100, 0,
            0, 2);
  }

  private static RunEnd end(Verdict end) {
    List<String> limits =
        end == Verdict.INVALID ? List.of("CPU of the machine was 97 %") : List.of();
    return new RunEnd(end == Verdict.INTERRUPTED, Optional.empty(), limits, List.of(), List.of());
  }

  @Override
  public void tell(String line) {
    told.add(line);
  }

  @Override
  public void stage(String stage) {
    stages.add(stage);
  }

  @Override
  public void pausing(Duration rest) {
    left.add(rest);
    whilePausing.run();
  }

  @Override
  public void verdict(String lines) {
    told.add(lines);
  }
}
