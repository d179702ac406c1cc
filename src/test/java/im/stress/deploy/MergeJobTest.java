package im.stress.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command of the Job that merges, with a merge that only says what it was given. */
class MergeJobTest {
  @TempDir Path results;
  private String command;

  @BeforeEach
  void takeTheCommandOfTheManifest() throws IOException {
    JsonNode manifest =
        new YAMLMapper().readTree(Files.readString(Path.of("deploy/kubernetes/merge.yaml")));
    Path merge = results.resolve("fake-merge");
    Files.writeString(merge, "echo \"$@\"; exit \"$CODE\"\n");
    command =
        manifest
            .at("/spec/template/spec/containers/0/args/0")
            .asText()
            .replace("/opt/im-stress-gatling/run-stress-test.sh", "sh " + merge)
            .replace("/results/", results + "/");
  }

  private Process run(int exitCodeOfMerge) throws IOException, InterruptedException {
    ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", command).redirectErrorStream(true);
    shell.environment().put("RUN_ID", "night");
    shell.environment().put("MACHINES", "3");
    shell.environment().put("CODE", Integer.toString(exitCodeOfMerge));
    Process process = shell.start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return process;
  }

  private void machines(int count) throws IOException {
    for (int machine = 0; machine < count; machine++) {
      Files.createDirectories(results.resolve("machine-" + machine).resolve("night"));
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 0, 0", "3, 2, 2", "2, 0, 1", "2, 3, 3"})
  void job_fails_as_the_run_did_and_when_a_machine_left_nothing(int machines, int merge, int job)
      throws Exception {
    machines(machines);

    assertThat(run(merge).exitValue()).isEqualTo(job);
  }

  @Test
  void what_is_there_is_merged_and_what_is_missing_is_told() throws Exception {
    machines(2);

    assertThat(run(0).inputReader().lines())
        .containsExactly(
            "merge %s/machine-0/night %<s/machine-1/night --out night --allow-missing"
                .formatted(results),
            "expected results of 3 machines, got 2: kubectl describe job im-stress-clients tells"
                + " why");
  }
}
