package im.stress.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ports that the system gives to nobody who doesn't ask for them by number; Linux only. */
final class ReservedPorts {
  private static final Path LINUX = Path.of("/proc/sys/net/ipv4/ip_local_reserved_ports");

  /** {@code 8080,9000-9010} (Linux, Documentation/networking/ip-sysctl.rst). */
  private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

  private ReservedPorts() {}

  /** Those of this machine. */
  static BitSet ofMachine() throws IOException {
    return Files.exists(LINUX) ? parse(String.join("", Files.readAllLines(LINUX))) : new BitSet();
  }

  /** Reads ports and ranges of ports, with commas between. */
  static BitSet parse(String text) {
    BitSet ports = new BitSet();
    Matcher each = PORTS.matcher(text);
    while (each.find()) {
      int first = Integer.parseInt(each.group(1));
      int last = each.group(2) == null ? first : Integer.parseInt(each.group(2));
      ports.set(first, Math.max(first, last) + 1);
    }
    return ports;
  }
}
