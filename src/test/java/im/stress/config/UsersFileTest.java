package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of each user. */
class UsersFileTest {
  @TempDir Path folder;

  private Given given(String csv, int users, int machine) {
    try {
      Path file = Files.writeString(folder.resolve("users.csv"), csv);
      return Given.NOTHING.set(
          Map.of(
              "im.login.users-file",
              file.toString(),
              "im.login.token",
              "for-all",
              "im.users",
              "" + users,
              "im.machine.id",
              "" + machine));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private LoginSettings login(String csv, int users) {
    return given(csv, users, 0).settings().login();
  }

  private String error(String csv, int users) {
    return given(csv, users, 0).error().replace(folder + "/", "");
  }

  @Test
  void columns_take_the_place_of_pattern_and_token() {
    LoginSettings login = login("uid,token,room\nann,t-1,r1\n\"b, \"\"b\"\"\",t-2,\n", 2);

    assertThat(login.uid(0)).isEqualTo("ann");
    assertThat(login.uid(1)).isEqualTo("b, \"b\"");
    assertThat(login.token(1)).isEqualTo("t-2");
    assertThat(login.columns().names()).containsExactly("uid", "token", "room");
    assertThat(login.columns().value(0, login.columns().column("room"))).isEqualTo("r1");
    assertThat(login.columns().value(1, 2)).isEmpty();
    assertThat(login.columns().column("other")).isEqualTo(-1);
    assertThat(login.toString()).doesNotContain("t-1", "t-2", "for-all", "r1");
  }

  @Test
  void what_is_no_column_stays_as_the_settings_have_it() {
    LoginSettings login = login("room\nr1\nr2\n", 2);

    assertThat(login.uid(1)).isEqualTo("u1");
    assertThat(login.token(1)).isEqualTo("for-all");
    assertThat(Given.NOTHING.settings().login().columns().names()).isEmpty();
  }

  @Test
  void row_i_is_user_i_over_all_machines() {
    LoginSettings login = given("uid\na\nb\nc\nd\ne\nf\n", 2, 1).settings().login();

    assertThat(login.uid(2)).isEqualTo("c");
    assertThat(login.uid(3)).isEqualTo("d");
    assertThat(login.columns().users()).isEqualTo(2);
    assertThat(login.uid(5)).isEqualTo("#5");
  }

  @Test
  void windows_line_ends_empty_lines_and_a_byte_order_mark_are_read() {
    assertThat(login("\uFEFFuid,x\r\na,1\r\n\r\nb,\"2\r\n3\"\r\n\r\n", 2).uid(1)).isEqualTo("b");
  }

  @Test
  void tokens_may_stand_in_a_file_of_their_own() throws IOException {
    Path tokens = Files.writeString(folder.resolve("tokens"), "t1\nt2\n");
    Given both = given("uid\na\nb\n", 2, 0).property("im.login.token-file", tokens.toString());

    assertThat(both.settings().login().token(1)).isEqualTo("t2");
    assertThat(both.settings().login().uid(1)).isEqualTo("b");
    assertThat(
            given("uid,token\na,1\nb,2\n", 2, 0)
                .property("im.login.token-file", tokens.toString())
                .error())
        .startsWith(
            "im.login.token-file: expected none, since the file of im.login.users-file has");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | expected a CSV file with a header and a row for each user, got an empty users.csv",
        "uid,token\\n | users.csv: expected 2 rows for users 0 to 1, got the header alone",
        "uid\\na\\n | users.csv: expected 2 rows for users 0 to 1, got 1",
        "uid,x\\na,1\\n\\nb\\n | users.csv:4: expected 2 fields as in the header, got 1",
        "uid,x\\na,1,\\nb,1\\n | users.csv:2: expected 2 fields as in the header, got 3",
        "uid\\na\\n\"b\"\\nc\\na\\n | users.csv:5: expected each uid once, got \"a\" again (first in line 2)",
        "x,uid,x\\n | users.csv:1: expected each column once, got \"x\" again",
        "uid,\\n1,a\\n | users.csv:1: expected a name for each column, got none for column 2",
        "uid, token\\na,b\\n | users.csv:1: expected names of columns without white space around them, got \" token\"",
        "uid,Token\\na,b\\n | users.csv:1: expected token in small letters, got \"Token\"",
        "uid;token\\na;b\\n | users.csv:1: expected commas between the columns, got \"uid;token\"",
        "x,uid\\n1,a\\u0000\\n | users.csv:2: expected a uid without line breaks and other control characters, got \"a?\"",
        "uid\\na\\n\"b\\nc\"\\n | users.csv:3: expected a uid without line breaks and other control characters, got \"b?c\"",
        "x,uid\\n1,\\n | users.csv:2: expected a uid, got none",
        "uid,x\\na,1\\nb,\"2\\nc,3\\n | users.csv:3: expected CSV (RFC 4180), got: Missing closing quote for value",
      })
  void mistake_is_told_with_key_file_and_line(String csv, String expected) {
    assertThat(error(csv.replace("\\n", "\n").replace("\\u0000", "\0"), 2))
        .isEqualTo("im.login.users-file: " + expected);
  }

  @Test
  void file_that_cannot_be_read_is_told() throws IOException {
    assertThat(Given.NOTHING.set("im.login.users-file", "/no/such.csv").error())
        .isEqualTo(
            "im.login.users-file: expected a readable CSV file with a header, got no /no/such.csv");
    assertThat(Given.NOTHING.set("im.login.users-file", folder.toString()).error())
        .endsWith("got a folder " + folder);
    Path latin =
        Files.write(folder.resolve("l.csv"), "uid\nü\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(Given.NOTHING.set("im.login.users-file", latin.toString()).error())
        .isEqualTo(
            "im.login.users-file: expected a CSV file in UTF-8, got other bytes in " + latin);
  }

  @Test
  void a_later_machine_is_told_which_rows_are_its_own() {
    assertThat(given("uid\na\nb\nc\n", 2, 1).error())
        .endsWith(
            "users.csv: expected 4 rows for users 0 to 3 (this machine has those from 2 on), got 3");
  }

  @Test
  void column_that_something_needs_is_asked_for_by_name() {
    UserColumns columns = login("uid,rooms\na,1\n", 1).columns();

    assertThat(columns.require("rooms", "preset/x.conf:3")).isEqualTo(1);
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> columns.require("room", "preset/x.conf:3"))
        .withMessage(
            "preset/x.conf:3: expected a column room in the file of im.login.users-file, got "
                + folder
                + "/users.csv with uid, rooms; did you mean rooms?");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> UserColumns.NONE.require("room", "preset/x.conf:3"))
        .withMessageEndingWith("got no file; name a CSV file that has it");
  }

