package im.stress.gatling;

import im.stress.config.StressSettings;
import im.stress.config.UserSplit;
import java.nio.file.Path;

/**
 * Which part of the machine's users this process has, and where it writes.
 *
 * @param directory the shard's folder
 * @param index number of the process on this machine, from 0
 * @param count processes on this machine
 */
record Shard(Path directory, int index, int count) {
  private static final String DIRECTORY = "im.shard.directory";
  private static final String INDEX = "im.shard.index";
  private static final String COUNT = "im.shard.count";

  /** What the runner told this JVM. */
  static Shard fromSystemProperties() {
    return new Shard(
        Path.of(System.getProperty(DIRECTORY)),
        Integer.getInteger(INDEX, 0),
        Integer.getInteger(COUNT, 1));
  }

  /** Index of the first user of this process. */
  int firstUser(StressSettings settings) {
    return settings.firstUser() + split(settings).first(index);
  }

  /** How many users this process has. */
  int users(StressSettings settings) {
    return split(settings).count(index);
  }

  private UserSplit split(StressSettings settings) {
    return new UserSplit(settings.load().users(), count);
  }
}
