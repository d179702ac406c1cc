package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code im.groups}, how groups are kept in one process, and what their ledgers hold. */
class GroupSettingsTest {

  private static StressSettings settings(Map<String, String> given) {
    return Given.NOTHING.set(given).settings();
  }

  private static StressSettings groups(int size, String interval) {
    return settings(
        Map.of(
            "im.users",
            "50000",
            "im.groups.size",
            String.valueOf(size),
            "im.groups.interval",
            interval));
  }

  @Test
  void there_are_none_by_default() {
    assertThat(settings(Map.of()).groups().enabled()).isFalse();
  }

  @Test
  void what_members_write_is_as_the_messages_of_users_are_but_for_its_interval() {
    StressSettings settings =
        settings(Map.of("im.groups.interval", "7s", "im.message.size", "99", "im.users", "10"));

    assertThat(settings.groupMessage())
        .isEqualTo(settings.message().withInterval("", Duration.ofSeconds(7)));
  }

  @Test
  void messages_to_groups_are_never_in_a_closed_loop() {
    StressSettings settings = settings(Map.of("im.message.arrivals", "closed"));

    assertThat(settings.groupMessage().arrivals()).isEqualTo(MessageSettings.Arrivals.UNIFORM);
  }

  @Test
  void a_window_follows_what_a_scenario_lets_members_write() {
    StressSettings settings = groups(5, "30s");

    assertThat(GroupWindow.of(settings, 1_000).messages()).isEqualTo(16);
    MessageSettings often = settings.groupMessage().withInterval("", Duration.ofMillis(500));
    assertThat(GroupWindow.of(settings, often, 1_000).messages()).isEqualTo(256);
  }

  @Test
  void each_key_is_read() {
    StressSettings settings =
        settings(
            Map.of(
                "im.groups.size", "5",
                "im.groups.interval", "250",
                "im.groups.join", "false",
                "im.groups.prefix", "room-",
                "im.groups.first", "7"));

    assertThat(settings.groups())
        .isEqualTo(new GroupSettings(5, Duration.ofMillis(250), false, "room-", 7));
    assertThat(settings.groups().enabled()).isTrue();
    assertThat(settings.groups().count(11)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "im.groups.size | 1 | im.groups.size: expected 0 (no groups), or 2 or more members, got 1",
        "im.groups.size | 101 | im.groups.size: expected at most im.users (100), got 101",
        "im.groups.interval | soon | im.groups.interval: expected",
      })
  void what_can_not_be_is_refused(String key, String value, String error) {
    assertThat(Given.NOTHING.set(key, value).error()).startsWith(error);
  }

  @Test
  void the_preset_chat_server_calls_groups_by_their_number() {
    GroupSettings groups = settings(Map.of("im.codec.format", "chat-server")).groups();

    assertThat(groups.prefix()).isEmpty();
    assertThat(groups.first()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, ring, 2", "5, ring, 5", "5, pair, 10", "6, pair, 6", "6, friends(3), 6"})
  void so_many_users_stay_in_one_process(int size, String contacts, int unit) {
    StressSettings settings =
        settings(Map.of("im.groups.size", String.valueOf(size), "im.message.contacts", contacts));

    assertThat(UserSplit.unit(settings)).isEqualTo(unit);
  }

  @Test
  void no_group_is_in_two_processes() {
    for (int users = 5; users < 60; users++) {
      UserSplit split = new UserSplit(users, Math.min(4, UserSplit.mostProcesses(users, 5)), 5);
      assertThat(IntStream.range(0, split.processes()))
          .allSatisfy(
              process -> {
                assertThat(split.first(process) % 5).isZero();
                assertThat(split.count(process)).isGreaterThanOrEqualTo(5);
              });
    }
  }

  @ParameterizedTest
  @CsvSource({"5, 500ms, 256", "1000, 30s, 1024", "1000, 5s, 8192", "2, 30s, 16"})
  void a_ledger_holds_all_that_may_be_on_its_way(int size, String interval, int messages) {
    GroupWindow window = GroupWindow.of(groups(size, interval), 1_000);

    assertThat(window.messages()).isEqualTo(messages);
    assertThat(window.awaited()).isEqualTo(Duration.ofSeconds(25));
    assertThat(window.shortfall()).isEmpty();
  }

  @Test
  void all_ledgers_of_a_process_fit_into_64_megabytes_and_say_so() {
    GroupWindow window = GroupWindow.of(groups(10_000, "100ms"), 50_000);

    assertThat(5L * window.messages() * (36 + 3 * 10_000 / 8)).isLessThan(64L * 1024 * 1024);
    assertThat(window.shortfall())
        .startsWith("im.groups: 2048 messages to one group last for 20ms, ")
        .endsWith("a longer im.groups.interval or a shorter im.message.ack-timeout");
  }

  @Test
  void a_default_threshold_about_groups_is_there_where_groups_are() {
    String name = "success.groupDelivery >= 0.95";

    assertThat(settings(Map.of()).thresholds()).extracting(Threshold::name).doesNotContain(name);
    assertThat(settings(Map.of("im.groups.size", "5")).thresholds())
        .filteredOn(threshold -> threshold.name().equals(name))
        .extracting(Threshold::asked)
        .containsExactly(false);
    assertThat(settings(Map.of("im.thresholds", name)).thresholds()).hasSize(1);
  }
}
