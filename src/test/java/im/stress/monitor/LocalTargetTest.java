package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalTargetTest {
  private static final URI ELSEWHERE = URI.create("ws://192.0.2.1:10001/websocket");
  private static final URI HERE = URI.create("tcp://127.0.0.2:6000");

  @Test
  void first_url_of_this_machine_gives_the_port() {
    assertThat(LocalTarget.port(List.of(ELSEWHERE, HERE))).isEqualTo(6_000);
  }

  @Test
  void target_elsewhere_has_no_local_port() {
    assertThat(LocalTarget.port(List.of(ELSEWHERE))).isZero();
    assertThat(LocalTarget.port(List.of())).isZero();
  }
}
