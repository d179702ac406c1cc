package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CgroupMemoryTest {
  @TempDir private Path root;

  @Test
  void kills_of_version_2_are_those_of_the_own_group() {
    CgroupTree.unified(root, "/slice/pod")
        .file("sys/fs/cgroup/slice/pod/memory.events", "low 0", "oom 4", "oom_kill 3")
        .file("sys/fs/cgroup/slice/memory.events", "oom_kill 8")
        .file("proc/vmstat", "oom_kill 9");

    assertThat(new CgroupMemory(root).oomKills()).hasValue(3);
  }

  @Test
  void kills_of_version_1_are_those_of_the_own_group() {
    CgroupTree.ofContainer(root)
        .file("sys/fs/cgroup/memory/memory.oom_control", "oom_kill_disable 0", "oom_kill 2")
        .file("proc/vmstat", "oom_kill 9");

    assertThat(new CgroupMemory(root).oomKills()).hasValue(2);
  }

  @Test
  void kills_of_the_machine_count_where_the_group_tells_none() {
    CgroupTree.unified(root, "/").file("proc/vmstat", "pgfault 1", "oom_kill 9");

    assertThat(new CgroupMemory(root).oomKills()).hasValue(9);
  }

  /** The path of the host means nothing where another group is the outermost one that is seen. */
  @ParameterizedTest
  @ValueSource(strings = {"/", "/kubepods/pod7/c12", "/../other"})
  void group_that_cannot_be_seen_is_taken_for_the_outermost_one(String path) {
    CgroupTree.ofContainer(root)
        .file("proc/self/cgroup", "11:memory:" + path)
        .file("sys/fs/cgroup/memory/memory.oom_control", "oom_kill 2");

    assertThat(new CgroupMemory(root).oomKills()).hasValue(2);
  }

  @Test
  void nothing_is_told_where_there_is_nothing_to_read() {
    assertThat(new CgroupMemory(root).oomKills()).isEmpty();
    assertThat(new CgroupMemory(root).limitBytes()).isEmpty();
  }

  @Test
  void limit_is_the_lowest_of_the_groups_around() {
    CgroupTree.unified(root, "/slice/pod")
        .file("sys/fs/cgroup/slice/pod/memory.max", "max")
        .file("sys/fs/cgroup/slice/memory.max", "536870912");

    assertThat(new CgroupMemory(root).limitBytes()).hasValue(536_870_912);
  }

  @Test
  void version_1_has_a_number_for_no_limit() {
    CgroupTree.ofContainer(root)
        .file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");

    assertThat(new CgroupMemory(root).limitBytes()).isEmpty();
  }
}
