package im.stress.cli;

import im.stress.config.SettingsLoader;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Puts the real parts together; the only place that knows them all. */
final class RunWiring {
  private static final Duration TICK = Duration.ofSeconds(1);

  /** Beyond the planned end: the start of the JVMs, slow closes, the last files. */
  private static final Duration OVERTIME = Duration.ofMinutes(2);

  /** Gatling's own writer gets 5 s to finish (LogFileDataWriter.scala); the rest is margin. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private RunWiring() {}

  /** The commands beside the run, by name. */
  static Map<String, Object> commands() {
    return Map.of();
  }

  /** The parts of a real run. */
  static RunParts parts(Children children, Map<String, String> environment) {
    ChildJvm jvm = ChildJvm.ofThisProcess(environment);
    return new RunParts(
        SettingsLoader::load,
        FileHandles.ofThisProcess(),
        EmbeddedServer.starter(children, jvm),
        settings -> Optional.empty(),
        ShardProcess.starter(children, jvm),
        new Fleet.Limits(TICK, OVERTIME, STOP_LIMIT),
        (logs, output) -> Files.copy(logs.get(0), output, StandardCopyOption.REPLACE_EXISTING),
        (runFolder, name, consoleText) -> Optional.empty(),
        (runFolder, settings, ending) ->
            new RunParts.Report(ending.failures().isEmpty() ? 0 : 1, String.valueOf(ending)),
        new Browser(System.getProperty("os.name"), environment)::open,
        Clock.systemUTC());
  }
}
