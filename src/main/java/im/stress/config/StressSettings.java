package im.stress.config;

import im.stress.config.MessageSettings.Arrivals;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * Everything that one run needs to know, read once at the start, checked, and never changed.
 *
 * <p>The keys, defaults and units stand in {@code reference.conf}; each record below is one block
 * of it. Instances are immutable and safe on any thread.
 */
public record StressSettings(
    RunSettings run,
    TargetSettings target,
    LoadSettings load,
    MachineSettings machine,
    LoginSettings login,
    MessageSettings message,
    GroupSettings groups,
    HeartbeatSettings heartbeat,
    ConnectionSettings connection,
    ReconnectSettings reconnect,
    StormSettings storm,
    CodecSettings codec,
    ServerSettings server,
    ClientBounds client,
    List<Threshold> thresholds) {

  /** Copies the list so that nobody can change it afterwards. */
  public StressSettings {
    thresholds = List.copyOf(thresholds);
  }

  /** A shorter pause can't be told from ordinary scheduling on a busy machine. */
  private static final Duration LEAST_STANDSTILL = Duration.ofMillis(100);

  /**
   * The longest standstill of the load generator that makes no server look bad: half of the
   * smallest timeout, so that an answer to what left late still has the other half. Messages and
   * heartbeats that are off here count as well: a scenario may have its own.
   */
  public Duration longestHarmlessStandstill() {
    Duration half =
        Collections.min(
                List.of(
                    connection.connectTimeout(),
                    connection.handshakeTimeout(),
                    login.timeout(),
                    connection.http().timeout(),
                    message.ackTimeout(),
                    heartbeat.timeout()))
            .dividedBy(2);
    return half.compareTo(LEAST_STANDSTILL) < 0 ? LEAST_STANDSTILL : half;
  }

  /**
   * What a member writes to its group: at the interval of {@code im.groups}, otherwise as {@code
   * im.message} has it; never in a closed loop, since a group has many answers or none.
   */
  public MessageSettings groupMessage() {
    MessageSettings written = message.withInterval("im.groups.interval", groups.interval());
    return message.arrivals() == Arrivals.CLOSED ? written.withArrivals(Arrivals.UNIFORM) : written;
  }

  /** Index of the first user of this machine: no two machines share a user. */
  public int firstUser() {
    return machine.id() * load.users();
  }
}
