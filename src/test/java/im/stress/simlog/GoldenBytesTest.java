package im.stress.simlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of Gatling 3.15.1 for every kind of record, read and written. */
final class GoldenBytesTest {
  private static final String RUN =
      "00" // Run
          + "00000006" // 6 bytes
          + "332e31352e31" // 3.15.1
          + "00" // one byte per character
          + "00000001" // 1 byte
          + "53" // S
          + "00" // one byte per character
          + "0000018bcfe56800" // 1,700,000,000,000 ms since the epoch
          + "00000000" // no description, and therefore no coder
          + "00000001" // 1 scenario
          + "00000002" // 2 bytes
          + "696d" // im
          + "00" // one byte per character
          + "00000001" // 1 assertion
          + "00000003" // 3 bytes, without coder
          + "01fe02";

  private static final LogRecord.Run RUN_RECORD =
      new LogRecord.Run("3.15.1", "S", 1_700_000_000_000L, "", List.of("im"), List.of("01fe02"));

  @TempDir private Path dir;

  @Test
  void run_record() throws IOException {
    assertSame(RUN);
  }

  @Test
  void request_without_groups_and_with_an_empty_message() throws IOException {
    assertSame(
        RUN
            + "01" // Request
            + "00000000" // no groups
            + "00000001" // new string 1
            + "00000003"
            + "61636b" // ack
            + "00"
            + "00000005" // from 5 ms
            + "00000102" // to 258 ms
            + "01" // OK
            + "00000002" // new string 2
            + "00000000", // empty
        new LogRecord.Request(List.of(), "ack", 5, 258, true, ""));
  }

  @Test
  void second_request_refers_to_strings_of_the_first() throws IOException {
    assertSame(
        RUN
            + "01" // Request
            + "00000001" // 1 group
            + "00000001" // new string 1
            + "00000001"
            + "67" // g
            + "00"
            + "00000002" // new string 2
            + "00000001"
            + "61" // a
            + "00"
            + "00000000"
            + "00000001"
            + "00" // KO
            + "fffffffe" // string 2 again
            + "01" // Request
            + "00000000"
            + "ffffffff" // string 1 again
            + "00000002"
            + "00000003"
            + "01"
            + "fffffffe", // string 2 again
        new LogRecord.Request(List.of("g"), "a", 0, 1, false, "a"),
        new LogRecord.Request(List.of(), "g", 2, 3, true, "a"));
  }

  @Test
  void user_records() throws IOException {
    assertSame(
        RUN
            + "02" // User
            + "00000000" // scenario 0
            + "01" // start
            + "00000007" // at 7 ms
            + "02"
            + "00000000"
            + "00" // end
            + "00000009",
        new LogRecord.User(0, true, 7),
        new LogRecord.User(0, false, 9));
  }

  @Test
  void group_record() throws IOException {
    assertSame(
        RUN
            + "03" // Group
            + "00000002" // 2 groups, the outer one first
            + "00000001"
            + "00000001"
            + "6f" // o
            + "00"
            + "00000002"
            + "00000001"
            + "69" // i
            + "00"
            + "00000001" // from 1 ms
            + "00000004" // to 4 ms
            + "00000002" // 2 ms of responses
            + "00", // KO
        new LogRecord.Group(List.of("o", "i"), 1, 4, 2, false));
  }

  @Test
  void error_record_with_two_bytes_per_character_in_the_order_of_this_machine() throws IOException {
    assertSame(
        RUN
            + "04" // Error
            + "00000001" // new string 1
            + "00000006" // 6 bytes
            + twoBytes('a')
            + twoBytes('\u597d')
            + twoBytes('\ud800') // half of a pair: kept as it is
            + "01" // two bytes per character
            + "0000000b", // at 11 ms
        new LogRecord.ErrorMessage("a\u597d\ud800", 11));
  }

  @Test
  void last_character_of_one_byte() throws IOException {
    assertSame(
        RUN
            + "04" // Error
            + "00000001"
            + "00000001" // 1 byte
            + "ff" // y with two dots
            + "00" // one byte per character
            + "00000000",
        new LogRecord.ErrorMessage("\u00ff", 0));
  }

  private void assertSame(String hex, LogRecord... records) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    Path golden = Files.write(dir.resolve("golden.log"), bytes);
    assertThat(Logs.readRun(golden)).isEqualTo(RUN_RECORD);
    assertThat(Logs.readRecords(golden)).containsExactly(records);
    Path written = Logs.write(dir.resolve("written.log"), RUN_RECORD, records);
    assertThat(Files.readAllBytes(written)).isEqualTo(bytes);
  }

  private static String twoBytes(char character) {
    byte[] bytes =
        ByteBuffer.allocate(Character.BYTES)
            .order(ByteOrder.nativeOrder())
            .putChar(character)
            .array();
    return HexFormat.of().formatHex(bytes);
  }
}
