package im.stress.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowTest {
  private final RowReader<TimelineColumn> reader = new RowReader<>(TimelineColumn.class);

  @Test
  void what_is_written_is_read() {
    Row<TimelineColumn> written =
        new Row<>(
            7,
            TimelineColumn.class,
            column -> column == TimelineColumn.ACK_P50 ? Double.NaN : column.key().length());
    reader.read(Row.header(TimelineColumn.class));

    Row<TimelineColumn> read = reader.read(written.line()).orElseThrow();

    assertThat(read.line()).isEqualTo(written.line());
    assertThat(read.epochSecond()).isEqualTo(7);
    assertThat(read.count(TimelineColumn.ONLINE)).isEqualTo(6);
    assertThat(read.get(TimelineColumn.ACK_P50)).isNaN();
  }

  @Test
  void columns_are_found_by_their_names() {
    reader.read("sends,weather,epochSecond");

    Row<TimelineColumn> row = reader.read("3,4,5").orElseThrow();

    assertThat(row.epochSecond()).isEqualTo(5);
    assertThat(row.count(TimelineColumn.SENDS)).isEqualTo(3);
    assertThat(row.get(TimelineColumn.ONLINE)).isNaN();
  }

  @Test
  void a_line_with_cells_missing_or_without_a_time_is_no_row() {
    reader.read("epochSecond,online,sends");

    assertThat(reader.read("1,2")).isEmpty();
    assertThat(reader.read(",2,3")).isEmpty();
    assertThat(reader.read("x,2,3")).isEmpty();
    assertThat(reader.read("1,x,3").orElseThrow().get(TimelineColumn.ONLINE)).isNaN();
  }
}
