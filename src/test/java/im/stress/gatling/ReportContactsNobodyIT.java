package im.stress.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.simlog.LogRecord;
import im.stress.simlog.SimulationLogWriter;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Has a JVM of its own with one test: Gatling checks its version once in a JVM. */
@Tag("own-jvm")
final class ReportContactsNobodyIT {
  private final RecordingProxySelector proxies = new RecordingProxySelector();
  private final ProxySelector before = ProxySelector.getDefault();

  @TempDir private Path results;

  @BeforeEach
  void forget_earlier_version_checks_and_record_calls() {
    System.setProperty("java.util.prefs.userRoot", results.toString());
    ProxySelector.setDefault(proxies);
  }

  @AfterEach
  void give_the_network_back() {
    ProxySelector.setDefault(before);
  }

  @Test
  void report_contacts_nobody() throws IOException {
    Path folder = Files.createDirectories(results.resolve("gatling"));
    LogRecord.Run run =
        new LogRecord.Run("3.15.1", "im.stress.Any", 0, "", List.of("im"), List.of());
    try (SimulationLogWriter writer =
        SimulationLogWriter.create(folder.resolve("simulation.log"), run)) {
      writer.write(new LogRecord.Request(List.of(), "connect", 0, 5, true, ""));
    }

    GatlingReport.Result result =
        GatlingReport.generate(results, "gatling", results.resolve("gatling.txt"));

    assertThat(result.outcome()).isEqualTo(GatlingReport.Outcome.ASSERTIONS_HELD);
    assertThat(proxies.asked()).isEmpty();
    assertThat(ProxySelector.getDefault()).isSameAs(proxies);
  }
}
