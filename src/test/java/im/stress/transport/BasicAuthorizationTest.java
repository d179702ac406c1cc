package im.stress.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasicAuthorizationTest {
  /** What curl 7.88.1 sends for these. */
  @ParameterizedTest
  @CsvSource({
    "me:pw, bWU6cHc=",
    "me, bWU6",
    "me:, bWU6",
    ":pw, OnB3",
    "me:p%40s%3As, bWU6cEBzOnM=",
    "a%3Ab, YTpiOg==",
    "m%C3%A9:%E5%AF%86, bcOpOuWvhg==",
    "me:a+b, bWU6YSti",
    "'', Og==",
  })
  void user_info_is_sent_as_curl_does(String userInfo, String base64) {
    assertThat(BasicAuthorization.of(URI.create("ws://" + userInfo + "@gw:1/im")))
        .hasValue("Basic " + base64);
  }

  @Test
  void a_url_without_user_info_has_no_such_header() {
    assertThat(BasicAuthorization.of(URI.create("ws://gw:1/im?a=b@c"))).isEmpty();
  }
}
