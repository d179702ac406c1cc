package im.stress.shard;

import com.sun.management.UnixOperatingSystemMXBean;
import im.stress.config.StressSettings;
import im.stress.gatling.GatlingEngine;
import im.stress.monitor.MachineProcessors;
import im.stress.record.ShardManifest;
import io.netty.util.Version;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds out what stands in the manifest of a shard. */
final class Conditions {
  private Conditions() {}

  static ShardManifest of(StressSettings settings, int users) {
    return new ShardManifest(
        settings.machine().id(),
        users,
        settings.run().seed(),
        hostName(),
        ProcessHandle.current().pid(),
        new ShardManifest.Versions(
            System.getProperty("os.name") + " " + System.getProperty("os.version"),
            System.getProperty("java.vm.name") + " " + Runtime.version(),
            GatlingEngine.version(),
            nettyVersion()),
        new ShardManifest.Limits(
            Runtime.getRuntime().availableProcessors(),
            MachineProcessors.count(),
            Runtime.getRuntime().maxMemory(),
            fdLimit()),
        null);
  }

  private static Long fdLimit() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : null;
  }

  private static String nettyVersion() {
    Version common = Version.identify().get("netty-common");
    return common == null ? "unknown" : common.artifactVersion();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
