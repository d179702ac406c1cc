package im.stress.cli;

import im.stress.config.SettingsLoader;
import im.stress.config.ShardSecrets;
import im.stress.config.StressSettings;
import im.stress.report.RunEnd;
import im.stress.run.CheckRun;
import im.stress.run.Children;
import im.stress.run.CompareRun;
import im.stress.run.FakePorts;
import im.stress.run.FakeShard;
import im.stress.run.FileHandles;
import im.stress.run.Interrupts;
import im.stress.run.Machine;
import im.stress.run.MergeRun;
import im.stress.run.RunListener;
import im.stress.run.RunParts;
import im.stress.run.RunWiring;
import im.stress.run.ServerStarter;
import im.stress.run.Shard;
import im.stress.run.ShardGroup;
import im.stress.run.ShardPlan;
import im.stress.run.SourcePorts;
import im.stress.run.StressRun;
import im.stress.target.Preflight;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The command line in this process: real settings, everything else in hand. A shard writes its log
 * and ends with 0 at once unless a test says otherwise.
 */
final class RunFixture {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  final Path results;
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  final Interrupts interrupts = new Interrupts();
  final List<FakeShard> shards = new CopyOnWriteArrayList<>();
  final List<Map<String, String>> secrets = new CopyOnWriteArrayList<>();
  final List<RunEnd> endings = new CopyOnWriteArrayList<>();
  final List<List<Path>> merged = new CopyOnWriteArrayList<>();
  final List<String> logWarnings = new ArrayList<>();
  final List<Path> shown = new ArrayList<>();

  /** For how many users tokens were asked for, each time. */
  final List<Integer> tokensFor = new ArrayList<>();

  final Map<String, String> environment = new LinkedHashMap<>();
  final List<RunListener> watchers = new ArrayList<>();

  FileHandles handles = new FileHandles(20_000, 300);
  SourcePorts ports = FakePorts.of(28_232, "127.0.0.2", "127.0.0.3");
  Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  ServerStarter servers =
      (run, plan) -> {
        throw new AssertionError("no server expected");
      };
  Function<StressSettings, Preflight.Result> preflight =
      settings -> new Preflight.Reached(List.of(), List.of(), List.of(), List.of());
  RunParts.Tokens tokens = (settings, users, asked, told) -> settings;
  Consumer<FakeShard> behaviour = shard -> shard.end(0);
  RunParts.LogMerger logs =
      (inputs, output) -> {
        merged.add(inputs);
        Files.writeString(output, "merged");
        return logWarnings;
      };
  RunParts.GatlingReporter gatling = (folder, name, console) -> Optional.of(true);
  RunParts.Reporter report =
      (folder, settings, end) -> {
        endings.add(end);
        return new RunParts.Report(end.failures().isEmpty() ? 0 : 1, "verdict of " + folder);
      };

  RunFixture(Path temporary) {
    this.results = temporary.resolve("results");
    environment.put("RESULTS_DIR", results.toString());
    environment.put("TARGET_URL", "ws://127.0.0.1:1/websocket");
  }

  /** A command line without commands. */
  int run(String... args) {
    return run(parts(), Map.of(), args);
  }

  /** {@code check} with these arguments. */
  int check(String... args) {
    RunParts parts = parts();
    CheckCommand check =
        new CheckCommand(new CheckRun(parts, interrupts, listener()), terminal(), environment);
    List<String> all = new ArrayList<>(List.of("check"));
    all.addAll(List.of(args));
    return run(parts, Map.of("check", check), all.toArray(String[]::new));
  }

  /** {@code merge} with these arguments. */
  int merge(String... args) {
    RunParts parts = parts();
    TerminalListener listener = listener();
    MergeCommand merge =
        new MergeCommand(new MergeRun(parts, interrupts, listener), listener, environment);
    List<String> all = new ArrayList<>(List.of("merge"));
    all.addAll(List.of(args));
    return run(parts, Map.of("merge", merge), all.toArray(String[]::new));
  }

