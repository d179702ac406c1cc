package im.stress.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {
  @TempDir Path folder;

  private final SmallDisk disk = new SmallDisk(8);
  private final LineFile file = disk.file("timeline.csv");

  @Test
  void lines_are_in_the_file_at_once() throws IOException {
    Path path = folder.resolve("some.csv");
    LineFile created = LineFile.create(path, "header\n");

    assertThat(created.write("1,ä\n", 1)).isTrue();

    assertThat(path).hasContent("header\n1,ä\n");
    created.close(2);
    assertThat(created.failure()).isEmpty();
    assertThat(created.warning()).isEmpty();
  }

  @Test
  void file_that_exists_is_never_overwritten() throws IOException {
    Path path = Files.writeString(folder.resolve("some.csv"), "precious");

    assertThatThrownBy(() -> LineFile.create(path, "header\n"))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(path).hasContent("precious");
  }

  @Test
  void lines_that_do_not_fit_leave_nothing_behind() {
    assertThat(file.write("1,1\n", 1)).isTrue();
    assertThat(file.write("2,2\n3,3\n", 2)).isFalse();

    assertThat(disk.text()).isEqualTo("1,1\n");
  }

  @Test
  void what_an_earlier_failure_left_is_dropped_before_the_next_line() {
    disk.refuseCuts(true);
    assertThat(file.write("1,1\n", 1)).isTrue();
    assertThat(file.write("2,2222222\n", 2)).isFalse();
    assertThat(disk.text()).isEqualTo("1,1\n2,22");
    assertThat(file.write("3\n", 3)).isFalse();

    disk.refuseCuts(false);
    assertThat(file.write("4\n", 4)).isTrue();
    assertThat(disk.text()).isEqualTo("1,1\n4\n");
  }

  @Test
  void gap_is_told_with_its_times_once_it_is_over() {
    file.write("1,11111111111\n", 1_800_000_000L);
    assertThat(file.warning()).isEmpty();
    assertThat(file.failure())
        .contains(
            "timeline.csv could not be written since 2027-01-15 08:00:00 UTC (No space left on"
                + " device): what came since is lost");

    file.write("2\n", 1_800_000_005L);
    assertThat(file.failure()).isEmpty();
    assertThat(file.warning())
        .contains(
            "timeline.csv could not be written between 2027-01-15 08:00:00 UTC and"
                + " 2027-01-15 08:00:05 UTC (No space left on device): nothing is lost");
  }

  @Test
  void several_gaps_are_told_from_the_first_to_the_last() {
    file.write("1,11111111111\n", 10);
    file.write("2\n", 11);
    file.write("3,33333333333\n", 20);
    file.write("4\n", 21);

    assertThat(file.warning().orElseThrow()).contains("00:00:10 UTC and 1970-01-01 00:00:21 UTC");
  }

  @Test
  void disk_that_tells_of_its_end_at_the_close_is_a_failure() {
    disk.failAtClose();
    file.write("1\n", 1);

    file.close(2);

    assertThat(file.failure().orElseThrow())
        .contains("since 1970-01-01 00:00:02 UTC (Disk quota exceeded)");
  }
}
