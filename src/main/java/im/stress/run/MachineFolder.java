package im.stress.run;

import im.stress.config.LoadedSettings;
import im.stress.config.SettingsException;
import im.stress.config.SettingsLoader;
import im.stress.files.Links;
import im.stress.record.FileNames;
import im.stress.record.Schema;
import im.stress.record.ShardId;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one machine left of a run.
 *
 * @param id number of the machine
 * @param input the folder of results that was given
 * @param shards its processes, of which there is at least one
 * @param settings that it had
 */
record MachineFolder(int id, Path input, List<ShardId> shards, LoadedSettings settings) {

  /**
   * All machines in these folders of results, by number.
   *
   * @throws CommandException when one of them holds no results, or results that can't be read here
   */
  static List<MachineFolder> all(List<Path> inputs) throws CommandException, IOException {
    List<MachineFolder> machines = new ArrayList<>();
    for (Path input : inputs) {
      machines.addAll(in(input));
    }
    machines.sort(Comparator.comparingInt(MachineFolder::id));
    return machines;
  }

  private static List<MachineFolder> in(Path input) throws CommandException, IOException {
    Map<Integer, List<ShardId>> shards =
        ShardId.all(input).stream()
            .collect(Collectors.groupingBy(ShardId::machine, TreeMap::new, Collectors.toList()));
    if (shards.isEmpty()) {
      throw CommandException.usage(
          "%s: expected the results of a run (results/RUN_ID, with machine-K/shard-J in it), got %s"
              .formatted(input, found(input)));
    }
    requireKnownVersion(input, List.of(FileNames.SUMMARY, FileNames.MANIFEST));
    List<MachineFolder> machines = new ArrayList<>();
    for (Map.Entry<Integer, List<ShardId>> machine : shards.entrySet()) {
      machines.add(of(machine.getKey(), input, machine.getValue()));
    }
    return machines;
  }

  private static String found(Path input) {
    return Files.isDirectory(input)
        ? "a folder without them"
        : Files.exists(input) ? "a file" : "nothing";
  }

  private static void requireKnownVersion(Path folder, List<String> files)
      throws CommandException, IOException {
    for (String file : files) {
      OptionalInt version = Schema.tooNew(folder.resolve(file));
      if (version.isPresent()) {
        throw CommandException.usage(
            "%s: expected schema %d or older, got %d: merge with the version that made it"
                .formatted(folder.resolve(file), Schema.CURRENT, version.getAsInt()));
      }
    }
  }

  private static MachineFolder of(int id, Path input, List<ShardId> shards)
      throws CommandException, IOException {
    for (ShardId shard : shards) {
      requireKnownVersion(shard.folder(input), List.of(FileNames.COUNTS, FileNames.MANIFEST));
    }
    LoadedSettings settings = settings(ShardId.machineFolder(input, id), shards, input);
    int told = settings.settings().machine().id();
    if (told != id) {
      throw CommandException.usage(
          "%s: expected the results of MACHINE_ID=%d, got those of MACHINE_ID=%d: undo its renaming"
              .formatted(ShardId.machineFolder(input, id), id, told));
    }
    return new MachineFolder(id, input, shards, settings);
  }

  /** All shards of a machine have the same; that of a killed one may be torn. */
  private static LoadedSettings settings(Path machine, List<ShardId> shards, Path input)
      throws CommandException {
    String problem = "got none";
    for (ShardId shard : shards) {
      Path file = shard.folder(input).resolve(FileNames.SETTINGS);
      if (Files.isReadable(file)) {
        try {
          return SettingsLoader.ofResults(file);
        } catch (SettingsException e) {
          problem = "got: " + e.getMessage();
        }
      }
    }
    throw CommandException.usage(
        "%s: expected a readable %s in the folder of a shard, %s"
            .formatted(machine, FileNames.SETTINGS, problem));
  }

  /** Where it is. */
  Path path() {
    return ShardId.machineFolder(input, id);
  }

  /** The name of its run. */
  String runId() {
    return settings.settings().run().id();
  }

  /** How many users it was asked for. */
  int users() {
    return settings.settings().load().users();
  }

  /** Puts all its files into another run as well; they stay as they are. */
  void linkInto(Path runDir) throws IOException {
    Path target = ShardId.machineFolder(runDir, id);
    try (Stream<Path> walk = Files.walk(path(), FileVisitOption.FOLLOW_LINKS)) {
      for (Path source : (Iterable<Path>) walk::iterator) {
        Path copy = target.resolve(path().relativize(source));
        if (Files.isDirectory(source)) {
          Files.createDirectories(copy);
        } else {
          Links.linkOrCopy(source, copy);
        }
      }
    }
  }
}
