package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Which Java the script finds, and how it starts it. */
final class ScriptIT extends ScriptProject {
  @Test
  void any_current_folder_and_a_symbolic_link_will_do() throws Exception {
    Path links = Files.createDirectories(temporary.resolve("links"));
    Files.createSymbolicLink(links.resolve("one"), Path.of("two"));
    Files.createSymbolicLink(links.resolve("two"), Path.of("../a project/run-stress-test.sh"));

    Result result = run(temporary, links.resolve("one").toString(), "7");

    assertThat(result.out()).contains("<" + project + "/target/test-classes:").contains("<7>");
  }

  @Test
  void no_java_is_told_in_one_line() throws Exception {
    Files.delete(bin.resolve("java"));

    assertUsage(run(project, "./run-stress-test.sh"), "Java: expected 17 or newer, got none;");
  }

  @Test
  void old_java_is_told_in_one_line() throws Exception {
    java(bin, "11.0.2");
    assertUsage(run(project, "./run-stress-test.sh"), "Java: expected 17 or newer, got 11.0.2;");

    java(bin, "1.8.0_392");
    assertUsage(run(project, "./run-stress-test.sh"), "Java: expected 17 or newer, got 1.8.0_392;");
  }

  @Test
  void java_home_comes_first_unless_it_is_too_old() throws Exception {
    Path home = Files.createDirectories(temporary.resolve("java home/bin"));
    java(home, "25");
    program(home.resolve("javac"), "");
    assertThat(run(project, "JAVA_HOME=" + home.getParent(), "./run-stress-test.sh").out())
        .startsWith("java 25")
        .contains("<--sun-misc-unsafe-memory-access=allow>");

    java(home, "11.0.2");
    assertThat(run(project, "JAVA_HOME=" + home.getParent(), "./run-stress-test.sh").out())
        .startsWith("java 17.0.15")
        .doesNotContain("<--sun-misc-unsafe-memory-access=allow>");
  }

  @Test
  void limit_of_file_handles_is_raised_as_far_as_it_goes() throws Exception {
    program(bin.resolve("java"), "echo 'openjdk version \"17\"' >&2; ulimit -Sn; ulimit -Hn");

    Result result =
        run(project, "sh", "-c", "ulimit -Sn 100; ulimit -Hn 900; exec ./run-stress-test.sh");

    assertThat(result.out()).isEqualTo("900\n900\n");
  }

  @Test
  void java_hears_of_failures_in_english_and_keeps_the_users_characters() throws Exception {
    String print = "echo \"${LC_ALL-none}|$LC_CTYPE|$LC_MESSAGES|$LANG\"";
    program(bin.resolve("java"), "echo 'openjdk version \"17\"' >&2; " + print);

    assertThat(run(project, "LANG=C.UTF-8", "./run-stress-test.sh").out())
        .isEqualTo("none||C|C.UTF-8\n");
    assertThat(run(project, "LC_ALL=zh_CN.UTF-8", "LANG=C", "./run-stress-test.sh").out())
        .isEqualTo("none|zh_CN.UTF-8|C|zh_CN.UTF-8\n");
  }

  @Test
  void exit_code_is_that_of_java() throws Exception {
    run(project, "./run-stress-test.sh");
    program(bin.resolve("java"), "echo 'openjdk version \"17\"' >&2; exit 3");

    assertThat(run(project, "./run-stress-test.sh").exitCode()).isEqualTo(3);
  }
}
