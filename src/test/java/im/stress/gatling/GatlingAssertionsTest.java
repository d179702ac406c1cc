package im.stress.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.protocol.Traits;
import im.stress.protocol.Traits.HeartbeatKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Gatling fails an assertion about an operation that never happened. */
class GatlingAssertionsTest {

  private static final Traits WITH_ACKS = TestRun.WITH_ALL;

  private List<String> populations = List.of();

  @BeforeAll
  static void giveGatlingItsConfiguration() {
    TestRun.giveGatlingItsConfiguration();
  }

  private List<String> assertions(Map<String, String> set, Traits traits, int users) {
    Map<String, String> overrides = new HashMap<>(set);
    overrides.put(
        "im.thresholds", "login p99 < 1 s, ack p99 < 1 s, delivery p99 < 1 s, heartbeat p99 < 1 s");
    overrides.put("im.duration", "60s");
    overrides.putIfAbsent("im.message.interval", "30s");
    overrides.putIfAbsent("im.heartbeat.interval", "30s");
    StressSettings settings =
        SettingsLoader.load(new SettingsSources(overrides, List.of(), Map.of(), Optional.empty()))
            .settings();
    Declared declared = new Declared();
    declared.populations(populations);
    declared.messages(settings.message());
    declared.heartbeats(settings.heartbeat());
    return new GatlingAssertions(settings, traits, declared, users)
        .all().stream().map(assertion -> assertion.asScala().path().toString()).toList();
  }

  @Test
  void operations_that_surely_happen_are_asserted() {
    assertThat(assertions(Map.of(), WITH_ACKS, 2))
        .satisfiesExactly(
            login -> assertThat(login).contains("login"),
            ack -> assertThat(ack).contains("message ack"),
            delivery -> assertThat(delivery).contains("message delivery"),
            heartbeat -> assertThat(heartbeat).contains("heartbeat"));
  }

  @Test
  void no_row_is_of_all_users_where_there_are_several_populations() {
    populations = List.of("readers", "writers");

    assertThat(assertions(Map.of(), WITH_ACKS, 100)).isEmpty();
  }

  @Test
  void acks_need_a_protocol_with_acks() {
    assertThat(
            assertions(Map.of(), new Traits(Traits.Messages.SENT, HeartbeatKind.MESSAGE, false), 2))
        .hasSize(3)
        .noneMatch(path -> path.contains("ack"));
  }

  @Test
  void heartbeats_need_a_protocol_with_heartbeats() {
    assertThat(
            assertions(
                Map.of(), new Traits(Traits.Messages.ACKNOWLEDGED, HeartbeatKind.NONE, false), 2))
        .hasSize(3)
        .noneMatch(path -> path.contains("heartbeat"));
  }

  @Test
  void heartbeats_need_answers() {
    Traits unanswered =
        new Traits(Traits.Messages.ACKNOWLEDGED, HeartbeatKind.MESSAGE_UNANSWERED, false);
    assertThat(assertions(Map.of(), unanswered, 2))
        .hasSize(3)
        .noneMatch(path -> path.contains("heartbeat"));
  }

  @Test
  void messages_need_somebody_to_write_to() {
    assertThat(assertions(Map.of(), WITH_ACKS, 1)).hasSize(2);
  }

  @Test
  void one_user_is_enough_where_messages_come_to_nobody() {
    Traits requests =
        new Traits(
            Traits.Messages.ACKNOWLEDGED,
            HeartbeatKind.NONE,
            false,
            Traits.Groups.NONE,
            Traits.Arrivals.NONE);

    assertThat(assertions(Map.of(), requests, 1))
        .satisfiesExactly(
            login -> assertThat(login).contains("login"),
            ack -> assertThat(ack).contains("message ack"));
  }

  @Test
  void interval_of_more_than_half_of_the_run_may_have_no_due_time() {
    assertThat(assertions(Map.of("im.message.interval", "31s"), WITH_ACKS, 2)).hasSize(2);
    assertThat(assertions(Map.of("im.heartbeat.interval", "31s"), WITH_ACKS, 2)).hasSize(3);
  }

  @Test
  void random_arrivals_may_stay_out_unless_there_are_many() {
    Map<String, String> random = Map.of("im.message.arrivals", "poisson");

    assertThat(assertions(random, WITH_ACKS, 14)).hasSize(2);
    assertThat(assertions(random, WITH_ACKS, 15)).hasSize(4);
  }

  @Test
  void interval_of_nought_is_off() {
    assertThat(assertions(Map.of("im.message.interval", "0"), WITH_ACKS, 2)).hasSize(2);
    assertThat(assertions(Map.of("im.heartbeat.interval", "0"), WITH_ACKS, 2)).hasSize(3);
  }
}
