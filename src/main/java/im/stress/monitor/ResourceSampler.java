package im.stress.monitor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oshi.SystemInfo;
import oshi.util.PlatformEnum;

/**
 * Takes one sample of everything that {@link MonitorOptions} ask for. Created, used and closed by
 * one thread. Creation takes about 0.5 s, because OSHI looks at the whole machine once.
 */
final class ResourceSampler implements AutoCloseable {
  private final List<GuardedProbe<?>> probes = new ArrayList<>();
  private Optional<TargetProbe> target = Optional.empty();

  /** Creates the probes; one that fails is left out and named in the log. */
  ResourceSampler(MonitorOptions options) {
    SystemInfo system = new SystemInfo();
    if (options.self()) {
      add("heap and GC", JvmProbe::new);
      add("this process", () -> new SelfProbe(system.getOperatingSystem()));
      add("the container's CPU limit", () -> new CgroupProbe(Path.of("/"), System::nanoTime));
    }
    add("the machine", () -> machineProbe(system));
    addSockets(options, system);
  }

  private static MachineProbe machineProbe(SystemInfo system) {
    return new MachineProbe(
        system.getHardware().getProcessor(),
        system.getOperatingSystem().getInternetProtocolStats(),
        PlatformEnum.getCurrentPlatform());
  }

  private void addSockets(MonitorOptions options, SystemInfo system) {
    int port = options.targetPort();
    // The target's probe relies on the socket probe having run before it.
    Optional<SocketProbe> sockets =
        add("sockets", () -> new SocketProbe(socketTable(system), port));
    if (options.targetPid() > 0) {
      target = add("the target", () -> watchPid(system, options.targetPid()));
    } else if (port > 0 && sockets.isPresent()) {
      target = add("the target", () -> watchPort(system, new PortOwner(sockets.get(), port)));
    }
  }

  private static SocketTable socketTable(SystemInfo system) {
    return PlatformEnum.getCurrentPlatform() == PlatformEnum.LINUX
        ? new LinuxSocketTable()
        : new OshiSocketTable(system.getOperatingSystem().getInternetProtocolStats());
  }

  private static TargetProbe watchPid(SystemInfo system, int pid) throws IOException {
    return TargetProbe.ofPid(system.getOperatingSystem(), MachineProcessors.of(system), pid);
  }

  private static TargetProbe watchPort(SystemInfo system, PortOwner owner) {
    return TargetProbe.ofPort(system.getOperatingSystem(), MachineProcessors.of(system), owner);
  }

  /** Measures since the last call, or since creation. */
  MonitorSample sample(long epochSecond) {
    Readings readings = new Readings();
    for (GuardedProbe<?> probe : probes) {
      probe.measure(readings);
    }
    return new MonitorSample(
        epochSecond, readings.values(), target.map(TargetProbe::words).orElse(""));
  }

  @Override
  public void close() {
    probes.forEach(GuardedProbe::close);
  }

  private <P extends Probe> Optional<P> add(String name, GuardedProbe.Factory<P> factory) {
    GuardedProbe<P> guarded = new GuardedProbe<>(name, factory);
    probes.add(guarded);
    return guarded.probe();
  }
}
