package im.stress.run;

import im.stress.record.FileNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Finds out from the folders of all shards how the run goes. For one thread.
 *
 * @param users users of this machine
 */
record ProgressWatch(int users, List<TimelineTail> timelines, TroubleWatch troubles) {

  /** Of these shards, which may not have written anything yet. */
  static ProgressWatch of(List<Shard> shards, int users) {
    List<Path> folders = shards.stream().map(Shard::directory).toList();
    return new ProgressWatch(
        users,
        folders.stream()
            .map(folder -> new TimelineTail(folder.resolve(FileNames.TIMELINE)))
            .toList(),
        new TroubleWatch(
            folders.stream().map(folder -> folder.resolve(FileNames.COUNTS)).toList()));
  }

  /** Reads what is new. */
  RunProgress look(Duration left) {
    timelines.forEach(TimelineTail::read);
    return RunProgress.of(users, timelines, left, troubles.look());
  }
}
