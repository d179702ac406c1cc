package im.stress.simlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which logs can be merged, and what is told of the others. */
final class MergeInputsTest extends TwoLogs {
  @Test
  void torn_tail_is_dropped_and_reported() throws IOException {
    Logs.write(a, Logs.run(Logs.START, "im"), Logs.ok("ack", 0, 1), Logs.ok("ack", 2, 3));
    byte[] whole = Files.readAllBytes(a);
    Files.write(a, Arrays.copyOf(whole, whole.length - 3));
    Logs.write(b, Logs.run(Logs.START, "im"), Logs.ok("ack", 4, 5));
    int record = 22;
    assertThat(merge(a, b))
        .singleElement()
        .asString()
        .contains("the %d bytes from byte %d on".formatted(record - 3, whole.length - record));
    assertThat(Logs.readRecords(output))
        .containsExactly(Logs.ok("ack", 0, 1), Logs.ok("ack", 4, 5));
  }

  @Test
  void other_version_is_refused_and_nothing_is_written() throws IOException {
    Logs.write(a, Logs.run(Logs.START, "im"));
    Logs.write(
        b, new LogRecord.Run("3.14.0", Logs.SIMULATION, Logs.START, "", List.of(), List.of()));
    assertThatExceptionOfType(SimulationLogException.class)
        .isThrownBy(() -> merge(a, b))
        .withMessage(
            "%s: expected Gatling 3.15.1 as in %s, got 3.14.0: merge the logs of one run only",
            b, a);
    assertThat(output).doesNotExist();
  }

  @Test
  void other_simulation_is_refused() throws IOException {
    Logs.write(a, Logs.run(Logs.START, "im"));
    Logs.write(b, new LogRecord.Run(Logs.VERSION, "im.stress.Other", 0, "", List.of(), List.of()));
    assertThatExceptionOfType(SimulationLogException.class)
        .isThrownBy(() -> merge(a, b))
        .withMessageContaining("expected simulation im.stress.Any")
        .withMessageContaining("got im.stress.Other");
  }

  @Test
  void equal_assertions_are_kept_once() throws IOException {
    Logs.write(a, Logs.runWithAssertions("01", "02"), Logs.ok("ack", 0, 1));
    Logs.write(b, Logs.runWithAssertions("02", "01"), Logs.ok("ack", 0, 1));
    assertThat(merge(a, b)).isEmpty();
    assertThat(Logs.readRun(output).assertions()).containsExactly("01", "02");
  }

  @Test
  void different_assertions_are_all_kept_with_a_warning() throws IOException {
    Logs.write(a, Logs.runWithAssertions("01", "02"), Logs.ok("ack", 0, 1));
    Logs.write(b, Logs.runWithAssertions("01", "03"), Logs.ok("ack", 0, 1));
    assertThat(merge(a, b))
        .singleElement()
        .asString()
        .startsWith(b + ": its assertions differ from those of " + a);
    assertThat(Logs.readRun(output).assertions()).containsExactly("01", "02", "03");
  }

  @Test
  void first_description_is_kept() throws IOException {
    Logs.write(a, Logs.run(Logs.START, "im"));
    Logs.write(b, described("night run"));
    Path c = Logs.write(dir.resolve("c.log"), described("other run"));
    merge(a, b, c);
    assertThat(Logs.readRun(output).description()).isEqualTo("night run");
  }

  @Test
  void empty_logs_are_reported_and_do_no_harm() throws IOException {
    Files.createFile(a);
    Logs.write(b, Logs.run(Logs.START + 3, "im"));
    Path c = Logs.write(dir.resolve("c.log"), Logs.run(Logs.START, "im"), Logs.ok("ack", 0, 1));
    assertThat(merge(a, b, c)).containsExactly(a + ": holds no records", b + ": holds no records");
    assertThat(Logs.readRecords(output)).containsExactly(Logs.ok("ack", 0, 1));
  }

  @Test
  void without_any_run_record_nothing_is_written() throws IOException {
    Files.createFile(a);
    Files.write(b, new byte[] {0, 0});
    assertThat(merge(a, b))
        .satisfiesExactly(
            empty -> assertThat(empty).isEqualTo(a + ": holds no records"),
            torn -> assertThat(torn).contains("the 2 bytes from byte 0 on are left out"),
            empty -> assertThat(empty).isEqualTo(b + ": holds no records"));
    assertThat(output).doesNotExist();
  }

  @Test
  void log_given_twice_is_refused() throws IOException {
    Logs.write(a, Logs.run(Logs.START, "im"));
    assertThatExceptionOfType(SimulationLogException.class)
        .isThrownBy(() -> merge(a, dir.resolve(".").resolve("a.log")))
        .withMessageContaining("got it twice");
  }

  @Test
  void missing_log_is_refused() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> merge(a))
        .withMessageContaining("a.log");
  }

  @Test
  void logs_of_different_months_are_refused_and_the_old_output_stays() throws IOException {
    Logs.write(a, Logs.run(Logs.START, "im"), Logs.ok("ack", 0, 1));
    merge(a);
    Logs.write(b, Logs.run(Logs.START + Integer.MAX_VALUE, "im"), Logs.ok("ack", 0, 1));
    assertThatExceptionOfType(SimulationLogException.class)
        .isThrownBy(() -> merge(a, b))
        .withMessageContaining("2147483648 ms after the first start");
    assertThat(Logs.readRecords(output)).containsExactly(Logs.ok("ack", 0, 1));
    assertThat(output.resolveSibling("simulation.log.tmp")).doesNotExist();
  }

  private static LogRecord.Run described(String description) {
    return new LogRecord.Run(
        Logs.VERSION, Logs.SIMULATION, Logs.START, description, List.of(), List.of());
  }
}
