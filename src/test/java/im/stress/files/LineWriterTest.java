package im.stress.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineWriterTest {
  private final SmallDisk disk = new SmallDisk(4);
  private final LineWriter writer = new LineWriter(disk.file("timeline.csv"));

  private void second(int number) {
    writer.append(number + "," + number, number);
    writer.flush(number);
  }

  @Test
  void lines_that_find_no_room_are_written_when_there_is_some_again() {
    second(1);
    second(2);
    second(3);
    assertThat(disk.text()).isEqualTo("1,1\n");

    disk.resize(100);
    second(4);
    assertThat(disk.text()).isEqualTo("1,1\n2,2\n3,3\n4,4\n");
    assertThat(writer.file().warning().orElseThrow())
        .contains("00:00:02 UTC and 1970-01-01 00:00:04 UTC")
        .endsWith("nothing is lost");
  }

  @Test
  void lines_past_the_memory_for_them_are_lost_and_counted() {
    String line = "x".repeat(LineWriter.MOST_WAITING_CHARS / 4 - 1);
    for (int second = 1; second <= 6; second++) {
      writer.append(line, second);
      writer.flush(second);
    }
    disk.resize(Integer.MAX_VALUE);
    writer.flush(7);

    assertThat(disk.text()).hasLineCount(4);
    assertThat(writer.file().warning().orElseThrow()).endsWith(": 2 lines are lost");
  }

  @Test
  void a_burst_past_that_memory_loses_nothing_while_there_is_room_on_the_disk() {
    disk.resize(Integer.MAX_VALUE);
    String line = "x".repeat(LineWriter.MOST_WAITING_CHARS / 4);
    for (int number = 0; number < 10; number++) {
      writer.append(line, 1);
    }
    writer.flush(1);

    assertThat(disk.text()).hasLineCount(10);
    assertThat(writer.file().warning()).isEmpty();
  }

  @Test
  void nothing_to_write_touches_nothing() {
    disk.resize(0);

    writer.flush(1);

    assertThat(writer.file().failure()).isEmpty();
  }
}
