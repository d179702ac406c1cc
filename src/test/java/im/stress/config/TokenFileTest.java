package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token for each user. */
class TokenFileTest {
  @TempDir Path folder;

  private LoginSettings login(String lines, String machine) throws IOException {
    Path file = Files.writeString(folder.resolve("tokens"), lines);
    return Given.NOTHING
        .set(
            Map.of(
                "im.login.token-file", file.toString(), "im.users", "2", "im.machine.id", machine))
        .settings()
        .login();
  }

  @Test
  void each_line_is_the_token_of_one_user() throws IOException {
    LoginSettings login = login("first\nsecond\r\nthird\n", "0");

    assertThat(login.token(0)).isEqualTo("first");
    assertThat(login.token(1)).isEqualTo("second");
    assertThat(login.toString()).doesNotContain("first", "second", "third");
  }

  @Test
  void without_a_file_all_users_have_the_same() {
    assertThat(Given.NOTHING.set("im.login.token", "one").settings().login().token(99))
        .isEqualTo("one");
  }

  @Test
  void a_machine_counts_on_the_users_of_those_before_it() throws IOException {
    assertThat(login("a\nb\nc\nd\n", "1").token(3)).isEqualTo("d");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> login("a\nb\nc\n", "1"))
        .withMessageContaining("im.login.token-file: expected a file of 4 lines or more")
        .withMessageContaining("got 3 lines");
  }

  @Test
  void a_file_that_is_not_there_is_told() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Given.NOTHING.set("im.login.token-file", "/no/such").settings())
        .withMessageContaining("im.login.token-file: expected a readable file in UTF-8");
  }
}
