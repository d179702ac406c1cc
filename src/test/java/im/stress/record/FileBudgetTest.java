package im.stress.record;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.files.LineFile;
import im.stress.measure.EpochClock;
import im.stress.measure.IntervalHistograms;
import im.stress.measure.LedgerList;
import im.stress.measure.LoopMeasure;
import im.stress.measure.ShardMeasure;
import im.stress.measure.SilentLog;
import im.stress.model.Counter;
import im.stress.model.Metric;
import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import im.stress.simlog.LogRecord;
import im.stress.simlog.SimulationLogWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day at 2,000 messages a second leaves less than 1 GB: some minutes are written as a shard
 * writes them, what a second takes is measured, and a day computed. All files are there twice: as
 * the shard's own, and merged.
 */
class FileBudgetTest {
  private static final long DAY_SECONDS = 86_400;
  private static final long HOUR_SECONDS = 3_600;
  private static final int MESSAGES_A_SECOND = 2_000;
  private static final long BUDGET_BYTES = 1_000_000_000;
  private static final int SECONDS = 60;

  @TempDir Path folder;

  private final ShardMeasure measure = new ShardMeasure(EpochClock.startingNow(), new SilentLog());
  private final LoopMeasure loop = measure.newLoop();
  private final IntervalHistograms interval = new IntervalHistograms();
  private final Random random = new Random(1);

  @Test
  void a_day_leaves_less_than_a_gigabyte() throws IOException {
    double first = latencyBytesASecond("first-hour", SECONDS);
    double later = latencyBytesASecond("later", 0);
    double latencies = first * HOUR_SECONDS + later * (DAY_SECONDS - HOUR_SECONDS);
    double rows = (timelineBytesASecond() + monitorBytesASecond()) * DAY_SECONDS;
    double log = logBytes();
    // Bounded: two lists of numbers, which are not merged into a file, and two of some lines.
    double lists = 2.0 * LedgerList.MOST * 30 + 2 * 11_000 * 300;

    assertThat(later).isLessThan(first / 3);
    assertThat(2 * (latencies + rows + log) + lists).isLessThan(BUDGET_BYTES);
  }

  /** With the spread of a busy server: the more values differ, the longer the text. */
  private double latencyBytesASecond(String name, long shortSeconds) throws IOException {
    Path file = folder.resolve(name);
    LineFile lines = LineFile.create(file, "");
    HistogramFile histograms = new HistogramFile(lines, shortSeconds);
    for (int second = 0; second < SECONDS; second++) {
      recordSecond();
      histograms.append(1_800_000_000L + second, interval);
    }
    lines.close(0);
    return (double) Files.size(file) / SECONDS;
  }

  private void recordSecond() {
    for (int message = 0; message < MESSAGES_A_SECOND; message++) {
      loop.record(Metric.ACK, 0, (long) (3e6 * Math.exp(0.8 * random.nextGaussian())));
      loop.record(Metric.DELIVERY, 0, (long) (5e6 * Math.exp(0.8 * random.nextGaussian())));
      loop.record(Metric.SEND_LATENESS, 0, (long) (3e5 * Math.exp(random.nextGaussian())));
      if (message % 10 == 0) {
        loop.record(Metric.HEARTBEAT, 0, (long) (3e6 * Math.exp(random.nextGaussian())));
        loop.record(Metric.HEARTBEAT_LATENESS, 0, (long) (3e5 * Math.exp(random.nextGaussian())));
        loop.record(Metric.EVENT_LOOP_LAG, 0, (long) (3e5 * Math.exp(random.nextGaussian())));
      }
    }
    loop.count(Counter.MESSAGES_SENT, MESSAGES_A_SECOND);
    interval.refill(measure);
  }

  private double timelineBytesASecond() throws IOException {
    Path file = folder.resolve(FileNames.TIMELINE);
    TimelineFile timeline = new TimelineFile(file);
    for (int second = 0; second < SECONDS; second++) {
      recordSecond();
      timeline.append(1_800_000_000L + second, measure, interval);
    }
    timeline.file().close(0);
    return (double) Files.size(file) / SECONDS;
  }

  /** All columns measured, with the digits of a large machine. */
  private static double monitorBytesASecond() {
    return new Row<>(
            1_800_000_000L,
            MonitorColumn.class,
            column ->
                switch (column.unit()) {
                  case BYTES -> 12_345_678_901.0;
                  case PERCENT, FINE_MILLIS -> 12.3;
                  case MILLIS, COUNT -> 12_345;
                })
        .line()
        .length();
  }

  private double logBytes() throws IOException {
    Path file = folder.resolve(FileNames.SIMULATION_LOG);
    int records = 10_000;
    LogRecord.Run run = new LogRecord.Run("3", "x.Y", 0, "", List.of("scenario"), List.of());
    try (SimulationLogWriter writer = SimulationLogWriter.create(file, run)) {
      for (int i = 0; i < records; i++) {
        writer.write(new LogRecord.Request(List.of(), "message ack", i, i + 3, true, ""));
      }
    }
    long most =
        SettingsLoader.load(SettingsSources.ofEnvironment(Map.of()))
            .settings()
            .run()
            .files()
            .logRecords();
    // A fifth more than asked for: see SampledLog.
    return 1.2 * most * Files.size(file) / records;
  }
}
