package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.record.FileNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can't be merged is told in one line, and nothing is written. */
final class MergeRefusalTest {
  @TempDir Path temporary;
  private RunFixture fixture;
  private Path a;
  private Path b;

  @BeforeEach
  void createFixture() {
    fixture = new RunFixture(temporary);
    a = temporary.resolve("a");
    b = temporary.resolve("b");
  }

  @AfterEach
  void nothingIsWritten() throws IOException {
    assertThat(fixture.written()).isEmpty();
    assertThat(fixture.merged).isEmpty();
  }

  private MachineResults first() {
    return new MachineResults(a, 0);
  }

  private MachineResults second() {
    return new MachineResults(b, 1);
  }

  private void assertRefused(String line, Path... folders) throws IOException {
    List<byte[]> before = contents();
    assertThat(fixture.merge(Stream.of(folders).map(Path::toString).toArray(String[]::new)))
        .isEqualTo(64);
    assertThat(fixture.errorLine()).isEqualTo(line);
    assertThat(contents()).usingRecursiveComparison().isEqualTo(before);
  }

  private List<byte[]> contents() throws IOException {
    List<byte[]> contents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(temporary)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        contents.add(Files.readAllBytes(file));
      }
    }
    return contents;
  }

  @Test
  void no_folder_at_all() {
    assertThat(fixture.merge()).isEqualTo(64);
    assertThat(fixture.errorLine()).isEqualTo("Missing required parameter: 'DIR'");
  }

  @ParameterizedTest
  @CsvSource({"nothing-there, nothing", "empty, a folder without them", "file, a file"})
  void folder_without_results(String name, String found) throws IOException {
    Files.createDirectories(temporary.resolve("empty"));
    Files.writeString(temporary.resolve("file"), "");

    assertRefused(
        "%s: expected the results of a run (results/RUN_ID, with machine-K/shard-J in it), got %s"
            .formatted(temporary.resolve(name), found),
        first().write(),
        temporary.resolve(name));
  }

  @Test
  void machine_that_is_missing_below_the_highest() throws IOException {
    assertRefused(
        "machine 0: expected the results of machines 0 to 1, got none of it: name its folder,"
            + " or merge without it (--allow-missing)",
        second().write());
  }

  @Test
  void machine_that_was_told_and_is_missing() throws IOException {
    assertRefused(
        "machine 2, 3: expected the results of machines 0 to 3 (MACHINES), got none of it: name its"
            + " folder, or merge without it (--allow-missing)",
        first().set("machine.count", "4").write(),
        second().set("machine.count", "4").write());
  }

  @Test
  void folder_that_is_named_twice() throws IOException {
    Path folder = first().write();

    assertRefused(
        ("machine 0: expected it once, got it in %s (host load-1) and in %<s (host load-1): name"
                + " each folder once, and give each machine of a run a MACHINE_ID of its own")
            .formatted(folder),
        folder,
        folder);
  }

  @Test
  void two_machines_with_one_machine_id() throws IOException {
    assertRefused(
        ("machine 0: expected it once, got it in %s (host load-1) and in %s (host load-1): name"
                + " each folder once, and give each machine of a run a MACHINE_ID of its own")
            .formatted(a, b),
        first().write(),
        new MachineResults(b, 0).write());
  }

  @Test
  void machine_whose_folder_was_renamed() throws IOException {
    new MachineResults(b, 0).write();
    Files.move(b.resolve("machine-0"), b.resolve("machine-1"));

    assertRefused(
        "%s/machine-1: expected the results of MACHINE_ID=1, got those of MACHINE_ID=0: undo its renaming"
            .formatted(b),
        first().write(),
        b);
  }

  @Test
  void another_run() throws IOException {
    assertRefused(
        ("%s/machine-1: expected RUN_ID night as in %s/machine-0, got day: give all machines of a"
                + " run the same RUN_ID, or their messages can't be told from those of others")
            .formatted(b, a),
        first().write(),
        second().set("run.id", "day").write());
  }

  @ParameterizedTest
  @CsvSource({
    "message.interval, 5s, 200ms",
    "heartbeat.interval, 30s, 10s",
    "ramp-up, 30s, 10s",
    "duration, 120s, 60s",
    "target.url, ws://gw:10001/websocket, ws://other:10001/websocket",
    "codec.format, json, chat-server",
    "thresholds, 'ack p99 < 1 s', 'ack p99 < 2 s'",
    "message.contacts, ring, pair",
    "groups.size, 0, 10",
    "reconnect.policy, off, fixed",
    "client.max-cpu-percent, 90, 50",
    "run.simulation, im.A, im.B",
    "run.grace, 5s, 10s",
    "login.uid-prefix, a, b",
    "login.uid-first, 1, 1000",
  })
  void other_settings(String key, String value, String other) throws IOException {
    assertRefused(
        "im.%s: expected \"%s\" on all machines as in %s/machine-0, got \"%s\" in %s/machine-1: merge machines of one run only"
            .formatted(key, value, a, other, b),
        first().set(key, value).write(),
        second().set(key, other).write());
  }

  @Test
  void log_of_another_gatling() throws IOException {
    assertRefused(
        "%s/machine-1/shard-0/simulation.log: expected Gatling 3.15.1, got 3.14.0: merge with the build that made the results"
            .formatted(b),
        first().write(),
        second().logOf("3.14.0").write());
  }

  @Test
  void process_of_another_gatling() throws IOException {
    MachineResults other = second();
    other.shard.gatling("3.14.0");

    assertRefused(
        "%s/machine-1/shard-0/manifest.json: expected Gatling 3.15.1, got 3.14.0: merge with the build that made the results"
            .formatted(b),
        first().write(),
        other.write());
  }

  @ParameterizedTest
  @CsvSource({"machine-1/shard-0/counts.json", "summary.json", "manifest.json"})
  void newer_schema(String file) throws IOException {
    second().write();
    Files.writeString(b.resolve(file), "{\"schema\": 2, \"users\": \"many\"}");

    assertRefused(
        "%s/%s: expected schema 1 or older, got 2: merge with the version that made it"
            .formatted(b, file),
        first().write(),
        b);
  }

  @Test
  void setting_that_only_a_newer_version_knows() throws IOException {
    second().write();
    Path file = b.resolve("machine-1/shard-0").resolve(FileNames.SETTINGS);
    Files.writeString(file, "im.telepathy = true", StandardCharsets.UTF_8);

    assertThat(fixture.merge(first().write().toString(), b.toString())).isEqualTo(64);
    assertThat(fixture.errorLine())
        .startsWith(
            b + "/machine-1: expected a readable settings.conf in the folder of a shard, got: ")
        .contains("im.telepathy");
  }

  @Test
  void name_that_is_none() throws IOException {
    assertThat(fixture.merge(first().write().toString(), "--out", "a/b")).isEqualTo(64);
    assertThat(fixture.errorLine()).startsWith("--out: expected 1 to 100 letters");
  }

  @Test
  void name_that_is_taken() throws IOException {
    Path taken = Files.createDirectories(fixture.results.resolve("mine"));

    assertThat(fixture.merge(first().write().toString(), "--out", "mine")).isEqualTo(64);
    assertThat(fixture.errorLine())
        .isEqualTo(
            "--out: expected a name not used before, got one that has results in %s; give another one or none"
                .formatted(taken));
  }
}
