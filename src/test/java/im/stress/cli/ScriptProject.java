package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * run-stress-test.sh in a project of its own, with a Java and a Maven that only say what they got.
 */
@Timeout(60)
abstract class ScriptProject {
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

  /** macOS has it in place of /proc; elsewhere it may be missing. */
  private static final String PS = "ps";

  /** What Maven leaves: a class path whose one library exists. */
  static final String BUILD =
      "touch target/class.jar; echo \"$PWD/target/class.jar\" > target/classpath.txt";

  @TempDir Path temporary;
  Path bin;
  Path project;

  record Result(int exitCode, String out, String err) {}

  @BeforeEach
  void createProject() throws IOException {
    bin = Files.createDirectories(temporary.resolve("bin"));
    for (String tool : TOOLS) {
      link(tool, find(tool).orElseThrow());
    }
    if (find(PS).isPresent()) {
      link(PS, find(PS).get());
    }
    project = Files.createDirectories(temporary.resolve("a project"));
    Files.createDirectories(project.resolve("src"));
    Files.writeString(project.resolve("pom.xml"), "");
    Files.copy(Path.of("run-stress-test.sh"), project.resolve("run-stress-test.sh"));
    java(bin, "17.0.15");
    program(bin.resolve("javac"), "");
    maven(BUILD);
  }

  static void assertUsage(Result result, String line) {
    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).singleElement().asString().startsWith(line);
  }

  static void java(Path folder, String version) throws IOException {
    program(
        folder.resolve("java"),
        """
        if [ "$1" = -version ]; then echo 'openjdk version "%1$s" 2025-04-15' >&2; exit; fi
        echo java %1$s
        printf '<%%s>\\n' "$@"
        """
            .formatted(version));
  }

  void maven(String script) throws IOException {
    program(bin.resolve("mvn"), "echo build >> builds\n" + script + "\n");
  }

  static void program(Path file, String script) throws IOException {
    Files.deleteIfExists(file);
    Files.writeString(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void link(String tool, Path program) throws IOException {
    program(bin.resolve(tool), "exec " + program + " \"$@\"\n");
  }

  private static Optional<Path> find(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }

  Result run(Path folder, String... command) throws Exception {
    return result(start(folder, command));
  }

  Process start(Path folder, String... command) throws IOException {
    List<String> whole =
        new ArrayList<>(List.of(bin.resolve("env").toString(), "-i", "PATH=" + bin));
    whole.addAll(List.of(command));
    return new ProcessBuilder(whole).directory(folder.toFile()).start();
  }

  static Result result(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out, err);
  }
}
