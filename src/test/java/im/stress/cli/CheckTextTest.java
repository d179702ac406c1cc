package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.target.CheckStep;
import im.stress.target.CheckStep.Result;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The lines of a check stand below each other. */
class CheckTextTest {
  private static String line(String name, Duration time, Result result, String words) {
    return CheckText.line(new CheckStep(name, Optional.ofNullable(time), result, words));
  }

  @Test
  void each_step_has_its_time_its_result_and_more_words() {
    assertThat(line("login: hello", Duration.ofNanos(2_140_000), Result.OK, "u0"))
        .isEqualTo("  login: hello                             2.1 ms   ok        u0");
    assertThat(line("connect", Duration.ofMillis(1_500), Result.FAILED, ""))
        .isEqualTo("  connect                              1,500.0 ms   FAILED");
    assertThat(line("TLS handshake", null, Result.ABSENT, "no TLS in ws://"))
        .isEqualTo("  TLS handshake                                     -         no TLS in ws://");
    assertThat(line("upgrade", null, Result.NOT_TRIED, ""))
        .isEqualTo("  upgrade                                           not tried");
    assertThat(line("group: join", Duration.ZERO, Result.NOT_NEEDED, "refused"))
        .endsWith("failed, though not needed (im.groups.size is 0): refused");
  }
}
