package im.stress.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the process that listens on a TCP port: port to inode by {@code /proc/net/tcp}, inode to
 * process by {@code /proc/PID/fd} (proc(5)). Sees the processes of the same user only.
 */
final class PortHolder {
  /** State TCP_LISTEN of the kernel's {@code include/net/tcp_states.h}. */
  private static final String LISTEN = "0A";

  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private PortHolder() {}

  /** The process that listens on the port; empty when that can't be found out. */
  static Optional<ProcessHandle> of(int port) {
    Set<String> links =
        Stream.of("/proc/net/tcp", "/proc/net/tcp6")
            .flatMap(table -> inodes(linesOf(Path.of(table)), port))
            .map(inode -> "socket:[" + inode + "]")
            .collect(Collectors.toSet());
    if (links.isEmpty()) {
      return Optional.empty();
    }
    return ProcessHandle.allProcesses().filter(process -> holds(process, links)).findFirst();
  }

  /** The inodes of the sockets that listen on the port, in the lines of {@code /proc/net/tcp}. */
  static Stream<String> inodes(List<String> lines, int port) {
    String suffix = ":%04X".formatted(port);
    return lines.stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(cells -> cells.length > INODE)
        .filter(cells -> cells[LOCAL_ADDRESS].endsWith(suffix) && cells[STATE].equals(LISTEN))
        .map(cells -> cells[INODE]);
  }

  private static List<String> linesOf(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean holds(ProcessHandle process, Set<String> links) {
    Path handles = Path.of("/proc", Long.toString(process.pid()), "fd");
    String[] names = handles.toFile().list();
    return names != null
        && Arrays.stream(names).anyMatch(name -> links.contains(target(handles.resolve(name))));
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException | UncheckedIOException e) {
      return "";
    }
  }
}
