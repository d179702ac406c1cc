package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.protocol.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refused logins where conditions tell yes from no, and a field has the number of the no. */
class RefusalTest {
  private final TemplateProtocol protocol =
      Frames.json(
          """
          login = [{
            send = \"""{"login":"${uid}"}\"""
            expect { match { "/ok" = present }, accept { "/ok" = true }, fields { code = "/code" } }
          }]
          """);

  private String decoded(String answer) throws ProtocolException {
    return Frames.decode(protocol, answer.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "401, 401",
        "'401', 401",
        "0, -1",
        "'0', -1",
        "'forbidden', -1",
        "'', -1",
        "'4294967697', -1", // 2^32 + 401
        "'12345678901', -1",
        "null, -1"
      })
  void a_number_is_told_also_when_it_is_a_text(String code, int told) throws ProtocolException {
    assertThat(decoded("{'ok':false,'code':" + code + "}")).isEqualTo("loginRefused " + told);
  }

  @Test
  void the_number_of_a_yes_does_not_matter() throws ProtocolException {
    assertThat(decoded("{'ok':true,'code':'200'}")).isEqualTo("loggedIn");
  }
}
