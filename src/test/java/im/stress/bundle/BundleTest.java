package im.stress.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  private static final int OWNER_MAY_EXECUTE = 0100;
  private static final String LONG_NAME = "A".repeat(120) + ".class";

  @TempDir Path folder;
  private Path archive;
  private Bundle bundle;

  @BeforeEach
  void create() throws IOException {
    archive = folder.resolve("tool.tar.gz");
    file("run-stress-test.sh", "script");
    file("target/classes/preset/json.conf", "preset");
    file("target/classes/im/" + LONG_NAME, "class");
    file("target/test-classes/Simulation.class", "simulation");
    file("repository/netty.jar", "jar");
    bundle =
        Bundle.of(
            folder,
            String.join(
                ":",
                List.of(
                    folder.resolve("target/test-classes").toString(),
                    folder.resolve("target/classes").toString(),
                    folder.resolve("repository/netty.jar").toString())));
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (InputStream bytes = Files.newInputStream(archive);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GzipCompressorInputStream(bytes))) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        String text = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
        boolean executable = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
        found.put(entry.getName(), executable ? text + ", executable" : text);
      }
    }
    return found;
  }

  @Test
  void script_jars_classes_and_simulations_are_below_one_folder() throws IOException {
    bundle.write(archive);

    assertThat(contents())
        .containsOnly(
            Map.entry("im-stress-gatling/run-stress-test.sh", "script, executable"),
            Map.entry("im-stress-gatling/classes/preset/json.conf", "preset"),
            Map.entry("im-stress-gatling/classes/im/" + LONG_NAME, "class"),
            Map.entry("im-stress-gatling/simulations/Simulation.class", "simulation"),
            Map.entry("im-stress-gatling/lib/netty.jar", "jar"));
  }

  @Test
  void bytes_are_those_of_the_file() throws IOException {
    assertThat(bundle.write(archive)).isEqualTo(Files.size(archive)).isPositive();
  }

  @Test
  void older_archive_stays_when_a_jar_is_missing() throws IOException {
    Files.writeString(archive, "older");
    Files.delete(folder.resolve("repository/netty.jar"));

    assertThatThrownBy(() -> bundle.write(archive))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("netty.jar");
    assertThat(archive).hasContent("older");
    assertThat(folder.resolve("tool.tar.gz.new")).doesNotExist();
  }
}
