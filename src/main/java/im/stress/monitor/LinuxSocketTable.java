package im.stress.monitor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The sockets of {@code /proc/net/tcp} and {@code tcp6}. The owner is the socket's inode. For
 * 18,000 sockets the kernel takes about 50 ms to print them; OSHI's list took 267 ms, because it
 * looks up every owner, and {@code ss} 107 ms.
 */
final class LinuxSocketTable implements SocketTable {
  private static final Path PROC = Path.of("/proc");
  private static final List<Path> TABLES =
      List.of(PROC.resolve("net/tcp"), PROC.resolve("net/tcp6"));

  @Override
  public void forEach(Consumer<TcpSocket> visitor) throws IOException {
    for (Path table : TABLES) {
      if (Files.exists(table)) {
        try (InputStream rows = Files.newInputStream(table)) {
          ProcNetTcp.parse(rows, visitor);
        }
      }
    }
  }

  /**
   * Searches the file handles of all processes, this one last because it has the most: about 10 us
   * for each handle. Of several holders the lowest pid wins, which is the parent of forked workers.
   */
  @Override
  public OptionalInt pidOf(long inode) throws IOException {
    Path link = Path.of("socket:[" + inode + "]");
    for (long pid : pids()) {
      if (holds(PROC.resolve(pid + "/fd"), link)) {
        return OptionalInt.of((int) pid);
      }
    }
    return OptionalInt.empty();
  }

  private static List<Long> pids() throws IOException {
    List<Long> pids = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      processes.forEach(process -> pids.add(Long.valueOf(process.getFileName().toString())));
    }
    pids.sort(null);
    Long own = ProcessHandle.current().pid();
    if (pids.remove(own)) {
      pids.add(own);
    }
    return pids;
  }

  /** A process that ended meanwhile or belongs to another user holds nothing that can be seen. */
  private static boolean holds(Path directory, Path link) {
    try (DirectoryStream<Path> handles = Files.newDirectoryStream(directory)) {
      for (Path handle : handles) {
        if (pointsTo(handle, link)) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
  }

  /** A handle may be closed between the listing and this look. */
  private static boolean pointsTo(Path handle, Path link) {
    try {
      return Files.readSymbolicLink(handle).equals(link);
    } catch (IOException e) {
      return false;
    }
  }
}
