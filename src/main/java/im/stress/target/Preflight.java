package im.stress.target;

import im.stress.config.ConnectionSettings;
import im.stress.config.SettingsException;
import im.stress.config.StressSettings;
import im.stress.config.TargetSettings;
import im.stress.protocol.UserValues;
import im.stress.text.TimeText;
import im.stress.transport.Gateway;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tries every address of every gateway with one login before the load begins; an address that
 * doesn't answer is left out where its name has others. Blocks; bounded by the timeouts.
 */
public final class Preflight {
  private static final long NANOS_PER_MICRO = 1_000;
  private static final int[] NOBODY = {};

  private final StressSettings settings;
  private final Targets targets;
  private final UserValues user;
  private final Shown shown;

  private Preflight(StressSettings settings) {
    this.settings = settings;
    // A server may remember ids, and deliver late: those of a check are not those of the run.
    this.targets =
        new Targets(settings, settings.run().id() + "-preflight-" + System.currentTimeMillis());
    this.user = targets.user(settings.firstUser());
    this.shown = new Shown(settings, targets.protocol(), List.of(user));
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
   * @param checked for people: one line for each of these, with the times of its steps
   */
  public record Reached(
      List<String> addresses,
      List<String> notes,
      List<InetSocketAddress> targets,
      List<String> checked)
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
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      return preflight.reached(resolved(settings, names), loop.next());
    } catch (StepFailure e) {
      return new Refused(preflight.shown.line(e.line()));
    } finally {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  /** All addresses of all gateways. */
  static List<Gateway> resolved(StressSettings settings, Gateway.Names names) throws StepFailure {
    try {
      return Gateway.resolve(settings.target(), names);
    } catch (UnknownHostException e) {
      throw new StepFailure(
          "the name " + e.getMessage() + " does not resolve: check it, or the DNS server");
    }
  }

  private Reached reached(List<Gateway> gateways, EventLoop loop) throws StepFailure {
    AddressCheck addresses = AddressCheck.of(gateways, settings.connection(), loop);
    addresses.requireAnswers();
    List<Gateway> usable = addresses.usable();
    List<String> checked = new ArrayList<>();
    // One after the other: it is the same user, whom a server may let in only once.
    for (Gateway gateway : usable) {
      checked.add(logIn(gateway, loop, checked.isEmpty()));
    }
    return new Reached(entries(usable), addresses.notes(), targets(usable), checked);
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

  /** The times of its steps in one line; the first time with a message, if need be. */
  private String logIn(Gateway gateway, EventLoop loop, boolean first) throws StepFailure {
    Caller caller = new Caller(user, first ? contacts() : NOBODY, Trace.NONE);
    List<String> parts = new ArrayList<>();
    Steps steps = new Steps(step -> part(step).ifPresent(parts::add), shown::line);
    new Arrival.Ground(settings, targets, loop, first).lead(caller, gateway, steps);
    // Where the same user comes again, the server should know that it has gone.
    caller.end(ConnectionSettings.CLOSE_TIMEOUT.plusSeconds(1));
    steps.requireGood();
    return "check: %s %s, by a JVM that has just started"
        .formatted(gateway.addressText(), String.join(", ", parts));
  }

  /** Whoever else there is, where messages have a server of their own. */
  private int[] contacts() {
    return settings.message().enabled()
            && settings.load().users() > 1
            && targets.protocol().messageServer().isPresent()
        ? new int[] {settings.firstUser() + 1}
        : NOBODY;
  }

  /** The parts of a login are in its own time; of a request it is told whether it was refused. */
  private static Optional<String> part(CheckStep step) {
    String words =
        step.name().equals(FirstRequest.STEP) && !step.words().isEmpty()
            ? " (" + step.words() + ")"
            : "";
    return step.time()
        .filter(time -> !step.name().startsWith(Arrival.LOGIN + ":"))
        .map(time -> step.name() + " " + TimeText.millis(time.toNanos() / NANOS_PER_MICRO) + words);
  }
}
