package im.stress.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the kernel tells about the control group (cgroup) of this process and about the groups
 * around it: a limit of any of them holds for this process. Linux only.
 *
 * @param unified version 2 of the files, else version 1
 * @param mount where the outermost group that can be seen is
 * @param folders one for each group, that of this process first
 */
record CgroupFolders(boolean unified, Path mount, List<Path> folders) {

  /**
   * Finds the groups of one controller ({@code cpu}, {@code memory} …). A machine may have some
   * controllers in version 1 and the others in version 2.
   *
   * @param root the root of the file system, or of a tree of files that looks like one
   * @return empty where there are no such groups
   */
  static Optional<CgroupFolders> of(Path root, String controller) throws IOException {
    Path self = root.resolve("proc/self");
    if (!Files.isReadable(self.resolve("cgroup")) || !Files.isReadable(self.resolve("mountinfo"))) {
      return Optional.empty();
    }
    List<Membership> memberships = Membership.all(self.resolve("cgroup"));
    List<Mount> mounts = Mount.all(self.resolve("mountinfo"));
    Optional<CgroupFolders> version1 = find(root, memberships, mounts, controller);
    return version1.isPresent() ? version1 : find(root, memberships, mounts, "");
  }

  private static Optional<CgroupFolders> find(
      Path root, List<Membership> memberships, List<Mount> mounts, String controller) {
    for (Membership membership : memberships) {
      for (Mount mount : mounts) {
        if (membership.controllers().contains(controller) && mount.has(controller)) {
          Path point = root.resolve(mount.point().substring(1));
          Path own = point.resolve(mount.within(membership.path())).normalize();
          return Optional.of(new CgroupFolders(controller.isEmpty(), point, upwards(own, point)));
        }
      }
    }
    return Optional.empty();
  }

  private static List<Path> upwards(Path own, Path mount) {
    List<Path> folders = new ArrayList<>();
    for (Path folder = own; folder.startsWith(mount); folder = folder.getParent()) {
      folders.add(folder);
    }
    return folders;
  }

  /**
   * A line of {@code /proc/self/cgroup}: {@code 4:cpu,cpuacct:/path}, in version 2 {@code
   * 0::/path}; there the only controller is the empty text.
   */
  private record Membership(List<String> controllers, String path) {
    static List<Membership> all(Path file) throws IOException {
      return Files.readAllLines(file).stream()
          .map(line -> line.split(":", 3))
          .filter(fields -> fields.length == 3)
          .map(fields -> new Membership(List.of(fields[1].split(",")), fields[2]))
          .toList();
    }
  }

  /**
   * A line of {@code /proc/self/mountinfo}: {@code 31 30 0:28 /root /point options - cgroup name
   * rw,cpu,cpuacct}.
   *
   * @param root path of the group that is seen at {@code point}
   */
  private record Mount(String root, String point, String type, List<String> options) {
    static List<Mount> all(Path file) throws IOException {
      List<Mount> mounts = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        List<String> fields = Arrays.asList(line.split(" "));
        int separator = fields.indexOf("-");
        if (separator >= 5 && fields.size() > separator + 3) {
          mounts.add(
              new Mount(
                  fields.get(3),
                  fields.get(4),
                  fields.get(separator + 1),
                  List.of(fields.get(separator + 3).split(","))));
        }
      }
      return mounts;
    }

    boolean has(String controller) {
      return controller.isEmpty()
          ? type.equals("cgroup2")
          : type.equals("cgroup") && options.contains(controller);
    }

    /**
     * A group's path from the mount point on. A container may see its own group as the outermost
     * one and yet be told the path that the host has for it.
     */
    String within(String path) {
      boolean below = path.equals(root) || path.startsWith(root.endsWith("/") ? root : root + "/");
      return below && !path.contains("..")
          ? path.substring(root.length()).replaceFirst("^/", "")
          : "";
    }
  }
}
