package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When and how the script builds. */
final class ScriptBuildIT extends ScriptProject {
  @Test
  void first_start_builds_and_later_ones_do_not() throws Exception {
    Result first = run(project, "./run-stress-test.sh", "5", "a b", "");
    Result second = run(project, "./run-stress-test.sh");

    assertThat(first.exitCode()).isZero();
    assertThat(first.out().lines())
        .containsSubsequence(
            "<--add-opens=java.base/java.lang=ALL-UNNAMED>",
            "<-cp>",
            "<"
                + project
                + "/target/test-classes:"
                + project
                + "/target/classes:"
                + project
                + "/target/class.jar>",
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
    maven("printf '%s\\n' \"$@\" > asked; " + BUILD);

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
    maven("sleep 0.3; " + BUILD);

    Process first = start(project, "./run-stress-test.sh");
    Process second = start(project, "./run-stress-test.sh");

    assertThat(result(first).exitCode()).isZero();
    assertThat(result(second).exitCode()).isZero();
    assertThat(project.resolve("builds")).hasContent("build");
  }

  @Test
  void library_that_is_missing_is_fetched_again() throws Exception {
    run(project, "./run-stress-test.sh");
    Files.delete(project.resolve("target/class.jar"));

    assertThat(run(project, "./run-stress-test.sh").exitCode()).isZero();

    assertThat(project.resolve("builds")).hasContent("build\nbuild");
    assertThat(project.resolve("target/class.jar")).exists();
  }

  @Test
  void waiting_for_the_build_of_another_is_told_once() throws Exception {
    maven("until [ -e go ]; do sleep 0.1; done; " + BUILD);
    Process first = start(project, "./run-stress-test.sh");
    await().until(() -> Files.exists(project.resolve("builds")));
    Process second = start(project, "./run-stress-test.sh");

    String told = second.errorReader().readLine();
    // It has looked a second time by then.
    assertThat(second.waitFor(1500, TimeUnit.MILLISECONDS)).isFalse();
    Files.createFile(project.resolve("go"));

    assertThat(told)
        .isEqualTo(
            "waiting for the build of process %d (if there is none: rm '%s/target/build.lock') ..."
                .formatted(first.pid(), project));
    assertThat(result(first).exitCode()).isZero();
    assertThat(second.errorReader().readLine()).isNull();
    assertThat(second.waitFor()).isZero();
    assertThat(project.resolve("builds")).hasContent("build");
  }

  @Test
  void lock_of_a_process_that_is_gone_is_taken_over() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    assertThat(gone.waitFor()).isZero();

    assertTakenOver(Long.toString(gone.pid()));
    assertTakenOver(gone.pid() + " 17 some-boot");
  }

  @Test
  void lock_of_a_process_whose_number_another_has_now_is_taken_over() throws Exception {
    long alive = ProcessHandle.current().pid();

    assertTakenOver(Long.toString(alive));
    assertTakenOver(alive + " 17 some-boot");
  }

  /** In a container, the numbers of the processes are the same after each start. */
  @Test
  void lock_with_the_number_of_this_very_process_is_taken_over() throws Exception {
    Files.createDirectories(project.resolve("target"));

    Result result =
        run(
            project,
            "sh",
            "-c",
            "ln -s \"$$ 17 some-boot\" target/build.lock; exec ./run-stress-test.sh");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).doesNotContain("waiting");
  }

  private void assertTakenOver(String lock) throws Exception {
    Files.deleteIfExists(project.resolve("target/built"));
    Files.createDirectories(project.resolve("target"));
    Files.createSymbolicLink(project.resolve("target/build.lock"), Path.of(lock));

    Result result = run(project, "./run-stress-test.sh");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).doesNotContain("waiting");
    assertThat(project.resolve("target/build.lock")).doesNotExist();
  }
}
