package im.stress.run;

import im.stress.config.LoadedSettings;
import im.stress.record.FileNames;
import im.stress.record.ShardId;
import im.stress.report.RunEnd;
import im.stress.text.IoErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What follows once all shards are gone: one log, Gatling's report, the run's own. A step that
 * fails is named in the report of the next, so that what was measured is never lost for it.
 */
final class RunReports {
  private static final String GATLING = "gatling";
  private static final String LOG = FileNames.SIMULATION_LOG;

  private final RunParts parts;

  RunReports(RunParts parts) {
    this.parts = parts;
  }

  /**
   * Writes all reports.
   *
   * @throws CommandException when the run's own report can't be written
   */
  RunResult report(
      LoadedSettings settings, ShardPlan plan, RunFolder folder, ShardGroup.Ended ended)
      throws CommandException {
    List<String> failures = new ArrayList<>(ended.failures());
    List<String> warnings = new ArrayList<>();
    List<Path> logs = logs(folder.path(), settings.settings().machine().id(), plan.shards());
    Optional<Boolean> held = gatlingReport(folder.path(), logs, failures, warnings);
    RunEnd ending = new RunEnd(ended.interrupted(), held, ended.clientLimits(), failures, warnings);
    RunParts.Report report = write(settings, folder.path(), ending);
    return new RunResult(
        settings.settings(),
        folder.path(),
        report.exitCode(),
        report.verdict(),
        ended.interrupted());
  }

  private Optional<Boolean> gatlingReport(
      Path folder, List<Path> logs, List<String> failures, List<String> warnings) {
    if (logs.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path own = Files.createDirectories(folder.resolve(GATLING));
      warnings.addAll(parts.logs().merge(logs, own.resolve(LOG)));
      return parts.gatlingReport().report(folder, GATLING, own.resolve("console.txt"));
    } catch (IOException e) {
      failures.add("no Gatling report: " + IoErrors.reason(e));
      return Optional.empty();
    }
  }

  private static List<Path> logs(Path folder, int machine, int shards) {
    return IntStream.range(0, shards)
        .mapToObj(index -> log(new ShardId(machine, index).folder(folder)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** A shard that was killed has left its log where Gatling wrote it. */
  private static Optional<Path> log(Path shard) {
    Path moved = shard.resolve(LOG);
    if (Files.exists(moved)) {
      return Optional.of(moved);
    }
    try (Stream<Path> unmoved =
        Files.find(shard.resolve(GATLING), 2, (path, attributes) -> path.endsWith(LOG))) {
      return unmoved.findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private RunParts.Report write(LoadedSettings settings, Path folder, RunEnd ending)
      throws CommandException {
    try {
      return parts.report().write(folder, settings, ending);
    } catch (IOException e) {
      String all = String.join("; ", ending.failures()) + (ending.failures().isEmpty() ? "" : "; ");
      throw CommandException.failed(
          "%s%s: the report can't be written: %s; what was measured is kept there"
              .formatted(all, folder, IoErrors.reason(e)),
          e);
    }
  }
}
