package im.stress.monitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A made-up root of a file system, with the files in which Linux tells about control groups. */
final class CgroupTree {
  final Path root;

  CgroupTree(Path root) {
    this.root = root;
  }

  /** Version 2, as on a machine with systemd; this process is in {@code group}. */
  static CgroupTree unified(Path root, String group) {
    return new CgroupTree(root)
        .file("proc/self/cgroup", "0::" + group)
        .file(
            "proc/self/mountinfo",
            "22 1 8:1 / / rw - ext4 /dev/sda1 rw",
            "30 22 0:27 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate");
  }

  /**
   * Version 1, as a container sees it: its own group is the outermost one that it can see, and has
   * the path of the host.
   */
  static CgroupTree ofContainer(Path root) {
    String group = "/kubepods/pod7/c1";
    return new CgroupTree(root)
        .file(
            "proc/self/cgroup",
            "11:memory:" + group,
            "4:cpu,cpuacct:" + group,
            "1:name=systemd:" + group,
            "0::/system.slice/containerd.service")
        .file(
            "proc/self/mountinfo",
            "40 22 0:29 %s /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory".formatted(group),
            "41 22 0:30 %s /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct"
                .formatted(group));
  }

  /** Writes one file; a path without a leading slash. */
  CgroupTree file(String path, String... lines) {
    Path file = root.resolve(path);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, List.of(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }
}
