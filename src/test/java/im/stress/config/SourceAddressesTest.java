package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceAddressesTest {
  @ParameterizedTest(name = "{0} is reached from {1}")
  @CsvSource({
    "10.0.0.9, '10.0.0.1'",
    "127.0.0.1, '127.0.0.2,10.0.0.1'",
    "0.0.0.0, '127.0.0.2,10.0.0.1'",
    "::1, '0:0:0:0:0:0:0:1,2001:db8:0:0:0:0:0:1'",
    "2001:db8::9, '2001:db8:0:0:0:0:0:1'",
  })
  void a_target_is_reached_from_its_family_and_from_loopback_only_if_it_is_loopback(
      String target, String sources) {
    SourceAddresses given =
        Given.NOTHING
            .set("im.connection.source-addresses", "127.0.0.2,10.0.0.1,::1,2001:db8::1")
            .settings()
            .connection()
            .sourceAddresses();

    assertThat(SourceAddresses.text(given.towards(address(target)))).isEqualTo(sources);
  }

  @Test
  void nothing_given_is_automatic_and_an_empty_list_is_not() {
    assertThat(given("auto")).isEqualTo(SourceAddresses.AUTO);
    assertThat(given("[\"auto\"]")).isEqualTo(SourceAddresses.AUTO);
    assertThat(Given.NOTHING.settings().connection().sourceAddresses())
        .isEqualTo(SourceAddresses.AUTO);
    assertThat(given("[]")).isEqualTo(new SourceAddresses(false, List.of()));
    assertThat(given("")).isEqualTo(new SourceAddresses(false, List.of()));
  }

  private static SourceAddresses given(String text) {
    return Given.NOTHING
        .set("im.connection.source-addresses", text)
        .settings()
        .connection()
        .sourceAddresses();
  }

  private static InetAddress address(String text) {
    return new InetSocketAddress(text, 0).getAddress();
  }
}
