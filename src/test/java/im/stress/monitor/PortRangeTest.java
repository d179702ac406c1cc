package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortRangeTest {
  @Test
  void both_bounds_are_in_the_range() {
    PortRange range = PortRange.parse("32768\t60999\n");

    assertThat(range).isEqualTo(new PortRange(32_768, 60_999));
    assertThat(range.size()).isEqualTo(28_232);
    assertThat(range.contains(32_768)).isTrue();
    assertThat(range.contains(60_999)).isTrue();
    assertThat(range.contains(32_767)).isFalse();
    assertThat(range.contains(61_000)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "32768", "a b", "1 2 3"})
  void anything_but_two_ports_is_unknown(String text) {
    assertThat(PortRange.parse(text)).isEqualTo(PortRange.UNKNOWN);
    assertThat(PortRange.UNKNOWN.size()).isZero();
    assertThat(PortRange.UNKNOWN.contains(0)).isFalse();
  }
}
