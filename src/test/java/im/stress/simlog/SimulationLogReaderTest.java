package im.stress.simlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimulationLogReaderTest {
  @TempDir private Path dir;

  @Test
  void what_is_written_is_read() throws IOException {
    LogRecord.Run run =
        new LogRecord.Run(
            "3.15.1", "S", Logs.START, "two\nlines \u597d", List.of("", "b"), List.of("00ff", ""));
    List<LogRecord> records =
        List.of(
            Logs.started(1, 0),
            new LogRecord.Request(List.of("g", "", "g"), "", 1, 2, false, "\ud83d\ude00"),
            new LogRecord.Group(List.of("g", ""), 0, Integer.MAX_VALUE, 3, true),
            new LogRecord.ErrorMessage("", 4),
            Logs.ended(1, 5));
    Path log = Logs.write(dir.resolve("simulation.log"), run, records);
    assertThat(Logs.readRun(log)).isEqualTo(run);
    assertThat(Logs.readRecords(log)).isEqualTo(records);
  }

  @Test
  void log_larger_than_the_buffer_is_read_to_its_end() throws IOException {
    List<LogRecord> records = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      records.add(Logs.ko("name " + i % 7, i, i + 1, "message " + i));
    }
    Path log = Logs.write(dir.resolve("simulation.log"), Logs.run(Logs.START, "im"), records);
    assertThat(Logs.readRecords(log)).isEqualTo(records);
  }

  @Test
  void torn_tail_is_left_out_wherever_it_is_torn() throws IOException {
    LogRecord.Run run = Logs.run(Logs.START, "im");
    LogRecord first = Logs.ok("ack", 0, 1);
    List<LogRecord> lasts =
        List.of(
            new LogRecord.Request(List.of("g"), "\u597d", 1, 2, false, "late"),
            Logs.started(0, 3),
            new LogRecord.Group(List.of("new", "ack"), 1, 2, 3, true),
            new LogRecord.ErrorMessage("text", 4));
    for (LogRecord last : lasts) {
      long whole = Files.size(Logs.write(dir.resolve("first.log"), run, first));
      byte[] bytes = Files.readAllBytes(Logs.write(dir.resolve("both.log"), run, first, last));
      for (int length = (int) whole + 1; length < bytes.length; length++) {
        assertTornAt(whole, Arrays.copyOf(bytes, length), List.of(first));
      }
    }
  }

  @Test
  void log_cut_between_records_is_not_torn() throws IOException {
    Path log = Logs.write(dir.resolve("a.log"), Logs.run(Logs.START, "im"), Logs.ok("ack", 0, 1));
    try (SimulationLogReader reader = SimulationLogReader.open(log)) {
      assertThat(Logs.rest(reader)).hasSize(1);
      assertThat(reader.tornAt()).isEmpty();
    }
  }

  @Test
  void log_torn_within_its_run_record_has_no_run() throws IOException {
    byte[] bytes = Files.readAllBytes(Logs.write(dir.resolve("a"), Logs.runWithAssertions("01")));
    for (int length = 1; length < bytes.length; length++) {
      Path log = Files.write(dir.resolve("torn.log"), Arrays.copyOf(bytes, length));
      try (SimulationLogReader reader = SimulationLogReader.open(log)) {
        assertThat(reader.run()).isEmpty();
        assertThat(reader.next()).isEmpty();
        assertThat(reader.tornAt()).hasValue(0);
      }
    }
  }

  @Test
  void zero_byte_log_has_no_run_and_is_not_torn() throws IOException {
    Path log = Files.createFile(dir.resolve("empty.log"));
    try (SimulationLogReader reader = SimulationLogReader.open(log)) {
      assertThat(reader.run()).isEmpty();
      assertThat(reader.next()).isEmpty();
      assertThat(reader.tornAt()).isEmpty();
    }
  }

  @Test
  void text_file_is_refused_with_its_name_and_the_remedy() throws IOException {
    Path log = Files.writeString(dir.resolve("notes.txt"), "RUN\tim\t3.10");
    assertThatExceptionOfType(SimulationLogException.class)
        .isThrownBy(() -> SimulationLogReader.open(log))
        .withMessageContaining("notes.txt: expected a Run record (0) before byte 1, got 82")
        .withMessageContaining("not a binary simulation.log");
  }

  @Test
  void text_that_is_no_version_is_refused() throws IOException {
    LogRecord.Run run = new LogRecord.Run("latest", "S", 0, "", List.of("im"), List.of());
    Path log = Logs.write(dir.resolve("simulation.log"), run);
    assertThatExceptionOfType(SimulationLogException.class)
        .isThrownBy(() -> SimulationLogReader.open(log))
        .withMessageContaining("expected a Gatling version such as 3.15.1")
        .withMessageContaining("got latest");
  }

  @ParameterizedTest
  @CsvSource({
    "05, a record (1 to 4)", // no such header
    "00, a record (1 to 4)", // a second Run record
    "0200000001, a scenario below 1", // the log has one
    "02ffffffff, a scenario below 1", // negative
    "020000000002, 0 or 1", // neither start nor end
    "04ffffffff, the index of an earlier string", // there is none
    "0400000000, an index other than 0", // indexes begin at 1
    "0400000001ffffffff, a length of 0 to 65536", // negative
    "0400000001000000016102, coder 0 or 1", // 2
    "0400000001000000016101, an even number of UTF-16 bytes", // 1
    "017fffffff, a length of 0 to 65536", // groups
  })
  void log_whose_first_record_is_damaged_is_refused(String hex, String expected)
      throws IOException {
    Path log = Logs.write(dir.resolve("simulation.log"), Logs.run(Logs.START, "im"));
    Files.write(log, HexFormat.of().parseHex(hex), StandardOpenOption.APPEND);
    assertThatExceptionOfType(SimulationLogException.class)
        .isThrownBy(() -> Logs.readRecords(log))
        .withMessageContaining("expected " + expected)
        .withMessageContaining("before byte");
  }

  /** Gatling goes on after a failed write, as if nothing had happened. */
  @Test
  void half_a_record_and_what_follows_are_left_out_and_nothing_is_invented() throws IOException {
    LogRecord.Run run = Logs.run(Logs.START, "im");
    List<LogRecord> records =
        List.of(
            Logs.ok("ack", 0, 1), Logs.ok("ack", 2, 3), Logs.ok("ack", 4, 5), Logs.ok("ack", 6, 7));
    int begin = (int) Files.size(Logs.write(dir.resolve("two.log"), run, records.subList(0, 2)));
    byte[] bytes = Files.readAllBytes(Logs.write(dir.resolve("all.log"), run, records));
    int record = (bytes.length - begin) / 2;
    for (int missing = 1; missing < record; missing++) {
      byte[] torn = Arrays.copyOf(bytes, bytes.length - missing);
      System.arraycopy(bytes, begin + record, torn, begin + record - missing, record);
      Path log = Files.write(dir.resolve("torn.log"), torn);
      try (SimulationLogReader reader = SimulationLogReader.open(log)) {
        // Of two records that were taken for one, the next one tells: the last one is given up.
        assertThat(Logs.rest(reader)).isIn(records.subList(0, 1), records.subList(0, 2));
        assertThat(reader.tornAt()).isPresent();
      }
    }
  }

  private void assertTornAt(long offset, byte[] bytes, List<LogRecord> whole) throws IOException {
    Path log = Files.write(dir.resolve("torn.log"), bytes);
    try (SimulationLogReader reader = SimulationLogReader.open(log)) {
      assertThat(reader.tornAt()).isEmpty();
      assertThat(Logs.rest(reader)).isEqualTo(whole);
      assertThat(reader.tornAt()).hasValue(offset);
      assertThat(reader.next()).isEmpty();
    }
  }
}
