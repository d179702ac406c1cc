package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import im.stress.model.MonitorColumn;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
@Tag("alone")
class MonitorIT {
  private static final int COLUMNS = 1 + MonitorColumn.values().length;
  private static final long HOUR_MILLIS = 3_600_000;

  @TempDir private Path folder;

  @Test
  void rows_follow_each_other_second_by_second_until_close() throws IOException {
    Path file = folder.resolve("monitor.csv");
    MonitorSample last;
    try (Monitor monitor = Monitor.start(MonitorOptions.ofLoadGenerator(file, MonitorIT::clock))) {
      await().until(() -> Files.readAllLines(file).size() >= 4);
      last = monitor.latest().orElseThrow();
    }
    List<String> lines = Files.readAllLines(file);

    long first = epochSecond(lines.get(1));
    assertThat(first).isCloseTo(clock() / 1_000, within(10L));
    for (int row = 1; row < lines.size(); row++) {
      assertThat(lines.get(row).split(",", -1)).hasSize(COLUMNS);
      assertThat(epochSecond(lines.get(row))).isGreaterThanOrEqualTo(first + row - 1);
    }
    assertThat(last.values())
        .containsKeys(
            MonitorColumn.CPU_PERCENT,
            MonitorColumn.MACHINE_CPU_PERCENT,
            MonitorColumn.RSS_BYTES,
            MonitorColumn.HEAP_BYTES,
            MonitorColumn.GC_PAUSE_MILLIS,
            MonitorColumn.GC_COUNT,
            MonitorColumn.THREADS,
            MonitorColumn.FD_USED,
            MonitorColumn.FD_LIMIT,
            MonitorColumn.TCP_RETRANSMITS)
        .doesNotContainKeys(MonitorColumn.TARGET_RSS_BYTES, MonitorColumn.TARGET_ESTABLISHED);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("monitor"));
  }

  @Test
  void existing_file_stops_the_start() throws IOException {
    Path file = Files.createFile(folder.resolve("monitor.csv"));

    assertThatThrownBy(() -> Monitor.start(MonitorOptions.ofLoadGenerator(file, MonitorIT::clock)))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  /** An hour behind the clock of the machine. */
  private static long clock() {
    return System.currentTimeMillis() - HOUR_MILLIS;
  }

  private static long epochSecond(String row) {
    return Long.parseLong(row.substring(0, row.indexOf(',')));
  }
}
