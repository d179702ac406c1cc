package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ws://gw:1/im                    | ws://gw:1/im",
        "ws://me:pw@gw:1/im?a=1&key=t    | ws://***@gw:1/im?a=***&key=***",
        "wss://me@[::1]/?flag&a=&b=x=y   | wss://***@[::1]/?***&a=&b=***",
        "ws://gw/@home?mail=me@home      | ws://gw/@home?mail=***",
      })
  void user_info_and_query_of_a_url_are_masked(String url, String shown) {
    assertThat(Secrets.masked(URI.create(url))).isEqualTo(shown);
    assertThat(Secrets.masked("target " + url + ": refused, \"" + url + "\""))
        .isEqualTo("target " + shown + ": refused, \"" + shown + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ws://me:p w@gw       | ws://***",
        "ws://me:p/w@gw/im    | ws://***",
        "ws://gw/?key=a@b c   | ws://***",
        "me:pw@gw             | ***",
        "ws://gw/?key=a b&c=d | ws://gw/?key=***&c=***",
        "ws://a_b:1/im        | ws://a_b:1/im",
        "gw                   | gw",
      })
  void what_was_meant_as_a_url_shows_too_little_rather_than_too_much(String text, String shown) {
    assertThat(Secrets.maskedUrl(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ws://me:s3cret@gw:0",
        "ws://me:s3cret@gw/#s3cret",
        "ftp://me:s3cret@gw?key=s3cret",
        "tcp://gw:1/?key=s3cret",
        "ws://me:s3cret/s3cret@gw",
        "ws://me:s3cret,s3cret@gw",
        "ws://me:s3cret?s3cret@gw",
        "ws://me:s3cret#s3cret@gw",
        "ws://me:s3cret s3cret@gw",
        "ws://me:s3cret@s3cret@gw",
        "ws://me:100%s3cret@gw",
        "ws://gw/?key=s3cret s3cret",
        "ws://gw/?key=s3cret#s3cret",
        "me:s3cret@gw",
      })
  void no_error_of_a_url_shows_a_secret(String url) {
    assertThat(Given.NOTHING.environment("TARGET_URL", url).error())
        .startsWith("TARGET_URL: expected")
        .doesNotContain("s3cret");
    assertThat(Given.NOTHING.set("im.target.url", "ws://ok," + url).error())
        .startsWith("im.target.url: expected")
        .doesNotContain("s3cret");
  }

  @Test
  void no_error_of_another_setting_shows_one() {
    for (Map.Entry<String, String> given :
        Map.of(
                "im.target.host", "me:s3cret@gw",
                "im.target.port", "1/?key=s3cret",
                "im.target.path", "/im?key=s3cret s3cret",
                "im.run.id", "ws://me:s3cret@gw",
                "im.login", "s3cret")
            .entrySet()) {
      assertThat(Given.NOTHING.set(given.getKey(), given.getValue()).error())
          .startsWith(given.getKey() + ": expected")
          .doesNotContain("s3cret");
    }
  }

  @Test
  void words_of_a_server_that_repeat_a_secret_are_masked() {
    StressSettings settings =
        Given.NOTHING
            .environment(
                Map.of(
                    "TEST_TOKEN", "t0ken", "TARGET_URL", "ws://me:p%40ss@gw/im?key=a+b%2Fc&v=1&w"))
            .settings();
    RunSecrets secrets = RunSecrets.of(settings);

    assertThat(secrets.masked("no t0ken, no p@ss, no p%40ss, no me:p@ss, no a+b/c: error 1"))
        .isEqualTo("no ***, no ***, no ***, no ***, no ***: error 1");
    assertThat(settings.toString()).doesNotContain("t0ken", "p%40ss", "a+b");
  }
}
