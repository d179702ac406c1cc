package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.SourceAddresses;
import im.stress.config.StressSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PortPlanTest {
  /** 90 % of 1,000 ports each, im.client.max-port-percent. */
  private static final FakePorts FOUR =
      FakePorts.of(1_000, "10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "2001:db8::1");

  @ParameterizedTest(name = "{0} users connect from {1}")
  @CsvSource({
    "1, ''",
    "900, ''",
    "901, '10.0.0.1,10.0.0.2'",
    "1800, '10.0.0.1,10.0.0.2'",
    "1801, '10.0.0.1,10.0.0.2,10.0.0.3'",
    "4000, '10.0.0.1,10.0.0.2,10.0.0.3,10.0.0.4'", // more than 90 %, and all that there are
  })
  void automatic_takes_as_many_addresses_as_are_needed(int users, String addresses)
      throws Exception {
    assertThat(sources("auto", users, "10.9.9.9")).isEqualTo(addresses);
  }

  @Test
  void too_few_addresses_are_told_with_what_there_is_and_what_to_do() {
    assertThatThrownBy(() -> sources("auto", 4_001, "10.9.9.9"))
        .isInstanceOfSatisfying(
            CommandException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(64);
              assertThat(e.isTooLarge()).isTrue();
            })
        .hasMessage(
            "4,001 users to one target (10.9.9.9:10001) need 5 source addresses; there are 4 with"
                + " 1,000 free ports each: give this machine more addresses (ip addr add), widen"
                + " the range of ports (sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\"),"
                + " name more target addresses or use more machines");
    assertThatThrownBy(() -> sources("auto", 1_001, "2001:db8::9"))
        .hasMessageStartingWith(
            "1,001 users to one target ([2001:db8::9]:10001) need 2 source addresses; there is 1"
                + " with 1,000 free ports: give");
  }

  @Test
  void the_choice_of_the_system_is_one_address() throws Exception {
    assertThat(sources("", 1_000, "10.9.9.9")).isEmpty();
    assertThatThrownBy(() -> sources("", 1_001, "10.9.9.9"))
        .hasMessageContaining(
            "need 2 source addresses; there is 1 with 1,000 free ports: set"
                + " im.connection.source-addresses=auto or name more addresses there, widen");
  }

  @Test
  void named_addresses_are_used_whatever_the_number_of_users() throws Exception {
    assertThat(sources("10.0.0.4,10.0.0.2", 1, "10.9.9.9")).isEqualTo("10.0.0.4,10.0.0.2");
    assertThatThrownBy(() -> sources("10.0.0.4,10.0.0.2", 2_001, "10.9.9.9"))
        .hasMessageContaining("need 3 source addresses; there are 2 with 1,000");
  }

  @Test
  void named_addresses_of_both_families_are_told_apart() throws Exception {
    String both = "10.0.0.4,2001:db8::1";

    assertThatThrownBy(() -> sources(both, 1_001, "2001:db8::9"))
        .hasMessageContaining("there is 1 with 1,000");
    assertThatThrownBy(() -> sources("10.0.0.4", 1, "2001:db8::9"))
        .hasMessage(
            "im.connection.source-addresses: expected an address that can reach"
                + " [2001:db8::9]:10001, got 10.0.0.4");
  }

  @Test
  void an_address_of_another_machine_is_refused_with_its_name() throws Exception {
    plan("10.0.0.4,2001:db8::1").checkNamed();

    assertThatThrownBy(() -> plan("10.0.0.4,10.0.0.7").checkNamed())
        .isInstanceOfSatisfying(CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(64))
        .hasMessage(
            "im.connection.source-addresses: expected addresses of this machine (ip addr lists"
                + " them), got \"10.0.0.7\"");
  }

  @Test
  void each_target_has_the_ports_of_all_addresses_to_itself() throws Exception {
    PortPlan plan = plan("auto");

    assertThat(plan.sources(Map.of(target("10.9.9.9"), 900, target("10.9.9.8"), 900))).isEmpty();
    assertThat(plan.most(target("10.9.9.9"), 5_000)).isEqualTo(3_600);
    assertThat(plan.most(target("10.9.9.9"), 700)).isEqualTo(700);
  }

  /** The case of 50,000 users beside an embedded server, with the ports of a fresh Linux. */
  @Test
  void fifty_thousand_users_need_two_addresses_of_the_loopback() throws Exception {
    FakePorts loopback = FakePorts.of(28_232, "127.0.0.2", "127.0.0.3", "127.0.0.4");
    PortPlan plan = new PortPlan(settings("auto"), loopback);

    assertThat(SourceAddresses.text(plan.sources(Map.of(target("127.0.0.1"), 50_000))))
        .isEqualTo("127.0.0.2,127.0.0.3");
  }

  private static String sources(String setting, int users, String target)
      throws CommandException, IOException {
    return SourceAddresses.text(plan(setting).sources(Map.of(target(target), users)))
        .replace("2001:db8:0:0:0:0:0:1", "2001:db8::1");
  }

  private static PortPlan plan(String setting) {
    return new PortPlan(settings(setting), FOUR);
  }

  private static InetSocketAddress target(String address) {
    return new InetSocketAddress(FakePorts.address(address), 10_001);
  }

  private static StressSettings settings(String sources) {
    Map<String, String> overrides = new HashMap<>();
    overrides.put("im.connection.source-addresses", sources);
    overrides.put("im.target.url", "ws://127.0.0.1:1");
    return SettingsLoader.load(
            new SettingsSources(overrides, List.of(), Map.of(), Optional.empty()))
        .settings();
  }
}
