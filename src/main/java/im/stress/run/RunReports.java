package im.stress.run;

import im.stress.config.LoadedSettings;
import im.stress.record.FileNames;
import im.stress.record.MachineEnd;
import im.stress.record.ShardId;
import im.stress.report.RunEnd;
import im.stress.text.IoErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows once all shards are gone: one log, Gatling's report, the run's own. A step that
 * fails is named in the report of the next, so that what was measured is never lost for it.
 */
final class RunReports {
  private static final String GATLING = "gatling";

  private final RunParts parts;

  RunReports(RunParts parts) {
    this.parts = parts;
  }

  /**
   * Reports the run that this machine has just made, and keeps how it ended for a merge with
   * others.
   *
   * @throws CommandException when the run's own report can't be written
   */
  RunResult report(LoadedSettings settings, RunFolder folder, ShardGroup.Ended ended)
      throws CommandException {
    MachineEnd end = new MachineEnd(ended.interrupted(), ended.clientLimits(), ended.failures());
    List<String> notes = new ArrayList<>(kept(end, folder, settings.settings().machine().id()));
    notes.addAll(TargetSide.keep(settings.settings().run().monitors(), folder));
    return report(settings, folder, end, notes);
  }

  private static List<String> kept(MachineEnd end, RunFolder folder, int machine) {
    try {
      end.write(ShardId.machineFolder(folder.path(), machine));
      return List.of();
    } catch (IOException e) {
      return List.of(
          "machine-%d/%s can't be written: %s; a merge won't know how this machine ended"
              .formatted(machine, FileNames.END, IoErrors.reason(e)));
    }
  }

  /**
   * Writes all reports on what the shards below the folder left.
   *
   * @param known what did no harm but should be known, one line each
   * @throws CommandException when the run's own report can't be written
   */
  RunResult report(LoadedSettings settings, RunFolder folder, MachineEnd end, List<String> known)
      throws CommandException {
    List<String> failures = new ArrayList<>(end.failures());
    List<String> warnings = new ArrayList<>(known);
    Optional<Boolean> held = gatlingReport(folder.path(), failures, warnings);
    RunEnd ending = new RunEnd(end.interrupted(), held, end.clientLimits(), failures, warnings);
    RunParts.Report report = write(settings, folder.path(), ending);
    return new RunResult(
        settings.settings(), folder.path(), report.exitCode(), report.verdict(), end.interrupted());
  }

  private Optional<Boolean> gatlingReport(
      Path folder, List<String> failures, List<String> warnings) {
    try {
      warnings.addAll(ShardLogs.missing(folder));
      List<Path> logs = ShardLogs.of(folder);
      if (logs.isEmpty()) {
        return Optional.empty();
      }
      Path own = Files.createDirectories(folder.resolve(GATLING));
      warnings.addAll(parts.logs().merge(logs, own.resolve(FileNames.SIMULATION_LOG)));
      return parts.gatlingReport().report(folder, GATLING, own.resolve("console.txt"));
    } catch (IOException e) {
      failures.add("no Gatling report: " + IoErrors.reason(e));
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
