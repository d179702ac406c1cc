package im.stress.run;

import im.stress.config.SameRun;
import im.stress.gatling.GatlingEngine;
import im.stress.record.FileNames;
import im.stress.record.JsonFiles;
import im.stress.record.ShardId;
import im.stress.record.ShardManifest;
import im.stress.simlog.LogRecord;
import im.stress.simlog.SimulationLogException;
import im.stress.simlog.SimulationLogReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What keeps machines from being one run. Reads only; each error is one line. */
final class MergeChecks {
  /** More of them need not be named. */
  private static final int MOST_NAMED = 20;

  private final List<MachineFolder> machines;

  /** Of at least one machine, by number. */
  MergeChecks(List<MachineFolder> machines) {
    this.machines = machines;
  }

  /**
   * Throws for the first thing that is wrong.
   *
   * @param allowMissing whether machines may be missing
   */
  void check(boolean allowMissing) throws CommandException, IOException {
    eachMachineIsThereOnce();
    for (MachineFolder machine : machines) {
      isOfTheSameRun(machine);
    }
    if (!allowMissing) {
      noMachineIsMissing();
    }
    for (MachineFolder machine : machines) {
      isOfThisGatling(machine);
      hasTheSameSettings(machine);
    }
  }

  /** The first machines that should be there and are not. */
  List<Integer> missing() {
    return IntStream.range(0, expected())
        .filter(id -> machines.stream().noneMatch(machine -> machine.id() == id))
        .limit(MOST_NAMED)
        .boxed()
        .toList();
  }

  /** As many as were told, or else up to the highest that is there. */
  private int expected() {
    return Math.max(told(), highest() + 1);
  }

  private int told() {
    return machines.stream()
        .mapToInt(machine -> machine.settings().settings().machine().count())
        .max()
        .orElse(0);
  }

  private int highest() {
    return machines.get(machines.size() - 1).id();
  }

  private MachineFolder first() {
    return machines.get(0);
  }

  private void eachMachineIsThereOnce() throws CommandException, IOException {
    for (int i = 1; i < machines.size(); i++) {
      MachineFolder one = machines.get(i - 1);
      MachineFolder other = machines.get(i);
      if (one.id() == other.id()) {
        throw CommandException.usage(
            ("machine %d: expected it once, got it in %s%s and in %s%s: name each folder once, and"
                    + " give each machine of a run a MACHINE_ID of its own")
                .formatted(one.id(), one.input(), host(one), other.input(), host(other)));
      }
    }
  }

  private static String host(MachineFolder machine) throws IOException {
    for (ShardId shard : machine.shards()) {
      Optional<ShardManifest> manifest = manifest(shard.folder(machine.input()));
      if (manifest.isPresent()) {
        return " (host " + manifest.get().host() + ")";
      }
    }
    return "";
  }

  private static Optional<ShardManifest> manifest(Path shard) throws IOException {
    return JsonFiles.read(shard.resolve(FileNames.MANIFEST), ShardManifest.class);
  }

  private void isOfTheSameRun(MachineFolder machine) throws CommandException {
    if (!machine.runId().equals(first().runId())) {
      throw CommandException.usage(
          ("%s: expected RUN_ID %s as in %s, got %s: give all machines of a run the same RUN_ID, or"
                  + " their messages can't be told from those of others")
              .formatted(machine.path(), first().runId(), first().path(), machine.runId()));
    }
  }

  private void noMachineIsMissing() throws CommandException {
    List<Integer> missing = missing();
    if (!missing.isEmpty()) {
      throw CommandException.usage(
          "machine %s: expected the results of machines 0 to %d%s, got none of it: name its folder,"
                  .formatted(text(missing), expected() - 1, told() > 0 ? " (MACHINES)" : "")
              + " or merge without it (--allow-missing)");
    }
  }

  /** Such as {@code 1, 3}. */
  static String text(List<Integer> ids) {
    return String.join(", ", ids.stream().map(String::valueOf).toList());
  }

  /** Gatling reports on logs of its own version only ({@code LogFileReader.scala}). */
  private static void isOfThisGatling(MachineFolder machine) throws CommandException, IOException {
    for (ShardId shard : machine.shards()) {
      Path folder = shard.folder(machine.input());
      Optional<String> told =
          manifest(folder).map(ShardManifest::versions).map(ShardManifest.Versions::gatling);
      requireThisGatling(told, folder.resolve(FileNames.MANIFEST));
      Optional<Path> log = ShardLogs.of(shard, machine.input());
      if (log.isPresent()) {
        requireThisGatling(head(log.get()).map(LogRecord.Run::gatlingVersion), log.get());
      }
    }
  }

  private static void requireThisGatling(Optional<String> version, Path file)
      throws CommandException {
    String own = GatlingEngine.version();
    if (version.isPresent() && !version.get().equals(own)) {
      throw CommandException.usage(
          "%s: expected Gatling %s, got %s: merge with the build that made the results"
              .formatted(file, own, version.get()));
    }
  }

  /** Of a damaged log the report tells. */
  private static Optional<LogRecord.Run> head(Path log) throws IOException {
    try (SimulationLogReader reader = SimulationLogReader.open(log)) {
      return reader.run();
    } catch (SimulationLogException e) {
      return Optional.empty();
    }
  }

  private void hasTheSameSettings(MachineFolder machine) throws CommandException {
    Optional<SameRun.Difference> found = SameRun.difference(first().settings(), machine.settings());
    if (found.isPresent()) {
      SameRun.Difference difference = found.get();
      throw CommandException.usage(
          "%s: expected %s on all machines as in %s, got %s in %s: merge machines of one run only"
              .formatted(
                  difference.key(),
                  quoted(difference.expected()),
                  first().path(),
                  quoted(difference.actual()),
                  machine.path()));
    }
  }

  private static String quoted(String value) {
    return '"' + value + '"';
  }
}
