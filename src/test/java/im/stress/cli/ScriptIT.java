package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * run-stress-test.sh in a project of its own, with a Java and a Maven that only say what they got.
 */
@Timeout(60)
final class ScriptIT {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "sh",
          "sed",
          "head",
          "tail",
          "find",
          "dirname",
          "readlink",
          "mkdir",
          "touch",
          "ln",
          "rm",
          "mv",
          "cat",
          "sleep",
          "env");

  @TempDir Path temporary;
  private Path bin;
  private Path project;

  private record Result(int exitCode, String out, String err) {}

  @BeforeEach
  void createProject() throws IOException {
    bin = Files.createDirectories(temporary.resolve("bin"));
    for (String tool : TOOLS) {
      program(bin.resolve(tool), "exec " + find(tool) + " \"$@\"\n");
    }
    project = Files.createDirectories(temporary.resolve("a project"));
    Files.createDirectories(project.resolve("src"));
    Files.writeString(project.resolve("pom.xml"), "");
    Files.copy(Path.of("run-stress-test.sh"), project.resolve("run-stress-test.sh"));
    java(bin, "17.0.15");
    program(bin.resolve("javac"), "");
    maven("echo class.jar > target/classpath.txt");
  }

  @Test
  void first_start_builds_and_later_ones_do_not() throws Exception {
    Result first = run(project, "./run-stress-test.sh", "5", "a b", "");
    Result second = run(project, "./run-stress-test.sh");

    assertThat(first.exitCode()).isZero();
    assertThat(first.out().lines())
        .containsSubsequence(
            "<--add-opens=java.base/java.lang=ALL-UNNAMED>",
            "<-cp>",
            "<" + project + "/target/test-classes:" + project + "/target/classes:class.jar>",
            "<im.stress.cli.Main>",
            "<5>",
            "<a b>",
            "<>");
    assertThat(first.err()).startsWith("building");
    assertThat(second.exitCode()).isZero();
    assertThat(second.err()).isEmpty();
    assertThat(project.resolve("builds")).hasContent("build");
  }

  @Test
  void warning_or_layout_of_a_simulation_does_not_keep_a_run_from_starting() throws Exception {
    maven("printf '%s\\n' \"$@\" > asked; echo class.jar > target/classpath.txt");

    run(project, "./run-stress-test.sh");

    assertThat(project.resolve("asked"))
        .content()
        .contains("-Dlint.verdict=-nowarn", "-Dspotless.check.skip=true");
  }

  @Test
  void newer_source_is_built_again() throws Exception {
    run(project, "./run-stress-test.sh");
    Path source = Files.writeString(project.resolve("src/Some.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

    run(project, "./run-stress-test.sh");

    assertThat(project.resolve("builds")).hasContent("build\nbuild");
  }

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
  void no_maven_is_told_in_one_line_when_a_build_is_needed() throws Exception {
    run(project, "./run-stress-test.sh");
    Files.delete(bin.resolve("mvn"));
    assertThat(run(project, "./run-stress-test.sh").exitCode()).isZero();

    Files.delete(project.resolve("target/built"));
    assertUsage(run(project, "./run-stress-test.sh"), "Maven: expected mvn on the PATH");
  }

  @Test
  void java_without_a_compiler_is_told_when_a_build_is_needed() throws Exception {
    Files.delete(bin.resolve("javac"));

    assertUsage(run(project, "./run-stress-test.sh"), "Java: expected a JDK for the first build");
  }

  @Test
  void failed_build_shows_the_end_of_its_log_and_is_tried_again() throws Exception {
    maven("echo '[ERROR] line 3: oops'; exit 1");

    Result result = run(project, "./run-stress-test.sh");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("[ERROR] line 3: oops").contains("target/build.log");
    run(project, "./run-stress-test.sh");
    assertThat(project.resolve("builds")).hasContent("build\nbuild");
    assertThat(project.resolve("target/build.lock")).doesNotExist();
  }

  @Test
  void two_first_starts_at_once_build_once() throws Exception {
    maven("sleep 0.3; echo class.jar > target/classpath.txt");

    Process first = start(project, "./run-stress-test.sh");
    Process second = start(project, "./run-stress-test.sh");

    assertThat(result(first).exitCode()).isZero();
    assertThat(result(second).exitCode()).isZero();
    assertThat(project.resolve("builds")).hasContent("build");
  }

  @Test
  void lock_of_a_process_that_is_gone_is_taken_over() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    assertThat(gone.waitFor()).isZero();
    Files.createDirectories(project.resolve("target"));
    Files.createSymbolicLink(
        project.resolve("target/build.lock"), Path.of(Long.toString(gone.pid())));

    assertThat(run(project, "./run-stress-test.sh").exitCode()).isZero();
  }

  @Test
  void limit_of_file_handles_is_raised_as_far_as_it_goes() throws Exception {
    program(bin.resolve("java"), "echo 'openjdk version \"17\"' >&2; ulimit -Sn; ulimit -Hn");

    Result result =
        run(project, "sh", "-c", "ulimit -Sn 100; ulimit -Hn 900; exec ./run-stress-test.sh");

    assertThat(result.out()).isEqualTo("900\n900\n");
  }

  @Test
  void exit_code_is_that_of_java() throws Exception {
    run(project, "./run-stress-test.sh");
    program(bin.resolve("java"), "echo 'openjdk version \"17\"' >&2; exit 3");

    assertThat(run(project, "./run-stress-test.sh").exitCode()).isEqualTo(3);
  }

  private static void assertUsage(Result result, String line) {
    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).singleElement().asString().startsWith(line);
  }

  private static void java(Path folder, String version) throws IOException {
    program(
        folder.resolve("java"),
        """
        if [ "$1" = -version ]; then echo 'openjdk version "%1$s" 2025-04-15' >&2; exit; fi
        echo java %1$s
        printf '<%%s>\\n' "$@"
        """
            .formatted(version));
  }

  private void maven(String script) throws IOException {
    program(bin.resolve("mvn"), "echo build >> builds\n" + script + "\n");
  }

  private static void program(Path file, String script) throws IOException {
    Files.deleteIfExists(file);
    Files.writeString(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path find(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private Result run(Path folder, String... command) throws Exception {
    return result(start(folder, command));
  }

  private Process start(Path folder, String... command) throws IOException {
    List<String> whole =
        new ArrayList<>(List.of(bin.resolve("env").toString(), "-i", "PATH=" + bin));
    whole.addAll(List.of(command));
    return new ProcessBuilder(whole).directory(folder.toFile()).start();
  }

  private static Result result(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out, err);
  }
}
