package im.stress.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ports that the system gives to outgoing connections.
 *
 * @param first lowest one
 * @param last highest one; below {@code first} where the system doesn't tell
 */
record PortRange(int first, int last) {
  /** The range of a system that doesn't tell. */
  static final PortRange UNKNOWN = new PortRange(0, -1);

  private static final Path LINUX_RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final Pattern BOUNDS = Pattern.compile("\\s*(\\d{1,5})\\s+(\\d{1,5})\\s*");

  /** The range of this machine, for IPv4 and IPv6 alike; Linux only. */
  static PortRange ofMachine() throws IOException {
    // Line by line: this file gives nothing to a second read, and readString() reads it in pieces.
    return Files.exists(LINUX_RANGE)
        ? parse(String.join(" ", Files.readAllLines(LINUX_RANGE)))
        : UNKNOWN;
  }

  /** Reads the first and the last port, with white space between. */
  static PortRange parse(String text) {
    Matcher bounds = BOUNDS.matcher(text);
    return bounds.matches()
        ? new PortRange(Integer.parseInt(bounds.group(1)), Integer.parseInt(bounds.group(2)))
        : UNKNOWN;
  }

  boolean contains(int port) {
    return port >= first && port <= last;
  }

  /** Number of ports; 0 when unknown. */
  int size() {
    return last - first + 1;
  }
}
