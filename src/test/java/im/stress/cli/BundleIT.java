package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.bundle.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client machine does with the archive: it has no Maven, no compiler and no sources. */
final class BundleIT extends ScriptProject {
  private Path unpacked;

  @BeforeEach
  void unpack() throws Exception {
    Path archive = temporary.resolve("bundle.tar.gz");
    String jars = Files.readString(Path.of("target/classpath.txt"));
    Bundle.of(Path.of(""), "target/test-classes:target/classes:" + jars.strip()).write(archive);
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", temporary.toString()).start();
    assertThat(tar.waitFor()).isZero();
    unpacked = temporary.resolve(Bundle.NAME);
    Files.delete(bin.resolve("mvn"));
    Files.delete(bin.resolve("javac"));
  }

  private void realJava() throws IOException {
    String java = "exec %s/bin/java \"$@\"\n".formatted(System.getProperty("java.home"));
    program(bin.resolve("java"), java);
  }

  @Test
  void run_needs_only_java() throws Exception {
    realJava();
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.writeString(
        elsewhere.resolve("busy.conf"),
        """
        im.server.port = 0
        im.thresholds = ["success.login >= 1"]
        # A busy machine is no fault of the bundle.
        im.client {
          max-cpu-percent = 100, max-steal-percent = 100, max-gc-pause = 10s, max-event-loop-lag-p99 = 10s
          max-send-lateness-p99 = 10s, max-heartbeat-lateness-p99 = 10s
        }
        """);

    Result result =
        run(
            elsewhere,
            "RUN_ID=first",
            unpacked + "/run-stress-test.sh",
            "--config",
            "busy.conf",
            "5",
            "1",
            "2",
            "500",
            "1000");

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(elsewhere.resolve("results/first/index.html")).isNotEmptyFile();
    assertThat(elsewhere.resolve("results/first/gatling/index.html")).isNotEmptyFile();
  }

  @Test
  void what_a_host_or_the_bundle_lacks_is_told_in_one_line() throws Exception {
    realJava();
    assertUsage(
        run(unpacked, "./run-stress-test.sh", "bundle"),
        "bundle: expected the project's folder, got a bundle");

    Files.delete(bin.resolve("java"));
    assertUsage(run(unpacked, "./run-stress-test.sh"), "Java: expected 17 or newer, got none");
  }
}