  /** {@code staged} with these arguments. */
  int staged(String... args) {
    RunParts parts = parts();
    TerminalListener listener = listener();
    StressRun run = new StressRun(parts, interrupts, with(listener));
    StagedCommand staged =
        new StagedCommand(RunWiring.staged(run, interrupts, listener), shown::add, environment);
    List<String> all = new ArrayList<>(List.of("staged"));
    all.addAll(List.of(args));
    return run(parts, Map.of("staged", staged), all.toArray(String[]::new));
  }

  /** {@code compare} with these arguments. */
  int compare(String... args) {
    RunParts parts = parts();
    TerminalListener listener = listener();
    StressRun run = new StressRun(parts, interrupts, listener);
    CompareRun comparing = RunWiring.compare(run, new Children(), interrupts, listener);
    CompareCommand compare =
        new CompareCommand(
            comparing, RunWiring.demo(parts, comparing, interrupts), shown::add, environment);
    List<String> all = new ArrayList<>(List.of("compare"));
    all.addAll(List.of(args));
    return run(parts, Map.of("compare", compare), all.toArray(String[]::new));
  }

  /** {@code capacity} with these arguments. */
  int capacity(String... args) {
    RunParts parts = parts();
    TerminalListener listener = listener();
    StressRun run = new StressRun(parts, interrupts, listener);
    CapacityCommand capacity =
        new CapacityCommand(RunWiring.capacity(run, interrupts, listener), shown::add, environment);
    List<String> all = new ArrayList<>(List.of("capacity"));
    all.addAll(List.of(args));
    return run(parts, Map.of("capacity", capacity), all.toArray(String[]::new));
  }

  /** {@code soak} with these arguments. */
  int soak(String... args) {
    RunParts parts = parts();
    TerminalListener listener = listener();
    StressRun run = new StressRun(parts, interrupts, listener);
    List<String> all = new ArrayList<>(List.of("soak"));
    all.addAll(List.of(args));
    return run(
        parts,
        Map.of("soak", new SoakCommand(run, listener, shown::add, environment)),
        all.toArray(String[]::new));
  }

  private int run(RunParts parts, Map<String, Object> commands, String... args) {
    TerminalListener listener = listener();
    RunCommand command =
        new RunCommand(
            new StressRun(parts, interrupts, with(listener)), listener, shown::add, environment);
    return new Main(terminal(), commands).run(command, args);
  }

  private RunListener with(TerminalListener listener) {
    List<RunListener> all = new ArrayList<>(List.of(listener));
    all.addAll(watchers);
    return new Listeners(all, List.of());
  }

  private Terminal terminal() {
    return new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false);
  }

  private TerminalListener listener() {
    return new TerminalListener(terminal(), clock);
  }

  private RunParts parts() {
    return new RunParts(
        SettingsLoader::load,
        new Machine(handles, 24L << 30, () -> ports),
        servers,
        (settings, users, asked, told) -> {
          tokensFor.add(users);
          return tokens.make(settings, users, asked, told);
        },
        preflight,
        this::startShard,
        settings ->
            new ShardGroup.Limits(
                Duration.ofMillis(5), Duration.ofMinutes(1), Duration.ofMillis(200)),
        logs,
        gatling,
        report,
        clock);
  }

  private Shard startShard(Path directory, int index, ShardPlan plan, ShardSecrets given)
      throws IOException {
    Files.writeString(directory.resolve("simulation.log"), "log of " + index);
    FakeShard shard = new FakeShard(directory);
    secrets.add(given.variables());
    shards.add(shard);
    behaviour.accept(shard);
    return shard;
  }

  /** The only line on the error stream. */
  String errorLine() {
    List<String> lines = err.toString().lines().toList();
    if (lines.size() != 1) {
      throw new AssertionError("expected one line, got " + lines);
    }
    return lines.get(0);
  }

  /** Everything below the results folder, by its path in it. */
  List<String> written() throws IOException {
    if (!Files.exists(results)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(results)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> results.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  static RunEnd only(List<RunEnd> endings) {
    if (endings.size() != 1) {
      throw new AssertionError("expected one ending, got " + endings);
    }
    return endings.get(0);
  }
}
