package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsWarningsTest {
  /** Messages of goim go by HTTP, and may go to https:// while its connections have no TLS. */
  @ParameterizedTest
  @ValueSource(strings = {"wss://gw:1/", "tcp://gw:1"})
  void certificates_that_are_not_verified_are_told_whatever_the_target(String url) {
    StressSettings settings =
        Given.NOTHING
            .set(Map.of("im.target.url", url, "im.connection.insecure-tls", "true"))
            .settings();

    assertThat(TlsWarnings.of(settings)).hasSize(1);
  }

  @Test
  void nothing_is_told_of_verified_ones() {
    assertThat(TlsWarnings.of(Given.NOTHING.set("im.target.url", "wss://gw:1/").settings()))
        .isEmpty();
  }
}
