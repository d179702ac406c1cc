package im.stress.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  private static Endpoint header(String name, String value) {
    return new Endpoint("", Map.of(), Map.of(name, value), "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret\r\nX: y", "secret\n", "\rsecret", "secret\0", "secret é"})
  void what_is_no_value_of_a_header_is_refused_and_not_shown(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> header("X-Token", value))
        .withMessageStartingWith("header X-Token: expected printable ASCII, got character U+")
        .withMessageNotContaining("secret");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Endpoint("", Map.of(), Map.of(), value))
        .withMessageStartingWith("subprotocol: expected printable ASCII")
        .withMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X: y", "X\r\nY", "X Y", "é"})
  void what_is_no_name_of_a_header_is_refused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> header(name, "secret"))
        .withMessageStartingWith("headers: expected names of letters")
        .withMessageNotContaining("secret");
  }

  @Test
  void subprotocol_has_one_place() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> header("sec-websocket-protocol", "x"))
        .withMessageContaining("set subprotocol instead");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "/secret path", "/secret?x=1", "/secret%2", "/secret\r\n"})
  void what_is_no_path_is_refused_and_not_shown(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Endpoint(path, Map.of(), Map.of(), ""))
        .withMessageStartingWith("path: expected nothing, or /")
        .withMessageNotContaining("secret");
  }

  @Test
  void no_value_is_shown_and_all_are_told_to_be_masked() {
    Endpoint endpoint =
        new Endpoint("", Map.of("t", "a b"), Map.of("Authorization", "Bearer t0ken"), "sub");

    assertThat(endpoint.toString()).doesNotContain("a b", "t0ken", "sub");
    assertThat(endpoint.values()).contains("a b", "a%20b", "Bearer t0ken", "t0ken", "sub");
  }
}
