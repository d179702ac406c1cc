package im.stress.run;

import im.stress.record.MachineEnd;
import im.stress.record.TargetMonitor;
import im.stress.text.IoErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One run of what several machines left: their folders side by side in a new one, and all reports
 * on them, as a run makes them of its own. Changes nothing of what it is given. May be used again.
 */
public final class MergeRun {
  private final RunParts parts;
  private final Interrupts interrupts;
  private final RunListener listener;

  /** Merges with these parts, until somebody interrupts them. */
  public MergeRun(RunParts parts, Interrupts interrupts, RunListener listener) {
    this.parts = parts;
    this.interrupts = interrupts;
    this.listener = listener;
  }

  /**
   * What is to be merged.
   *
   * @param folders results of machines, {@code results/RUN_ID} each
   * @param results folder that receives the merged run
   * @param id name of the merged run; empty = that of the machines' run with {@code -merged}
   * @param allowMissing whether machines may be missing
   * @param monitors folders with what was measured on the target's machines
   */
  public record Request(
      List<Path> folders, Path results, String id, boolean allowMissing, List<Path> monitors) {}

  /**
   * Blocks until the report is there.
   *
   * @throws im.stress.config.SettingsException when the name of the merged run is taken
   * @throws CommandException when these are not all machines of one run, or the results can't be
   *     kept
   */
  public RunResult execute(Request request) throws Exception {
    return interrupts
        .unlessAsked(() -> merge(request))
        .orElseThrow(
            () -> CommandException.interrupted("interrupted: the merged run is not complete"));
  }

  private RunResult merge(Request request) throws CommandException, IOException {
    TargetSide.check(request.monitors());
    List<MachineFolder> machines = MachineFolder.all(request.folders());
    MergeChecks checks = new MergeChecks(machines);
    checks.check(request.allowMissing());
    List<String> notes = new ArrayList<>(MergeNotes.of(machines, checks.missing()));
    MachineFolder first = machines.get(0);
    String id = request.id().isEmpty() ? first.runId() + "-merged" : request.id();
    checkName(request, id);
    RunFolder folder = RunFolder.create(request.results(), id);
    listener.note(
        "merging %d machines with %d processes into %s"
            .formatted(
                machines.size(),
                machines.stream().mapToInt(machine -> machine.shards().size()).sum(),
                folder.path()));
    link(machines, folder);
    notes.addAll(TargetSide.keep(monitors(request), folder));
    return new RunReports(parts).report(first.settings(), folder, end(machines), notes);
  }

  private static void checkName(Request request, String id) throws CommandException {
    if (request.id().isEmpty() && Files.exists(request.results().resolve(id))) {
      throw CommandException.usage(
          "%s: expected no results of an earlier merge, got some; name this one with --out, or remove them"
              .formatted(request.results().resolve(id)));
    }
    RunFolder.check("--out", request.results(), id);
  }

  /** Those that the machines have kept, too. */
  private static List<Path> monitors(Request request) {
    return Stream.concat(
            request.folders().stream()
                .distinct()
                .flatMap(folder -> TargetMonitor.foldersOf(folder).stream()),
            request.monitors().stream())
        .toList();
  }

  private static void link(List<MachineFolder> machines, RunFolder folder) throws CommandException {
    try {
      for (MachineFolder machine : machines) {
        machine.linkInto(folder.path());
      }
    } catch (IOException e) {
      throw CommandException.failed(
          "%s: the machines' files can't be put there: %s"
              .formatted(folder.path(), IoErrors.reason(e)),
          e);
    }
  }

  /** All ends in one; that of a machine which left none is in the notes. */
  private static MachineEnd end(List<MachineFolder> machines) throws IOException {
    boolean interrupted = false;
    List<String> clientLimits = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (MachineFolder machine : machines) {
      Optional<MachineEnd> end = MachineEnd.read(machine.path());
      if (end.isPresent()) {
        interrupted |= end.get().interrupted();
        end.get().clientLimits().forEach(line -> clientLimits.add(named(machine, line)));
        end.get().failures().forEach(line -> failures.add(named(machine, line)));
      }
    }
    return new MachineEnd(interrupted, clientLimits, failures);
  }

  /** Most lines name a shard, and with it the machine. */
  private static String named(MachineFolder machine, String line) {
    String name = machine.path().getFileName().toString();
    return line.startsWith(name + "/") ? line : name + ": " + line;
  }
}
