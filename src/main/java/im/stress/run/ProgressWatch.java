package im.stress.run;

import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import im.stress.record.FileNames;
import im.stress.record.RowTail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Finds out from the folders of all shards how the run goes. For one thread. */
final class ProgressWatch {
  /** Rates and percentiles are those of the last seconds: one second alone jumps about. */
  private static final int SECONDS = 5;

  private final int users;
  private final List<RowTail<TimelineColumn>> timelines;
  private final TroubleWatch troubles;
  private long lost;

  /** Of these shards, which may not have written anything yet. */
  static ProgressWatch of(List<Shard> shards, int users) {
    return new ProgressWatch(shards.stream().map(Shard::directory).toList(), users);
  }

  /**
   * The same.
   *
   * @param folders of the shards
   * @param users users of this machine
   */
  ProgressWatch(List<Path> folders, int users) {
    this.users = users;
    this.timelines =
        folders.stream()
            .map(folder -> folder.resolve(FileNames.TIMELINE))
            .map(file -> new RowTail<>(file, TimelineColumn.class))
            .toList();
    this.troubles =
        new TroubleWatch(folders.stream().map(folder -> folder.resolve(FileNames.COUNTS)).toList());
  }

  /** Reads what is new. */
  RunProgress look(Duration left) {
    timelines.forEach(this::read);
    return RunProgress.of(
        users,
        timelines.stream().map(timeline -> timeline.last(SECONDS)).toList(),
        lost,
        left,
        troubles.look());
  }

  private void read(RowTail<TimelineColumn> timeline) {
    try {
      lost += timeline.read().stream().mapToLong(ProgressWatch::deaths).sum();
    } catch (IOException e) {
      // Progress is no reason to end a run; what the shard itself can't write it reports.
    }
  }

  private static long deaths(Row<TimelineColumn> row) {
    return row.count(TimelineColumn.DEATHS);
  }
}
