package im.stress.target;

import im.stress.config.RunSecrets;
import im.stress.config.SettingsException;
import im.stress.config.StressSettings;
import im.stress.config.TargetSettings;
import im.stress.text.OneLine;
import im.stress.transport.Gateway;
import im.stress.transport.TlsCheck;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tries every address of every gateway with one login before the load begins; an address that
 * doesn't answer is left out where its name has others. Blocks; bounded by the timeouts.
 */
public final class Preflight {
  private final StressSettings settings;
  private final Targets targets;

  private Preflight(StressSettings settings) {
    this.settings = settings;
    this.targets = new Targets(settings, settings.run().id());
  }

  /** What came out. */
  public sealed interface Result {}

  /**
   * The target can be used.
   *
   * @param addresses those that were tried and found good, as {@code im.target.addresses} has them,
   *     so that nobody looks a name up again and finds others
   * @param notes for people: one line for each name of which some addresses don't answer
   * @param targets where users connect to, in turn
   */
  public record Reached(List<String> addresses, List<String> notes, List<InetSocketAddress> targets)
      implements Result {}

  /**
   * The target can't be used.
   *
   * @param reason one line
   */
  public record Refused(String reason) implements Result {}

  /**
   * Tries the target.
   *
   * @throws SettingsException when it can't be used whatever its state
   */
  public static Result check(StressSettings settings) {
    return check(settings, InetAddress::getAllByName);
  }

  /** The same with other names than those of DNS. */
  static Result check(StressSettings settings, Gateway.Names names) {
    Preflight preflight = new Preflight(settings);
    try {
      return preflight.check(Gateway.resolve(settings.target(), names));
    } catch (UnknownHostException e) {
      return new Refused(
          "target: the name " + e.getMessage() + " does not resolve: check it, or the DNS server");
    }
  }

  private Result check(List<Gateway> gateways) {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      AddressCheck addresses = AddressCheck.of(gateways, settings.connection(), loop.next());
      Optional<String> problem =
          addresses.problem().or(() -> logInAtEach(addresses.usable(), loop));
      return problem.isPresent()
          ? new Refused("target " + problem.get())
          : new Reached(
              entries(addresses.usable()), addresses.notes(), targets(addresses.usable()));
    } finally {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private static List<String> entries(List<Gateway> gateways) {
    return gateways.stream()
        .filter(Gateway::isNamed)
        .map(
            gateway ->
                TargetSettings.entry(
                    gateway.uri(), gateway.address().getAddress().getHostAddress()))
        .distinct()
        .toList();
  }

  private static List<InetSocketAddress> targets(List<Gateway> gateways) {
    return gateways.stream().map(Gateway::address).toList();
  }

  /** One after the other: it is the same user, whom a server may let in only once. */
  private Optional<String> logInAtEach(List<Gateway> gateways, EventLoopGroup loop) {
    for (Gateway gateway : gateways) {
      Probe probe = new Probe(settings, targets.accessTo(List.of(gateway)));
      Optional<String> problem = probe.await(loop.next());
      if (problem.isPresent()) {
        return Optional.of(gateway + ": " + words(problem.get(), probe, gateway, loop));
      }
    }
    return Optional.empty();
  }

  private String words(String problem, Probe probe, Gateway gateway, EventLoopGroup loop) {
    if (!gateway.secure()
        && probe.mayBeTls()
        && TlsCheck.speaksTls(gateway, settings.connection(), loop.next())) {
      return "expected plain %s, but this port speaks TLS: use %s"
              .formatted(
                  gateway.isWebSocket() ? "ws" : "tcp", gateway.isWebSocket() ? "wss" : "tls")
          + "://";
    }
    return shown(problem, probe);
  }

  /** The server's own words may be among them, and may repeat a secret that it was sent. */
  private String shown(String text, Probe probe) {
    return OneLine.of(RunSecrets.of(settings).masked(text, settings.firstUser(), probe.secrets()));
  }
}
