package im.stress.shard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.UnixOperatingSystemMXBean;
import im.stress.config.StressSettings;
import im.stress.gatling.GatlingEngine;
import io.netty.util.Version;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

/** {@code manifest.json} of a shard: under which conditions it ran. */
final class ShardManifest {
  private ShardManifest() {}

  static void write(Path file, StressSettings settings, int users) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode manifest = json.createObjectNode();
    manifest.put("machine", settings.machine().id());
    manifest.put("users", users);
    manifest.put("seed", settings.run().seed());
    manifest.put("host", hostName());
    manifest.put("pid", ProcessHandle.current().pid());
    manifest.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    manifest.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    manifest.put("gatling", GatlingEngine.version());
    manifest.put("netty", nettyVersion());
    manifest.put("processors", Runtime.getRuntime().availableProcessors());
    manifest.put("maxHeapBytes", Runtime.getRuntime().maxMemory());
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      manifest.put("fdLimit", unix.getMaxFileDescriptorCount());
    }
    json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), manifest);
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
