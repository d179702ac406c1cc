package im.stress.target;

import im.stress.config.ConnectionSettings;
import im.stress.transport.ConnectCheck;
import im.stress.transport.Gateway;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out which addresses of each gateway answer, as a browser does: a name may have some that
 * don't, such as {@code ::1} where the server listens on IPv4 alone.
 */
final class AddressCheck {
  private final List<Gateway> gateways;
  private final Map<Gateway, String> failures = new HashMap<>();

  private AddressCheck(List<Gateway> gateways) {
    this.gateways = gateways;
  }

  /**
   * Tries the addresses of the gateways that have several: one that is alone must answer anyway.
   * Blocks for {@code im.connection.connect-timeout} at most.
   */
  static AddressCheck of(List<Gateway> gateways, ConnectionSettings settings, EventLoop loop) {
    AddressCheck checked = new AddressCheck(gateways);
    List<Gateway> several =
        checked.byUrl().values().stream()
            .filter(addresses -> addresses.size() > 1)
            .flatMap(Set::stream)
            .toList();
    for (ConnectCheck check : ConnectCheck.all(several, settings, loop)) {
      check
          .failure()
          .ifPresent(
              end -> checked.failures.put(check.gateway(), ConnectFailure.words(end, settings)));
    }
    return checked;
  }

  private Map<URI, Set<Gateway>> byUrl() {
    return gateways.stream()
        .collect(
            Collectors.groupingBy(
                Gateway::uri, LinkedHashMap::new, Collectors.toCollection(LinkedHashSet::new)));
  }

  /** The addresses that answer, and those that were not tried. */
  List<Gateway> usable() {
    return gateways.stream().filter(gateway -> !failures.containsKey(gateway)).toList();
  }

  /** Fails for the first gateway of which no address answers. */
  void requireAnswers() throws StepFailure {
    for (Set<Gateway> addresses : byUrl().values()) {
      if (failures.keySet().containsAll(addresses)) {
        throw noneAnswers(addresses);
      }
    }
  }

  private StepFailure noneAnswers(Set<Gateway> addresses) {
    String each =
        addresses.stream()
            .map(gateway -> gateway.addressText() + " (" + failures.get(gateway) + ")")
            .collect(Collectors.joining(", "));
    Gateway any = addresses.iterator().next();
    return new StepFailure(
        any.uri(),
        "none of the %d addresses of %s answers: %s: %s"
            .formatted(addresses.size(), host(any), each, ConnectFailure.ADVICE));
  }

  /** One line for each gateway of which only some addresses answer. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (Set<Gateway> addresses : byUrl().values()) {
      if (addresses.stream().anyMatch(failures::containsKey)) {
        notes.add(someDoNotAnswer(addresses));
      }
    }
    return notes;
  }

  private String someDoNotAnswer(Set<Gateway> addresses) {
    String silent =
        addresses.stream()
            .filter(failures::containsKey)
            .map(
                gateway ->
                    gateway.addressText() + " does not answer (" + failures.get(gateway) + ")")
            .collect(Collectors.joining(", "));
    String used =
        addresses.stream()
            .filter(gateway -> !failures.containsKey(gateway))
            .map(gateway -> gateway.address().getAddress().getHostAddress())
            .collect(Collectors.joining(", "));
    return "%s has %d addresses, %s: using %s"
        .formatted(host(addresses.iterator().next()), addresses.size(), silent, used);
  }

  private static String host(Gateway gateway) {
    return gateway.uri().getHost();
  }
}
