package im.stress.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The place of a process in a run: its machine, and its number on that machine. */
public record ShardId(int machine, int shard) implements Comparable<ShardId> {
  private static final Pattern FOLDER = Pattern.compile("machine-(\\d{1,9})/shard-(\\d{1,9})");

  /** Those that left a folder below that of a run, by machine and number. */
  public static List<ShardId> all(Path runDir) throws IOException {
    List<ShardId> found = new ArrayList<>();
    for (Path machine : folders(runDir)) {
      for (Path folder : folders(machine)) {
        of(folder).ifPresent(found::add);
      }
    }
    return found.stream().sorted().toList();
  }

  private static List<Path> folders(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory).toList();
    }
  }

  /** Reads it from {@code …/machine-K/shard-J}. */
  private static Optional<ShardId> of(Path folder) {
    Matcher matcher = FOLDER.matcher(folder.getParent().getFileName() + "/" + folder.getFileName());
    return matcher.matches()
        ? Optional.of(
            new ShardId(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** The folder of a machine below that of the run. */
  public static Path machineFolder(Path runDir, int machine) {
    return runDir.resolve("machine-" + machine);
  }

  /** The folder of this process below that of the run. */
  public Path folder(Path runDir) {
    return runDir.resolve(toString());
  }

  @Override
  public int compareTo(ShardId other) {
    return Comparator.comparingInt(ShardId::machine)
        .thenComparingInt(ShardId::shard)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return "machine-" + machine + "/shard-" + shard;
  }
}
