package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.KnownSetting;
import im.stress.config.SettingsException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
  @Test
  void every_example_can_be_read() {
    List<String> examples = Arrays.stream(Fault.values()).map(Fault::example).toList();
    Faults faults = Faults.parse(examples);
    assertThat(faults.chance(Fault.DROP_PUSH)).isEqualTo(0.01);
    assertThat(faults.chance(Fault.REJECT_LOGIN)).isEqualTo(0.05);
    assertThat(faults.nanos(Fault.ACK_DELAY)).isEqualTo(5_000_000_000L);
    assertThat(faults.nanos(Fault.CLOSE_AFTER)).isEqualTo(10_000_000_000L);
    assertThat(faults.stallFrom(5)).isEqualTo(new Stall(3_000_000_000L, 20_000_000_000L, 5));
  }

  @Test
  void every_fault_is_named_where_faults_are_set() {
    String comment =
        KnownSetting.of("im.server").stream()
            .filter(setting -> setting.name().equals("faults"))
            .findFirst()
            .orElseThrow()
            .comment();
    assertThat(Fault.values()).allSatisfy(fault -> assertThat(comment).contains(fault.example()));
  }

  @Test
  void what_is_not_asked_for_does_not_happen() {
    Faults none = Faults.parse(List.of());
    assertThat(none.chance(Fault.DROP_PUSH)).isZero();
    assertThat(none.nanos(Fault.RESET_AFTER)).isZero();
    assertThat(none.stallFrom(0).remainingNanos(12)).isZero();
  }

  @Test
  void close_code_may_be_left_out() {
    assertThat(Faults.parse(List.of("close-after=1s")).closeCode()).isEqualTo(1011);
    assertThat(Faults.parse(List.of("close-after=1s:4000")).closeCode()).isEqualTo(4000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "drop-push=1.5        | fault drop-push: expected a share from 0 to 1, such as drop-push=0.01, got \"1.5\"",
        "drop-push=NaN        | got \"NaN\"",
        "drop-push=x          | got \"x\"",
        "drop-push            | got \"\"",
        "ack-delay=0          | fault ack-delay: expected a time of more than 0, such as ack-delay=5s, got \"0\"",
        "ack-delay=5          | fault ack-delay: expected a time of 0 or more with its unit, such as 30s, got 5",
        "stall=3s             | fault stall: expected LENGTH/PERIOD, such as stall=3s/20s, got \"3s\"",
        "stall=20s/20s        | expected a length shorter than the period",
        "close-after=1s:1006  | expected a close code that may be sent",
        "close-after=1s:x     | expected a close code that may be sent",
        "reset-after=         | got \"\""
      })
  void value_that_can_not_be_used_is_named(String fault, String message) {
    assertThatThrownBy(() -> Faults.parse(List.of(fault)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message);
  }

  @Test
  void unknown_name_is_answered_with_the_known_ones() {
    assertThatThrownBy(() -> Faults.parse(List.of("drop-pushes=1")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("drop-pushes=1")
        .hasMessageContaining("ack-delay, stall, drop-push")
        .hasMessageContaining("kick-after");
  }

  @Test
  void fault_given_twice_is_refused() {
    assertThatThrownBy(() -> Faults.parse(List.of("drop-push=0.1", "drop-push=0.2")))
        .hasMessage("fault drop-push: expected once, got it twice");
  }
}
