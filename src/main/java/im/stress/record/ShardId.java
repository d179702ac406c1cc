package im.stress.record;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The place of a process in a run: its machine, and its number on that machine. */
public record ShardId(int machine, int shard) implements Comparable<ShardId> {
  private static final Pattern FOLDER = Pattern.compile("machine-(\\d{1,9})/shard-(\\d{1,9})");

  /** Reads it from {@code …/machine-K/shard-J}. */
  static Optional<ShardId> of(Path folder) {
    Matcher matcher = FOLDER.matcher(folder.getParent().getFileName() + "/" + folder.getFileName());
    return matcher.matches()
        ? Optional.of(
            new ShardId(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
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
