package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorCsvTest {
  @TempDir private Path folder;

  @Test
  void header_is_the_one_of_the_documentation() throws IOException {
    String documentation = Files.readString(Path.of("docs/architecture.md"));

    assertThat(documentation).contains("`monitor.csv`: `" + Row.header(MonitorColumn.class) + "`.");
  }

  @Test
  void what_was_not_measured_is_an_empty_cell() {
    MonitorSample sample =
        new MonitorSample(
            7,
            Map.of(
                MonitorColumn.CPU_PERCENT, 12.345,
                MonitorColumn.RSS_BYTES, 12_345_678_901.0,
                MonitorColumn.TARGET_GC_PAUSE_MILLIS, 0.0),
            "");

    assertThat(MonitorCsv.row(sample)).isEqualTo("7,12.3,,,12345678901,,,,,,,,,,,,,,,,,0.0,,,,,");
  }

  @Test
  void every_row_is_in_the_file_before_the_next() throws IOException {
    Path file = folder.resolve("monitor.csv");
    MonitorCsv csv = new MonitorCsv(file);

    csv.write(new MonitorSample(7, Map.of(), ""));

    assertThat(Files.readAllLines(file))
        .hasSize(2)
        .first()
        .isEqualTo(Row.header(MonitorColumn.class));
    csv.file().close(8);
  }

  @Test
  void existing_file_is_never_overwritten() throws IOException {
    Path file = Files.writeString(folder.resolve("monitor.csv"), "precious");

    assertThatThrownBy(() -> new MonitorCsv(file)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("precious");
  }
}
