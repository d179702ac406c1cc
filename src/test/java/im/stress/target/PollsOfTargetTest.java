package im.stress.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsException;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who polls needs heartbeats to be written to. */
class PollsOfTargetTest {
  private static StressSettings settings(String messages, String heartbeats) {
    Map<String, String> values =
        Map.of(
            "im.codec.format",
            "chat-room",
            "im.target.url",
            "http://127.0.0.1:9",
            "im.message.interval",
            messages,
            "im.heartbeat.interval",
            heartbeats);
    return SettingsLoader.load(new SettingsSources(values, List.of(), Map.of(), Optional.empty()))
        .settings();
  }

  @Test
  void messages_that_nobody_would_poll_for_are_refused() {
    assertThatThrownBy(() -> Targets.of(settings("1s", "0"), "r"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "im.heartbeat.interval: expected more than 0, since users of the format chat-room poll"
                + " for messages with their heartbeats; got 0");
  }

  @Test
  void polls_alone_and_neither_are_taken() {
    assertThat(Targets.of(settings("0", "1s"), "r")).isNotNull();
    assertThat(Targets.of(settings("0", "0"), "r")).isNotNull();
    assertThat(Targets.of(settings("1s", "1s"), "r")).isNotNull();
  }
}
