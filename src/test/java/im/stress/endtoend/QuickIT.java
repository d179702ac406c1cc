package im.stress.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.server.ImServer;
import im.stress.user.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} and {@code quick} as processes, from the command line to the exit code. */
class QuickIT {
  @TempDir Path folder;

  private ToolRun.Builder tool(String... arguments) {
    return new ToolRun.Builder(folder).arguments(arguments).set("server.port", "0");
  }

  private static double number(String output, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(output);
    assertThat(found.find()).as(pattern + " in\n" + output).isTrue();
    return Double.parseDouble(found.group(1));
  }

  @Test
  void quick_checks_runs_and_reports_with_the_figures_of_the_summary()
      throws IOException, InterruptedException {
    ToolRun.Builder quick =
        tool("quick", "--format", "classic")
            .tolerant()
            .patient()
            .set("users", "6")
            .set("ramp-up", "1s")
            .set("duration", "6s")
            .cold()
            .set("message.interval", "200ms");
    try (ToolRun run = quick.start()) {
      assertThat(run.await()).as(run.output()).isZero();

      String output = run.output();
      JsonNode summary = run.summary();
      assertThat(output).contains("message u0 to u1: delivery", "check: 127.0.0.1:", "PASS");
      assertThat(output.indexOf("leave of u1")).isLessThan(output.indexOf("6 users over"));
      assertThat(output).contains("Clients: 6\n", "Duration: 6 s\n");
      assertThat(number(output, "Connection success rate: \\d+/\\d+ \\(([0-9.]+) %\\)") / 100)
          .isEqualTo(summary.at("/success/connect").asDouble());
      assertThat(number(output, "Login success rate: \\d+/\\d+ \\(([0-9.]+) %\\)") / 100)
          .isEqualTo(summary.at("/success/login").asDouble());
      assertThat(number(output, "Total sent: (\\d+)"))
          .isEqualTo(summary.at("/messages/sent").asDouble())
          .isPositive();
      assertThat(number(output, "Total received: (\\d+)"))
          .isEqualTo(summary.at("/messages/delivered").asDouble());
      assertThat(output)
          .contains("Mean QPS: " + decimal("%.2f", summary.at("/rates/sentPerSecond").asDouble()));
      assertThat(output)
          .contains(
              "Mean sent per client: "
                  + decimal("%.1f", summary.at("/messages/sent").asDouble() / 6));
      assertThat(number(output, "Mean connect time: ([0-9.]+) ms"))
          .isEqualTo(summary.at("/latencyMicros/connect/mean").asDouble() / 1000);
      assertThat(number(output, "Maximum connect time: ([0-9.]+) ms"))
          .isEqualTo(summary.at("/latencyMicros/connect/max").asDouble() / 1000);
      assertThat(run.file("monitor.csv")).isNotEmptyFile();
    }
  }

  private static String decimal(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  @Test
  void quick_runs_nothing_when_the_check_fails() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with("drop-push=1");
        ToolRun run =
            tool("quick").target(server.port()).set("message.ack-timeout", "500ms").start()) {
      assertThat(run.await()).as(run.output()).isEqualTo(69);

      assertThat(run.output()).contains("message u0 to u1: it did not come to u1 within 500 ms");
      assertThat(run.results()).doesNotExist();
    }
  }

  @Test
  void check_starts_a_server_where_no_target_is_named_and_shows_the_frames()
      throws IOException, InterruptedException {
    try (ToolRun run = tool("check", "--trace").start()) {
      assertThat(run.await()).as(run.output()).isZero();

      assertThat(run.output())
          .contains("u0 -> GET /websocket HTTP/1.1")
          .contains("\"type\":\"login_ack\"")
          .contains("leave of u1")
          .doesNotContain("test-token");
      assertThat(run.results()).doesNotExist();
    }
  }

  @Test
  void the_server_that_is_started_speaks_the_preset_im_connect()
      throws IOException, InterruptedException {
    try (ToolRun run = tool("check", "--preset", "im-connect", "--trace").start()) {
      assertThat(run.await()).as(run.output()).isZero();

      assertThat(run.output()).contains("C2C_MSG_PUSH", "message 1002 to 1001: delivery");
    }
  }

  @Test
  void wrong_usage_of_either_is_one_line() throws IOException, InterruptedException {
    try (ToolRun run = tool("quick", "--format", "yaml").start()) {
      assertThat(run.await()).isEqualTo(64);
      assertThat(run.output().strip())
          .isEqualTo("--format: expected summary or classic, got \"yaml\"");
    }
    try (ToolRun run = tool("check", "100").start()) {
      assertThat(run.await()).isEqualTo(64);
    }
  }
}
