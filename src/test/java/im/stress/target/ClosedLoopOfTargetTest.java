package im.stress.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsException;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A closed loop is for protocols that answer messages. */
class ClosedLoopOfTargetTest {
  private static StressSettings settings(String format, String url, String interval) {
    return settings(format, url, interval, "10s");
  }

  private static StressSettings settings(
      String format, String url, String interval, String ackTimeout) {
    Map<String, String> values = new HashMap<>();
    values.put("im.codec.format", format);
    values.put("im.target.url", url);
    values.put("im.message.interval", interval);
    values.put("im.message.arrivals", "closed");
    values.put("im.message.ack-timeout", ackTimeout);
    return SettingsLoader.load(new SettingsSources(values, List.of(), Map.of(), Optional.empty()))
        .settings();
  }

  @Test
  void a_protocol_without_acks_is_refused() {
    StressSettings settings = settings("chat-server", "tcp://127.0.0.1:9", "1s");

    assertThatThrownBy(() -> Targets.of(settings, "r"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "im.message.arrivals: expected uniform or poisson, since the format chat-server does"
                + " not acknowledge messages; got closed");
  }

  @ParameterizedTest
  @CsvSource({"chat-room,http://127.0.0.1:9", "goim,tcp://127.0.0.1:9"})
  void an_ack_timeout_within_that_of_requests_is_refused(String format, String url) {
    assertThatThrownBy(() -> Targets.of(settings(format, url, "1s", "9s"), "r"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "im.message.ack-timeout: expected im.http.timeout (10000 ms) or more, since messages"
                + " are requests of HTTP and im.message.arrivals is closed; got 9000 ms");
    assertThat(Targets.of(settings(format, url, "1s", "10s"), "r")).isNotNull();
  }

  @Test
  void an_ack_timeout_is_free_where_messages_are_no_requests() {
    assertThat(Targets.of(settings("json", "ws://127.0.0.1:9/", "1s", "9s"), "r")).isNotNull();
  }

  @Test
  void one_with_acks_is_taken_and_so_is_one_without_messages() {
    assertThat(Targets.of(settings("json", "ws://127.0.0.1:9/", "1s"), "r")).isNotNull();
    assertThat(Targets.of(settings("chat-server", "tcp://127.0.0.1:9", "0"), "r")).isNotNull();
  }
}
