package im.stress.simlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the records of the logs. */
final class MergedRecordsTest extends TwoLogs {
  @Test
  void times_count_from_the_earliest_start() throws IOException {
    Logs.write(a, Logs.run(Logs.START + 700, "im"), Logs.ok("ack", 0, 5));
    Logs.write(
        b,
        Logs.run(Logs.START, "im"),
        Logs.ok("ack", 1, 2),
        new LogRecord.Group(List.of("g"), 1, 2, 1, true),
        new LogRecord.ErrorMessage("e", 3));
    merge(a, b);
    assertThat(Logs.readRun(output)).isEqualTo(Logs.run(Logs.START, "im"));
    assertThat(Logs.readRecords(output))
        .containsExactly(
            Logs.ok("ack", 700, 705),
            Logs.ok("ack", 1, 2),
            new LogRecord.Group(List.of("g"), 1, 2, 1, true),
            new LogRecord.ErrorMessage("e", 3));
  }

  @Test
  void groups_and_errors_are_shifted_too() throws IOException {
    Logs.write(a, Logs.run(Logs.START, "im"), Logs.ok("ack", 0, 1));
    Logs.write(
        b,
        Logs.run(Logs.START + 10, "im"),
        new LogRecord.Group(List.of("g"), 1, 2, 1, true),
        new LogRecord.ErrorMessage("e", 3));
    merge(a, b);
    assertThat(Logs.readRecords(output))
        .contains(
            new LogRecord.Group(List.of("g"), 11, 12, 1, true),
            new LogRecord.ErrorMessage("e", 13));
  }

  @Test
  void clock_correction_moves_a_log() throws IOException {
    Logs.write(a, Logs.run(Logs.START, "im"), Logs.ok("ack", 0, 1));
    Logs.write(b, Logs.run(Logs.START, "im"), Logs.ok("ack", 0, 1));
    SimulationLogMerger.merge(List.of(new MergeInput(a, 0), new MergeInput(b, -50)), output);
    assertThat(Logs.readRun(output).startEpochMillis()).isEqualTo(Logs.START - 50);
    assertThat(Logs.readRecords(output))
        .containsExactly(Logs.ok("ack", 50, 51), Logs.ok("ack", 0, 1));
  }

  @Test
  void string_tables_are_joined() throws IOException {
    Logs.write(a, Logs.run(Logs.START, "im"), Logs.ok("x", 0, 1), Logs.ko("y", 0, 1, "x"));
    Logs.write(b, Logs.run(Logs.START, "im"), Logs.ko("y", 0, 1, "x"), Logs.ok("z", 0, 1));
    merge(a, b);
    assertThat(Logs.readRecords(output))
        .containsExactly(
            Logs.ok("x", 0, 1),
            Logs.ko("y", 0, 1, "x"),
            Logs.ko("y", 0, 1, "x"),
            Logs.ok("z", 0, 1));
  }

  @Test
  void scenarios_of_one_name_become_one() throws IOException {
    Logs.write(a, Logs.run(Logs.START, "im", "admin"), Logs.started(0, 0), Logs.ended(0, 9));
    Logs.write(b, Logs.run(Logs.START, "guest", "im"), Logs.started(1, 1), Logs.ended(1, 8));
    merge(a, b);
    assertThat(Logs.readRun(output).scenarios()).containsExactly("im", "admin", "guest");
    assertThat(Logs.readRecords(output))
        .containsExactly(
            Logs.started(0, 0), Logs.started(0, 1), Logs.ended(0, 8), Logs.ended(0, 9));
  }

  @Test
  void merged_log_has_as_many_records_of_each_type_as_its_inputs() throws IOException {
    LogGenerator.write(a, Logs.START, 30_000);
    LogGenerator.write(b, Logs.START + 5, 20_000);

    assertThat(merge(a, b)).isEmpty();
    assertThat(LogGenerator.count(List.of(output)))
        .isEqualTo(LogGenerator.count(List.of(a, b)))
        .hasSize(6);
  }

  @Test
  void users_come_last_and_in_order_of_time() throws IOException {
    Logs.write(
        a,
        Logs.run(Logs.START, "im"),
        Logs.ok("ack", 0, 1),
        Logs.started(0, 20),
        Logs.started(0, 10),
        Logs.ended(0, 30),
        Logs.ended(0, 40));
    Logs.write(b, Logs.run(Logs.START + 5, "im"), Logs.started(0, 10), Logs.ended(0, 10));
    merge(a, b);
    assertThat(Logs.readRecords(output))
        .containsExactly(
            Logs.ok("ack", 0, 1),
            Logs.started(0, 10),
            Logs.started(0, 15),
            Logs.ended(0, 15),
            Logs.started(0, 20),
            Logs.ended(0, 30),
            Logs.ended(0, 40));
  }

  @Test
  void user_without_an_end_ends_with_its_own_log() throws IOException {
    Logs.write(a, Logs.run(Logs.START, "im"), Logs.started(0, 1), Logs.ok("ack", 2, 33));
    Logs.write(b, Logs.run(Logs.START, "im"), Logs.started(0, 0), Logs.ended(0, 99));
    assertThat(merge(a, b)).containsExactly(a + ": 1 users never ended; ended at its last record");
    assertThat(Logs.readRecords(output)).contains(Logs.ended(0, 33), Logs.ended(0, 99));
  }

  @Test
  void a_single_log_with_nothing_to_mend_is_not_written_again() throws IOException {
    Logs.write(
        a, Logs.run(Logs.START, "im"), Logs.ok("ack", 0, 1), Logs.started(0, 0), Logs.ended(0, 2));

    assertThat(merge(a)).isEmpty();
    assertThat(output).hasSameBinaryContentAs(a);
    assertThat(merge(a)).isEmpty();
    assertThat(Files.readAttributes(output, BasicFileAttributes.class).fileKey())
        .isEqualTo(Files.readAttributes(a, BasicFileAttributes.class).fileKey());
  }

  @Test
  void a_single_log_with_something_to_mend_is_mended() throws IOException {
    Logs.write(a, Logs.run(Logs.START, "im"), Logs.ok("ack", 0, 1), Logs.started(0, 0));

    assertThat(merge(a)).hasSize(1);
    assertThat(Logs.readRecords(output))
        .containsExactly(Logs.ok("ack", 0, 1), Logs.started(0, 0), Logs.ended(0, 1));
  }
}
