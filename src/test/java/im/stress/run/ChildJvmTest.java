package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChildJvmTest {
  private static final long GIGABYTE = 1024L * 1024 * 1024;

  @ParameterizedTest(name = "{0} users in each of {1} processes on {2} GB: {3}")
  @CsvSource({
    "100, 1, 16, -Xmx515m",
    "50000, 1, 16, -Xmx2465m",
    "50000, 4, 8, -Xmx1024m", // a fair share of half the memory
    "100, 64, 1, -Xmx128m",
  })
  void heap_grows_with_the_users_up_to_a_share_of_the_machine(
      int users, int processes, long gigabytes, String option) {
    assertThat(command(17, gigabytes * GIGABYTE, Map.of(), users, processes)).contains(option);
  }

  @Test
  void options_that_old_java_does_not_know_are_left_out() {
    assertThat(command(23, GIGABYTE, Map.of(), 1, 1))
        .doesNotContain("--sun-misc-unsafe-memory-access=allow");
    assertThat(command(24, GIGABYTE, Map.of(), 1, 1))
        .contains("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
  }

  @Test
  void options_of_the_user_come_last_and_win() {
    Map<String, String> environment =
        Map.of("JAVA_OPTS", " -Xmx1g  -Da=b", "IM_JAVA_OPTS", "-Xmx2g");

    List<String> command = command(17, GIGABYTE, environment, 1, 1);

    assertThat(command).containsSubsequence("-Xmx512m", "-Xmx1g", "-Da=b", "-Xmx2g", "-cp");
  }

  @Test
  void heap_is_told_as_the_jvm_takes_it() {
    Map<String, String> environment = Map.of("IM_JAVA_OPTS", "-Xmx2g");

    assertThat(ChildJvm.heapOf(command(17, GIGABYTE, Map.of(), 1, 1))).isEqualTo("512m");
    assertThat(ChildJvm.heapOf(command(17, GIGABYTE, environment, 1, 1))).isEqualTo("2g");
    assertThat(ChildJvm.heapOf(List.of("java", "-version"))).isEmpty();
  }

  @Test
  void properties_and_main_class_are_where_java_wants_them() {
    ChildJvm jvm = new ChildJvm(17, GIGABYTE, Map.of());

    List<String> command =
        jvm.command(1, 1, Map.of("im.shard.index", "3"), List.of("some.Main", "argument"));

    assertThat(command.get(0)).endsWith("java");
    assertThat(command)
        .contains("-Dim.shard.index=3", "--add-opens=java.base/java.lang=ALL-UNNAMED")
        .endsWith(System.getProperty("java.class.path"), "some.Main", "argument");
  }

  private static List<String> command(
      int java, long machineBytes, Map<String, String> environment, int users, int processes) {
    return new ChildJvm(java, machineBytes, environment)
        .command(users, processes, Map.of(), List.of("some.Main"));
  }
}
