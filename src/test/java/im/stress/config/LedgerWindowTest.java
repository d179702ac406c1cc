package im.stress.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerWindowTest {

  private static LedgerWindow window(int users, String interval, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("im.message.interval", interval);
    return LedgerWindow.of(Given.NOTHING.set(settings).settings(), users);
  }

  private static Map<String, String> ackTimeout(String time) {
    return Map.of("im.message.ack-timeout", time);
  }

  @ParameterizedTest
  @CsvSource({
    "5s, 10s, 16",
    "0, 10s, 16",
    "1s, 10s, 32",
    "1s, 17s, 64",
    "1s, 16999ms, 32",
    "100ms, 10s, 256",
    "1ms, 10s, 32768",
    "1ms, 10m, 1048576"
  })
  void it_holds_all_that_may_be_on_its_way(String interval, String ackTimeout, int messages) {
    LedgerWindow window = window(2, interval, ackTimeout(ackTimeout));

    assertThat(window.messages()).isEqualTo(messages);
    assertThat(window.shortfall()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5s, 6", "1s, 26", "999ms, 26", "1ms, 25001", "0, 0"})
  void a_message_is_waited_for_until_so_many_more_were_written(String interval, int messages) {
    assertThat(window(100, interval, Map.of()).awaitedMessages()).isEqualTo(messages);
  }

  @ParameterizedTest
  @CsvSource({"100, 32768", "512, 32768", "513, 16384", "50000, 256", "2000000, 16"})
  void all_ledgers_of_a_process_fit_into_128_megabytes(int users, int messages) {
    assertThat(window(users, "1ms", Map.of()).messages()).isEqualTo(messages);
  }

  @Test
  void random_arrivals_have_room_for_their_spread() {
    Map<String, String> random = Map.of("im.message.arrivals", "poisson");

    // 25 s of a message each second: 25 + 7 * 5 + 7, and the one that is written now
    assertThat(window(100, "1s", random).awaitedMessages()).isEqualTo(68);
    assertThat(window(100, "1s", random).messages()).isEqualTo(128);
  }

  @Test
  void a_closed_loop_has_room_for_a_message_each_millisecond_whatever_the_interval() {
    Map<String, String> closed = Map.of("im.message.arrivals", "closed");

    assertThat(window(100, "1s", closed).awaitedMessages()).isEqualTo(25_001);
    assertThat(window(100, "1s", closed).messages()).isEqualTo(32_768);
  }

  @Test
  void each_contact_has_a_ledger_of_its_own() {
    Map<String, String> contacts = Map.of("im.message.contacts", "friends(20)");

    assertThat(window(1_000, "10ms", contacts).messages()).isEqualTo(512);
    assertThat(window(3, "10ms", contacts).messages()).isEqualTo(4096);
  }

  @Test
  void contacts_hold_together_what_a_user_has_on_its_way() {
    Map<String, String> contacts = Map.of("im.message.contacts", "friends(20)");

    assertThat(window(1_000, "10ms", contacts).shortfall()).isEmpty();
  }

  @Test
  void a_process_with_too_many_users_says_so_with_what_to_do() {
    assertThat(window(50_000, "1ms", Map.of()).shortfall())
        .isEqualTo(
            "im.message.ledger-window: 256 messages from one user to another last for 256ms, and a"
                + " message is waited for up to 25s (im.message.ack-timeout + im.run.grace + 10s)."
                + " What arrives later than 256ms counts neither as delivered nor as lost"
                + " (messagesFateUnknown). A process holds at most 1048576, and 128 MB of them for"
                + " all its users: use more processes (--shards), a longer im.message.interval or a"
                + " shorter im.message.ack-timeout");
  }

  @Test
  void a_window_that_is_given_too_small_says_so_with_the_right_one() {
    LedgerWindow window = window(100, "1ms", Map.of("im.message.ledger-window", "16"));

    assertThat(window.messages()).isEqualTo(16);
    assertThat(window.shortfall())
        .contains(" 16 messages from one user to another last for 16ms, ")
        .endsWith(". Set it to 0 (derived) or to 32768");
  }

  @Test
  void a_window_that_is_given_large_enough_is_taken_as_far_as_it_fits() {
    Map<String, String> given = Map.of("im.message.ledger-window", "1048576");

    assertThat(window(2, "1s", given).messages()).isEqualTo(1_048_576);
    assertThat(window(1_000, "1s", given).messages()).isEqualTo(16_384);
    assertThat(window(1_000, "1s", given).shortfall()).isEmpty();
  }

  @Test
  void an_interval_that_no_ledger_can_follow_is_no_error() {
    LedgerWindow window = window(2, "1ns", ackTimeout("365d"));

    assertThat(window.messages()).isEqualTo(1_048_576);
    assertThat(window.awaitedMessages()).isEqualTo(Integer.MAX_VALUE);
    assertThat(window.shortfall()).contains(" last for 1048576ns, ");
  }
}
