package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.MonitorColumn;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTableTest {
  private static final double MIB = 1 << 20;

  @Test
  void cells_stand_right_aligned_under_their_heads() {
    SampleTable table = SampleTable.ofOnlooker(true, ZoneOffset.UTC);

    String row = table.row(sample(MonitorColumn.TARGET_RSS_BYTES, 64 * MIB));

    assertThat(row).startsWith("01:00:01").hasSameSizeAs(table.header());
    int end = table.header().indexOf("t.rss MiB") + "t.rss MiB".length();
    assertThat(row.substring(0, end)).endsWith(" 64");
  }

  @Test
  void without_a_target_there_are_no_columns_of_one() {
    assertThat(SampleTable.ofOnlooker(false, ZoneOffset.UTC).header())
        .contains("retrans")
        .doesNotContain("t.");
  }

  @Test
  void closing_table_has_the_statistics_of_what_was_measured() {
    SampleSummary summary = new SampleSummary();
    IntStream.rangeClosed(1, 100)
        .forEach(fds -> summary.add(sample(MonitorColumn.TARGET_FD_USED, fds)));
    summary.add(sample(MonitorColumn.TARGET_RSS_BYTES, 64 * MIB));

    List<String> lines = summary.lines();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).strip().split("\\s+"))
        .containsExactly("unit", "min", "mean", "p95", "max", "samples");
    assertThat(lines.get(1).strip().split("\\s+"))
        .containsExactly("targetRssBytes", "MiB", "64", "64", "64", "64", "1");
    assertThat(lines.get(2).strip().split("\\s+"))
        .containsExactly("targetFdUsed", "1", "51", "95", "100", "100");
  }

  private static MonitorSample sample(MonitorColumn column, double value) {
    return new MonitorSample(3_601, Map.of(column, value), "");
  }
}
