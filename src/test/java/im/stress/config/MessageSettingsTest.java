package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.MessageSettings.Contacts;
import im.stress.config.MessageSettings.Contacts.Kind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "ring, RING, 1",
    "pair, PAIR, 1",
    "friends(3), FRIENDS, 3",
    "friends( 020 ), FRIENDS, 20"
  })
  void contacts_are_read(String text, Kind kind, int count) {
    assertThat(Given.NOTHING.set("im.message.contacts", text).settings().message().contacts())
        .isEqualTo(new Contacts(kind, count));
  }

  @ParameterizedTest
  @CsvSource({"250, 250", "250ms, 250", "1.5s, 1500", "2 minutes, 120000", "0, 0", "0s, 0"})
  void an_interval_without_a_unit_is_milliseconds(String text, long millis) {
    Map<String, String> intervals =
        Map.of("im.message.interval", text, "im.heartbeat.interval", text);

    StressSettings settings = Given.NOTHING.set(intervals).settings();

    assertThat(settings.message().interval()).isEqualTo(Duration.ofMillis(millis));
    assertThat(settings.heartbeat().interval()).isEqualTo(Duration.ofMillis(millis));
  }
}
