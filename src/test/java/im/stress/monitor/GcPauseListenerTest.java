package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GcPauseListenerTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"ZGC Cycles", "ZGC Minor Cycles", "ZGC Major Cycles", "Shenandoah Cycles"})
  void concurrent_cycle_is_no_pause(String beanName) {
    assertThat(GcPauseListener.isPause(beanName)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"G1 Young Generation", "G1 Old Generation", "G1 Concurrent GC", "ZGC Pauses"})
  void time_in_which_the_application_stands_still_is_a_pause(String beanName) {
    assertThat(GcPauseListener.isPause(beanName)).isTrue();
  }
}