  @Test
  void fifty_thousand_rows_of_four_columns_take_less_than_50_mb() {
    int users = 50_000;
    String csv =
        IntStream.range(0, users)
            .mapToObj(
                i -> "user-%06d,token-of-%06d,room-%d,device-%06d\n".formatted(i, i, i % 9, i))
            .collect(Collectors.joining("", "uid,token,room,device\n", ""));
    UserColumns columns = login(csv, users).columns();

    long bytes = 0;
    for (int user = 0; user < users; user++) {
      for (int column = 0; column < 4; column++) {
        // Object header and fields of String and of its array (JEP 254: a byte for each letter).
        bytes += 4 + 24 + 16 + (columns.value(user, column).length() + 7) / 8 * 8;
      }
    }
    assertThat(bytes).isLessThan(20_000_000);
  }

  @ParameterizedTest
  @CsvSource({"u${n}, u7", "${n}, 7", "a${n}@b.c, a7@b.c"})
  void uids_follow_a_pattern(String pattern, String uid) {
    Given given = Given.NOTHING.set(Map.of("im.login.uid", pattern, "im.login.uid-first", "5"));

    assertThat(given.settings().login().uid(2)).isEqualTo(uid);
  }

  @ParameterizedTest
  @CsvSource({"u", "u${n}${n}", "u${N}"})
  void pattern_has_its_number_once(String pattern) {
    assertThat(Given.NOTHING.set("im.login.uid", pattern).error())
        .startsWith("im.login.uid: expected a text with ${n} once, such as u${n}, got");
  }
}
