package im.stress.record;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.files.LineFile;
import im.stress.files.SmallDisk;
import im.stress.measure.EpochClock;
import im.stress.measure.IntervalHistograms;
import im.stress.measure.LoopMeasure;
import im.stress.measure.ShardMeasure;
import im.stress.measure.SilentLog;
import im.stress.model.Metric;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;

class HistogramFileTest {
  private final ShardMeasure measure = new ShardMeasure(EpochClock.startingNow(), new SilentLog());
  private final LoopMeasure loop = measure.newLoop();
  private final IntervalHistograms interval = new IntervalHistograms();
  private final SmallDisk disk = new SmallDisk(Integer.MAX_VALUE);
  private final LineFile lines = disk.file("latency.hlog");
  private final HistogramFile file = new HistogramFile(lines);

  private void second(long epochSecond, long ackMillis) {
    loop.record(Metric.ACK, 0, TimeUnit.MILLISECONDS.toNanos(ackMillis));
    interval.refill(measure);
    file.append(epochSecond, interval);
  }

  private List<Histogram> written() {
    List<Histogram> written = new ArrayList<>();
    HistogramLogReader reader =
        new HistogramLogReader(
            new ByteArrayInputStream(disk.text().getBytes(StandardCharsets.UTF_8)));
    while (reader.hasNext()) {
      written.add((Histogram) reader.nextIntervalHistogram());
    }
    return written;
  }

  @Test
  void seconds_that_find_no_room_are_in_the_next_interval() {
    lines.write(HistogramFile.header(), 9);
    second(10, 1);
    int room = disk.text().length();
    disk.resize(room + 20);
    second(11, 2);
    second(12, 3);
    assertThat(disk.text()).hasSize(room);

    disk.resize(Integer.MAX_VALUE);
    second(13, 4);
    second(14, 5);

    assertThat(written()).extracting(Histogram::getTotalCount).containsExactly(1L, 3L, 1L);
    Histogram gap = written().get(1);
    assertThat(gap.getTag()).isEqualTo("ack");
    assertThat(gap.getMinValue()).isBetween(1_990L, 2_010L);
    assertThat(gap.getMaxValue()).isBetween(3_990L, 4_010L);
    assertThat(gap.getStartTimeStamp()).isEqualTo(11_000);
    assertThat(gap.getEndTimeStamp()).isEqualTo(14_000);
    assertThat(written().get(2).getStartTimeStamp()).isEqualTo(14_000);
  }

  @Test
  void after_its_first_time_a_file_has_intervals_of_ten_seconds() {
    HistogramFile coarse = new HistogramFile(lines, 3);
    for (long second = 104; second <= 125; second++) {
      loop.record(Metric.ACK, 0, TimeUnit.MILLISECONDS.toNanos(1));
      interval.refill(measure);
      coarse.append(second, interval);
    }
    assertThat(written())
        .extracting(Histogram::getStartTimeStamp)
        .containsExactly(104_000L, 105_000L, 106_000L, 107_000L, 110_000L);

    coarse.flush(125);

    assertThat(written())
        .extracting(Histogram::getTotalCount)
        .containsExactly(1L, 1L, 1L, 3L, 10L, 6L);
    assertThat(written())
        .extracting(Histogram::getEndTimeStamp)
        .containsExactly(105_000L, 106_000L, 107_000L, 110_000L, 120_000L, 126_000L);
  }
}
