package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReservedPortsTest {
  @Test
  void ports_and_ranges_are_read_and_anything_else_is_none() {
    assertThat(ReservedPorts.parse("8080,9148-9150\n").stream())
        .containsExactly(8080, 9148, 9149, 9150);
    assertThat(ReservedPorts.parse("").isEmpty()).isTrue();
    assertThat(ReservedPorts.parse("none").isEmpty()).isTrue();
  }
}
