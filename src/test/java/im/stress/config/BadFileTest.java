package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadFileTest {
  @TempDir Path folder;

  private String errorOf(String hocon) throws IOException {
    Path file = Files.writeString(folder.resolve("my.conf"), hocon);
    return Given.NOTHING.file(file).error().replace(file.toString(), "my.conf");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "users = many              | im.users: expected a whole number of 1 or more, got \"many\" (my.conf:2)",
        "users = true              | im.users: expected a whole number of 1 or more, got true (my.conf:2)",
        "users = [1]               | im.users: expected a whole number of 1 or more, got a list (my.conf:2)",
        "users { a = 1 }           | im.users: expected a whole number of 1 or more, got a block (my.conf:2)",
        "users = 1.5               | im.users: expected a whole number of 1 or more, got 1.5 (my.conf:2)",
        "message.interval = -5     | im.message.interval: expected 0 or more milliseconds, got -5 (my.conf:2)",
        "message = 5               | im.message: expected a block of settings, got 5 (my.conf:2)",
        "message { intervall = 5 } | im.message.intervall: expected a known setting, got an unknown one; did you mean im.message.interval? (my.conf:2)",
        "login.token { a = secret} | im.login.token: expected a text, got a block (my.conf:2)",
        "run.open-browser = 1      | im.run.open-browser: expected true or false, got 1 (my.conf:2)",
        "storm.percent = -1        | im.storm.percent: expected a number from 0 to 100, got -1 (my.conf:2)",
        "thresholds = 5            | im.thresholds: expected METRIC [STATISTIC] OPERATOR NUMBER [UNIT] with <, <=, > or >=, such as \"ack p99 < 1000 ms\", got \"5\" (my.conf:2)",
        "thresholds = [{}]         | im.thresholds: expected a list of texts, got a block (my.conf:2)",
        "thresholds { a = 1 }      | im.thresholds: expected a list of texts, got a block (my.conf:2)",
        "users = null              | im.users: expected a value, got none; something sets it, or a block around it, to null or to a single value: take that out",
      })
  void a_wrong_value_is_found_by_line(String setting, String error) throws IOException {
    assertThat(errorOf("im {\n  " + setting + "\n}\n")).isEqualTo(error);
  }

  @Test
  void a_key_outside_of_im_is_unknown() throws IOException {
    assertThat(errorOf("\nusers = 5"))
        .isEqualTo(
            "users: expected a known setting, got an unknown one; did you mean im.users?"
                + " (my.conf:2)");
  }

  @Test
  void the_users_own_file_on_the_class_path_is_checked_too() {
    assertThat(Given.NOTHING.userFile("im.userz = 5").error())
        .startsWith(
            "im.userz: expected a known setting, got an unknown one; did you mean im.users?");
  }

  @Test
  void below_the_codecs_templates_any_key_is_left_to_the_codec() throws IOException {
    Path file =
        Files.writeString(folder.resolve("my.conf"), "im.codec.template { login { text = x } }");

    assertThat(Given.NOTHING.file(file).settings().codec().template().getString("login.text"))
        .isEqualTo("x");
  }

  @Test
  void a_missing_file_is_named() {
    Path file = folder.resolve("none.conf");
    assertThat(Given.NOTHING.file(file).error())
        .isEqualTo(
            "--config: expected a readable file at " + file + ", got nothing; check the path");
    assertThat(Given.NOTHING.file(folder).error())
        .isEqualTo(
            "--config: expected a readable file at " + folder + ", got a folder; check the path");
  }

  @Test
  void a_syntax_error_is_found_by_line() throws IOException {
    assertThat(errorOf("im {\n  users = 5\n  message {\n"))
        .startsWith("my.conf:4: expected HOCON or JSON, got a syntax error: ")
        .doesNotContain("\n");
  }

  @Test
  void an_unresolved_reference_is_found_by_line() throws IOException {
    assertThat(errorOf("im.users = 5\nim.run.id = ${no.such.key}"))
        .startsWith("my.conf:2: expected a value for each ${…}, got: ")
        .contains("no.such.key")
        .doesNotContain("\n");
  }
}
