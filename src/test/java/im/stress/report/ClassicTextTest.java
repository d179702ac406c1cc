package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of small test scripts, from the figures in summary.json. */
class ClassicTextTest {
  @TempDir Path folder;

  private String text(String summary) throws IOException {
    Files.writeString(folder.resolve("summary.json"), summary);
    return ClassicText.of(folder);
  }

  @Test
  void every_line_has_its_figure() throws IOException {
    String text =
        text(
            """
            {"settings":{"users":100,"durationSeconds":60,"targets":["ws://gw:1/im"]},
             "users":{"asked":100,"loggedIn":98},
             "connections":{"attempted":100,"opened":99},
             "messages":{"sent":58234,"delivered":56891},
             "rates":{"sentPerSecond":970.567},
             "latencyMicros":{"connect":{"count":99,"mean":23000,"max":156004}},
             "success":{"connect":0.99,"login":0.989999}}
            """);

    assertThat(text)
        .isEqualTo(
            """
            ===== Stress test report =====
            Test configuration:
              Server: ws://gw:1/im
              Clients: 100
              Duration: 60 s

            Connections:
              Connection success rate: 99/100 (99.00 %)
              Login success rate: 98/100 (98.99 %)

            Messages:
              Total sent: 58234
              Total received: 56891
              Mean QPS: 970.57
              Mean sent per client: 582.3

            Connect time:
              Mean connect time: 23.000 ms
              Maximum connect time: 156.004 ms
            """);
  }

  @Test
  void what_was_not_measured_is_said() throws IOException {
    assertThat(text("{\"settings\":{\"users\":1,\"targets\":[]}}"))
        .contains("Total received: not measured", "Maximum connect time: not measured");
  }

  @Test
  void a_folder_without_figures_is_an_error() {
    assertThatThrownBy(() -> ClassicText.of(folder))
        .hasMessageContaining("expected the figures of a run");
  }
}
