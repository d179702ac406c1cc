package im.stress.config;

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

  /** Index of the first user of this machine: no two machines share a user. */
  public int firstUser() {
    return machine.id() * load.users();
  }
}
