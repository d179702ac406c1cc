package im.stress.shard;

import im.stress.config.StressSettings;
import im.stress.config.UserSplit;
import im.stress.record.FileNames;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What the runner tells a process of its run: which part of the machine's users it has, and where
 * it writes. Travels in system properties.
 *
 * @param directory the shard's folder, which holds {@code settings.conf}
 * @param index number of the process on this machine, from 0
 * @param count processes on this machine
 * @param watchesTarget whether it measures the target, too, where that is on this machine
 */
public record ShardAssignment(Path directory, int index, int count, boolean watchesTarget) {
  private static final String DIRECTORY = "im.shard.directory";
  private static final String INDEX = "im.shard.index";
  private static final String COUNT = "im.shard.count";
  private static final String WATCHES_TARGET = "im.shard.watches-target";
  private static final String PARENT = "im.shard.parent";

  /** What the runner told this JVM. */
  static ShardAssignment ofThisProcess() {
    return new ShardAssignment(
        Path.of(System.getProperty(DIRECTORY)),
        Integer.getInteger(INDEX, 0),
        Integer.getInteger(COUNT, 1),
        Boolean.getBoolean(WATCHES_TARGET));
  }

  /** Process without which this one is to end; empty = none. */
  static OptionalLong parent() {
    Long parent = Long.getLong(PARENT);
    return parent == null ? OptionalLong.empty() : OptionalLong.of(parent);
  }

  /** The properties by which a child of this process is told. */
  public Map<String, String> properties() {
    return Map.of(
        DIRECTORY,
        directory.toAbsolutePath().toString(),
        INDEX,
        Integer.toString(index),
        COUNT,
        Integer.toString(count),
        WATCHES_TARGET,
        Boolean.toString(watchesTarget),
        PARENT,
        Long.toString(ProcessHandle.current().pid()));
  }

  /** The settings that the runner left in the shard's folder. */
  Path settingsFile() {
    return directory.resolve(FileNames.SETTINGS);
  }

  /** Index of the first user of this process. */
  int firstUser(StressSettings settings) {
    return settings.firstUser() + split(settings).first(index);
  }

  /** How many users this process has. */
  int users(StressSettings settings) {
    return split(settings).count(index);
  }

  /** How many users each process of the machine has at least. */
  int leastUsers(StressSettings settings) {
    return split(settings).smallest();
  }

  private UserSplit split(StressSettings settings) {
    return new UserSplit(settings.load().users(), count, UserSplit.unit(settings));
  }
}
