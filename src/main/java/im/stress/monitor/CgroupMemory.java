package im.stress.monitor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The memory limit that holds this process, and how often the kernel has ended a process for want
 * of memory. Linux only; each call reads anew. Immutable, safe on any thread.
 */
public final class CgroupMemory {
  /**
   * Version 1 writes the largest number of whole pages, 2^63 less one page, where there is no
   * limit; no machine has 2^60 bytes.
   */
  private static final long NO_LIMIT_BYTES = 1L << 60;

  private final Path root;

  /** Reads below another root than that of the file system; for tests. */
  public CgroupMemory(Path root) {
    this.root = root;
  }

  /** That of the control group in which this process and its children are. */
  public static CgroupMemory ofThisProcess() {
    return new CgroupMemory(Path.of("/"));
  }

  /**
   * How many processes the kernel has ended so far: of this group where that is told, else of the
   * whole machine. Empty where the system tells neither.
   */
  public OptionalLong oomKills() {
    try {
      Optional<CgroupFolders> groups = CgroupFolders.of(root, "memory");
      OptionalLong own = groups.isPresent() ? kills(ofGroup(groups.get())) : OptionalLong.empty();
      // Anybody may read this one; the kernel's log takes root.
      return own.isPresent() ? own : kills(root.resolve("proc/vmstat"));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static Path ofGroup(CgroupFolders groups) {
    return groups
        .folders()
        .get(0)
        .resolve(groups.unified() ? "memory.events" : "memory.oom_control");
  }

  private static OptionalLong kills(Path file) throws IOException {
    Long kills = CgroupFile.fields(file).get("oom_kill");
    return kills == null ? OptionalLong.empty() : OptionalLong.of(kills);
  }

  /** The lowest limit of this group and of those around it, bytes; empty when there is none. */
  public OptionalLong limitBytes() {
    try {
      Optional<CgroupFolders> groups = CgroupFolders.of(root, "memory");
      return groups.isPresent() ? lowestLimit(groups.get()) : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong lowestLimit(CgroupFolders groups) throws IOException {
    String file = groups.unified() ? "memory.max" : "memory.limit_in_bytes";
    long lowest = NO_LIMIT_BYTES;
    for (Path folder : groups.folders()) {
      lowest = Math.min(lowest, CgroupFile.number(folder.resolve(file)).orElse(lowest));
    }
    return lowest == NO_LIMIT_BYTES ? OptionalLong.empty() : OptionalLong.of(lowest);
  }
}
