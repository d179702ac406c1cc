package im.stress.gatling;

import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.MessageSettings;
import im.stress.config.MessageSettings.Contacts;
import im.stress.config.SettingsException;
import im.stress.model.Intervals;
import im.stress.model.Measurable;
import im.stress.protocol.Traits;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a scenario declares. */
class ImTest {
  private final ImRun run =
      TestRun.of(
          Map.of(
              "im.users", "100",
              "im.duration", "60s",
              "im.message.interval", "7s",
              "im.message.size", "70",
              "im.message.contacts", "ring",
              "im.heartbeat.interval", "8s",
              "im.groups.size", "5",
              "im.groups.interval", "2s",
              "im.thresholds", "ack p99 < 1 s, heartbeat p99 < 1 s",
              "im.connection.max-frame-bytes", "1000"));
  private final Im im = new Im(run);

  @BeforeAll
  static void giveGatlingItsConfiguration() {
    TestRun.giveGatlingItsConfiguration();
  }

  private MessageSettings messages() {
    assertThat(run.declared().messages()).hasSize(1);
    return run.declared().messages().iterator().next();
  }

  private MessageSettings groupMessages() {
    assertThat(run.declared().groupMessages()).hasSize(1);
    return run.declared().groupMessages().iterator().next();
  }

  private List<Measurable> measures() {
    return run.declared().measures(TestRun.WITH_ALL);
  }

  private static void assertRefused(Runnable step, String error) {
    assertThatThrownBy(step::run).isInstanceOf(SettingsException.class).hasMessage(error);
  }

