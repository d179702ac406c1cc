package im.stress.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.TargetSettings;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayTest {
  private static final Gateway.Names NONE =
      host -> {
        throw new UnknownHostException(host + ": Name or service not known");
      };

  private static TargetSettings target(Map<String, List<String>> addresses, String... urls) {
    return new TargetSettings(List.of(urls).stream().map(URI::create).toList(), "ws", addresses);
  }

  @Test
  void a_name_with_several_addresses_becomes_several_gateways() throws UnknownHostException {
    Gateway.Names names =
        host ->
            new InetAddress[] {
              NetUtil.createInetAddressFromIpAddressString("::1"),
              NetUtil.createInetAddressFromIpAddressString("127.0.0.1"),
              NetUtil.createInetAddressFromIpAddressString("::1")
            };

    assertThat(Gateway.resolve(target(Map.of(), "ws://gw:1/im", "ws://10.0.0.7:2/"), names))
        .extracting(Gateway::toString)
        .containsExactly(
            "ws://gw:1/im at [::1]:1", "ws://gw:1/im at 127.0.0.1:1", "ws://10.0.0.7:2/");
  }

  @Test
  void addresses_that_are_given_are_used_and_nothing_is_looked_up() throws UnknownHostException {
    Map<String, List<String>> given =
        Map.of("a.test:1", List.of("::1", "10.0.0.7"), "b.test:2", List.of("127.0.0.1"));
    TargetSettings target =
        target(given, "ws://a.test:1/", "ws://b.test:2/im", "ws://[::1]:3/", "ws://127.0.0.3:3/");

    assertThat(Gateway.resolve(target, NONE))
        .extracting(Gateway::addressText)
        .containsExactly("[::1]:1", "10.0.0.7:1", "127.0.0.1:2", "[::1]:3", "127.0.0.3:3");
  }

  @Test
  void a_name_that_does_not_resolve_is_named() {
    assertThatThrownBy(() -> Gateway.resolve(target(Map.of(), "ws://c.test:1/"), NONE))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("c.test");
  }

  @Test
  void secrets_of_the_url_are_not_shown() throws UnknownHostException {
    TargetSettings target = target(Map.of(), "ws://me:s3cret@127.0.0.1:1/?key=s3cret");

    assertThat(Gateway.resolve(target, NONE)).asString().doesNotContain("s3cret");
  }
}
