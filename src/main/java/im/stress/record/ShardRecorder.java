package im.stress.record;

import im.stress.files.LineFile;
import im.stress.measure.IntervalHistograms;
import im.stress.measure.ShardMeasure;
import im.stress.measure.ShardState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes what a shard measures into its folder, once a second, from a thread of its own.
 *
 * <p>What can't be written (disk full) is tried again with the next second, each file for itself.
 * One that recovers is a warning, one whose last write failed is told by {@link ShardState#failed};
 * the run goes on, so that what can be kept is kept.
 */
public final class ShardRecorder implements AutoCloseable {
  private final Path folder;
  private final ShardFacts facts;
  private final ShardMeasure measure;
  private final ShardState state;
  private final IntervalHistograms interval = new IntervalHistograms();
  private final HistogramFile histograms;
  private final TimelineFile timeline;
  private final RecordFiles records;
  private final List<LineFile> files = new ArrayList<>();
  private final Thread thread = new Thread(this::recordEachSecond, "im-recorder");
  private volatile boolean closing;
  private Optional<IOException> countsFailure = Optional.empty();

  private ShardRecorder(
      Path folder, ShardFacts facts, ShardMeasure measure, ShardState state, MessageNames names)
      throws IOException {
    this.folder = folder;
    this.facts = facts;
    this.measure = measure;
    this.state = state;
    this.histograms =
        new HistogramFile(
            LineFile.create(folder.resolve(FileNames.LATENCIES), HistogramFile.header()));
    this.timeline = new TimelineFile(folder.resolve(FileNames.TIMELINE));
    this.records = new RecordFiles(folder, names);
    files.add(histograms.file());
    files.add(timeline.file());
    files.addAll(records.files());
    thread.setDaemon(true);
  }

  /** Opens the files and starts the thread. The folder must exist. */
  public static ShardRecorder start(
      Path folder, ShardFacts facts, ShardMeasure measure, ShardState state, MessageNames names)
      throws IOException {
    ShardRecorder recorder = new ShardRecorder(folder, facts, measure, state, names);
    recorder.thread.start();
    return recorder;
  }

  private void recordEachSecond() {
    while (!closing) {
      long now = measure.clock().epochMillis();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_000 - now % 1_000));
      if (!closing && measure.clock().epochMillis() / 1_000 > now / 1_000) {
        recordSecond(measure.clock().epochMillis() / 1_000 - 1);
        replaceCounts();
      }
    }
  }

  /** Writes all but the counts for the second that began at {@code epochSecond}. */
  private void recordSecond(long epochSecond) {
    interval.refill(measure);
    histograms.append(epochSecond, interval);
    timeline.append(epochSecond, measure, interval);
    records.append(epochSecond, measure);
    for (LineFile file : files) {
      file.warning().ifPresent(text -> state.warn(file.name(), text));
    }
  }

  /**
   * The only file that is opened anew each second, which fails while users hold all file handles.
   * Nothing is lost by that: the next one has all that this one would have had, and the last one is
   * written when the users are gone.
   */
  private void replaceCounts() {
    try {
      ShardCounts.of(facts, measure, state).replace(folder.resolve(FileNames.COUNTS));
      countsFailure = Optional.empty();
    } catch (IOException e) {
      countsFailure = Optional.of(e);
    }
  }

  /** Stops the thread, writes the last, partial second and closes the files. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    long last = measure.clock().epochMillis() / 1_000;
    recordSecond(last);
    histograms.flush(last);
    for (LineFile file : files) {
      file.close(last);
      file.failure().ifPresent(state::failed);
    }
    replaceCounts();
    countsFailure.ifPresent(
        failure -> state.failed("results can't be written: " + failure.getMessage()));
  }
}