  @Test
  void values_are_those_of_the_settings() {
    scenario("users")
        .exec(im.connect(), im.heartbeats(), im.messages(), im.groups())
        .exec(im.stay(), im.leave());

    assertThat(messages()).isEqualTo(run.settings().message());
    assertThat(groupMessages()).isEqualTo(run.settings().groupMessage());
    assertThat(groupMessages().interval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(run.declared().heartbeats()).containsExactly(run.settings().heartbeat());
    assertThat(run.declared().shortestStay()).isEmpty();
    Set<Measurable> ofPushes =
        EnumSet.complementOf(EnumSet.of(Measurable.POLLS, Measurable.ONLINE));
    assertThat(measures()).containsExactlyInAnyOrderElementsOf(ofPushes);
  }

  @Test
  void a_scenario_overrides_them() {
    scenario("users")
        .exec(im.connect())
        .exec(pause(1))
        .exec(im.heartbeats().every(Duration.ofSeconds(3)))
        .exec(
            im.messages()
                .every(Duration.ofMillis(1_500))
                .atRandom()
                .size(200)
                .to(Contacts.friends(5)))
        .exec(im.stay().during(Duration.ofSeconds(40)), im.leave());

    assertThat(messages().interval()).isEqualTo(Duration.ofMillis(1_500));
    assertThat(messages().arrivals()).isEqualTo(MessageSettings.Arrivals.POISSON);
    assertThat(messages().sizeBytes()).isEqualTo(200);
    assertThat(messages().contacts()).isEqualTo(Contacts.friends(5));
    assertThat(messages().ackTimeout()).isEqualTo(run.settings().message().ackTimeout());
    assertThat(run.declared().heartbeats())
        .allMatch(beats -> beats.interval().equals(Duration.ofSeconds(3)));
    assertThat(run.declared().shortestStay()).contains(Duration.ofSeconds(40));
  }

  @Test
  void what_is_written_to_a_group_is_as_editable() {
    scenario("users")
        .exec(im.connect(), im.groups().every(Duration.ofMillis(300)).atRandom().size(90));

    assertThat(groupMessages().interval()).isEqualTo(Duration.ofMillis(300));
    assertThat(groupMessages().arrivals()).isEqualTo(MessageSettings.Arrivals.POISSON);
    assertThat(groupMessages().sizeBytes()).isEqualTo(90);
    assertThat(run.declared().messages()).isEmpty();
    assertThat(run.declared().intervals(TestRun.WITH_ALL))
        .isEqualTo(new Intervals(List.of(), List.of(300_000L), List.of()));
  }

  @Test
  void no_step_makes_groups_where_the_settings_have_none() {
    ImRun without = TestRun.of(Map.of("im.groups.size", "0"));
    scenario("users").exec(new Im(without).groups().every(Duration.ofSeconds(1)));

    assertThat(without.declared().measures(TestRun.WITH_ALL)).isEmpty();
  }

  @Test
  void intervals_are_those_of_the_scenarios_and_of_a_protocol_that_has_them() {
    scenario("users").exec(im.messages(), im.heartbeats().every(Duration.ofSeconds(3)));
    scenario("others").exec(im.messages().every(Duration.ofSeconds(1)), im.heartbeats());

    assertThat(run.declared().intervals(TestRun.WITH_ALL))
        .isEqualTo(
            new Intervals(
                List.of(1_000_000L, 7_000_000L), List.of(), List.of(3_000_000L, 8_000_000L)));
    Traits silent = new Traits(Traits.Messages.ACKNOWLEDGED, Traits.HeartbeatKind.NONE, false);
    assertThat(run.declared().intervals(silent).heartbeatMicros()).isEmpty();
    Traits unanswered =
        new Traits(Traits.Messages.SENT, Traits.HeartbeatKind.MESSAGE_UNANSWERED, false);
    assertThat(run.declared().intervals(unanswered).heartbeatMicros()).hasSize(2);
    assertThat(run.declared().measures(unanswered)).doesNotContain(Measurable.HEARTBEAT);
  }

  @Test
  void populations_are_told_apart_by_the_names_of_their_scenarios() {
    run.populations(List.of(share(60, "readers"), share(40, "writers")));

    assertThat(run.declared().populations()).containsExactly("readers", "writers");
    assertThat(run.populationNamed("writers")).isEqualTo(1);
  }

  @Test
  void users_of_one_kind_are_no_population() {
    run.populations(List.of(share(100, "users")));

    assertThat(run.declared().populations()).isEmpty();
    assertThat(run.populationNamed("users")).isZero();
  }

  private Share share(int percent, String name) {
    return new Share(percent, scenario(name).exec(im.connect()));
  }

  @Test
  void steps_are_immutable() {
    MessageStep step = im.messages();
    scenario("users").exec(step.size(99)).exec(step.size(70));

    assertThat(run.declared().messages()).hasSize(2);
  }

  @Test
  void what_no_scenario_has_is_not_measured_and_not_asserted() {
    scenario("users").exec(im.connect(), im.stay(), im.leave());

    assertThat(measures()).isEmpty();
    assertThat(run.assertions()).isEmpty();
    scenario("others").exec(im.messages(), im.heartbeats().every(Duration.ZERO));
    assertThat(measures()).doesNotContain(Measurable.HEARTBEAT).hasSize(3);
    assertThat(run.assertions()).hasSize(1);
  }

  @Test
  void members_who_only_listen_write_nothing_that_could_be_measured() {
    scenario("users").exec(im.connect(), im.groups().listening(), im.stay());
    assertThat(measures()).isEmpty();

    scenario("others").exec(im.connect(), im.groups(), im.stay());
    assertThat(measures()).containsExactly(Measurable.GROUPS, Measurable.GROUP_ACK);
  }

  @Test
  void what_a_short_stay_may_miss_is_not_asserted() {
    ScenarioBuilder users = scenario("users").exec(im.heartbeats(), im.messages());
    assertThat(run.assertions()).hasSize(2);

    users.exec(im.stay().during(Duration.ofSeconds(15)));
    assertThat(run.assertions()).hasSize(1);
  }

  @Test
  void a_part_without_users_is_left_out() {
    ScenarioBuilder users = scenario("users").exec(im.connect());
    List<Share> shares =
        List.of(new Share(99, users), new Share(1, scenario("rare").exec(im.connect())));

    assertThat(run.populations(shares)).hasSize(2);
    assertThat(TestRun.of(Map.of("im.users", "10")).populations(shares)).hasSize(1);
  }

  @Test
  void who_polls_needs_heartbeats_to_be_written_to() {
    Traits polled =
        new Traits(
            Traits.Messages.ACKNOWLEDGED,
            Traits.HeartbeatKind.MESSAGE,
            false,
            Traits.Groups.NONE,
            Traits.Arrivals.POLLED);
    ImRun rooms = TestRun.of(Map.of("im.codec.format", "chat-room"), polled);
    Im user = new Im(rooms);
    scenario("users").exec(user.connect(), user.stay());
    rooms.requireFit();
    scenario("users").exec(user.messages(), user.heartbeats().every(Duration.ZERO));

    assertRefused(
        rooms::requireFit,
        "im.heartbeats(): expected in a scenario, at an interval of more than 0, since users of the"
            + " format chat-room poll for messages with their heartbeats; got none");
    scenario("users").exec(user.heartbeats());
    rooms.requireFit();
  }

  @Test
  void closed_loop_of_a_scenario_needs_acks() {
    Traits silent = new Traits(Traits.Messages.SENT, Traits.HeartbeatKind.MESSAGE, false);
    Map<String, String> closed =
        Map.of("im.message.interval", "0", "im.message.arrivals", "closed");
    Im user = new Im(TestRun.of(closed, silent));
    scenario("users")
        .exec(user.messages(), user.messages().every(Duration.ofSeconds(1)).atRandom());

    assertRefused(
        () -> scenario("users").exec(user.messages().every(Duration.ofSeconds(1))),
        "im.messages(): expected another im.message.arrivals than closed, since the format json does"
            + " not acknowledge messages");
  }

  @Test
  void bounds_and_errors_are_those_of_the_settings() {
    assertRefused(
        () -> im.messages().every(Duration.ofMillis(-5)),
        "im.messages().every: expected 0 or more milliseconds, got \"-5ms\"");
    assertRefused(
        () -> im.heartbeats().every(Duration.ofDays(366)),
        "im.heartbeats().every: expected a time of at most 365d, got \"366d\"");
    assertRefused(
        () -> im.groups().size(49),
        "im.groups().size: expected a whole number from 50 to 16777216, got 49");
    assertRefused(
        () -> im.messages().size(49),
        "im.messages().size: expected a whole number from 50 to 16777216, got 49");
    assertRefused(
        () -> im.messages().size(1_000),
        "im.messages().size: expected less than im.connection.max-frame-bytes (1000), got 1000");
    assertRefused(
        () -> im.messages().to(Contacts.friends(0)),
        "contacts: expected pair, ring or friends(N) with N of 1 or more, got \"friends(0)\"");
    assertRefused(
        () -> im.stay().during(Duration.ZERO),
        "im.stay().during: expected a time of 1ms or more with its unit, such as 30s, got \"0s\"");
  }
}
