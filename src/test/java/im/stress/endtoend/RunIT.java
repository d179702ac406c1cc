package im.stress.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.cli.InterruptSignal;
import im.stress.server.ImServer;
import im.stress.server.ServerStats;
import im.stress.user.SelfSigned;
import im.stress.user.TestServer;
import im.stress.user.TlsFront;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs, from the command line to the results. */
class RunIT {
  @TempDir Path folder;

  private ToolRun.Builder run() {
    return new ToolRun.Builder(folder)
        .tolerant()
        .set("thresholds", "success.online >= 0.5, success.overall >= 0.9, ack p99 < 1000 ms");
  }

  /**
   * Over TLS, whose certificate nobody verifies, to a server that doesn't compress: both are told.
   */
  @Test
  void a_healthy_run_passes_and_leaves_all_files_with_the_figures_of_the_server() throws Exception {
    try (ImServer server = TestServer.with();
        TlsFront front = new TlsFront(SelfSigned.in(folder).server(), server.port());
        ToolRun run =
            run()
                .set("target.url", "wss://127.0.0.1:" + front.port() + "/websocket")
                .set("connection.insecure-tls", "true")
                .set("connection.compression", "true")
                .set(
                    "thresholds",
                    "success.online >= 0.5, success.overall >= 0.9, ack p99 < 1000 ms, tls p99 < 5 s")
                .load(50, 2, 5, 500, 1_000)
                .start()) {
      assertThat(run.await()).as(run.output()).isZero();

      assertThat(run.summary().path("verdict").asText()).isEqualTo("PASS");
      assertThat(run.output()).contains("PASS").contains("index.html");
      assertFigures(run.summary(), server.stats());
      assertFilesOfTheContract(run);
      assertTlsIsMeasured(run);
      assertWarned(run);
    }
  }

  private static void assertFigures(JsonNode summary, ServerStats stats) {
    // One login more than users: the preflight's. The warm-up leaves no trace.
    assertThat(stats.connectionsOpened()).isEqualTo(51);
    assertThat(stats.logins()).isEqualTo(51);
    assertThat(summary.at("/connections/attempted").asLong()).isEqualTo(50);
    assertThat(summary.at("/latencyMicros/login/count").asLong()).isEqualTo(50);
    assertThat(summary.at("/latencyMicros/ack/count").asLong()).isEqualTo(stats.acks());
    assertThat(summary.at("/users/loggedIn").asLong()).isEqualTo(50);
    assertThat(summary.at("/messages/sent").asLong()).isEqualTo(stats.messages());
    assertThat(summary.at("/messages/delivered").asLong()).isEqualTo(stats.pushes());
    assertThat(summary.at("/heartbeats/answered").asLong()).isEqualTo(stats.heartbeats());
    assertThat(summary.at("/client/fdLimit").asLong()).isPositive();
  }

  private static void assertFilesOfTheContract(ToolRun run) throws IOException {
    for (String name :
        List.of(
            "index.html",
            "gatling/index.html",
            "gatling/simulation.log",
            "summary.json",
            "summary.md",
            "junit.xml",
            "latency.hlog",
            "timeline.csv",
            "monitor.csv",
            "manifest.json",
            "machine-0/shard-0/counts.json")) {
      assertThat(run.file(name)).exists();
    }
    assertThat(run.file("deaths.jsonl")).isEmptyFile();
    assertThat(run.file("gatling/index.html"))
        .content()
        .contains("message ack", "message delivery", "heartbeat")
        .contains("99th percentile of response time is less than 1000");
    for (String name : List.of("manifest.json", "machine-0/shard-0/settings.conf")) {
      assertThat(run.file(name)).content().doesNotContain("test-token");
    }
  }

  private static void assertTlsIsMeasured(ToolRun run) throws IOException {
    JsonNode summary = run.summary();
    JsonNode tls = summary.at("/latencyMicros/tls");
    assertThat(tls.path("count").asLong()).isEqualTo(50);
    assertThat(tls.path("p99").asLong())
        .isPositive()
        .isLessThanOrEqualTo(summary.at("/latencyMicros/connect/p99").asLong());
    JsonNode threshold = summary.path("thresholds").get(3);
    assertThat(threshold.path("name").asText()).isEqualTo("tls p99 < 5 s");
    assertThat(threshold.path("ok").asBoolean()).isTrue();
    assertThat(threshold.path("actual").asDouble()).isPositive();
    assertThat(run.file("index.html")).content().contains("TLS handshake (a part of connect)");
    assertThat(run.file("gatling/index.html"))
        .content()
        .contains("tls handshake", "99th percentile of response time is less than 5000");
  }

  private static void assertWarned(ToolRun run) throws IOException {
    String insecure = "certificates are not verified: im.connection.insecure-tls";
    String refused = "50 of 50 connections were not compressed though im.connection.compression";
    assertThat(run.output())
        .contains("warning: " + insecure)
        .contains("compression is asked for: 100 to 250 KB of memory more for each connection");
    assertThat(run.summary().path("warnings").toString()).contains(insecure, refused);
    assertThat(run.file("index.html")).content().contains(insecure, refused);
    assertThat(run.file("summary.md")).content().contains(insecure, refused);
  }

  /** As localhost has, where the server listens on IPv4 alone; the shards can't look it up. */
  @Test
  void a_name_is_driven_at_the_address_that_answers() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with();
        ToolRun run =
            run()
                .hosts("::1 gateway.test", "127.0.0.1 gateway.test")
                .variables(
                    Map.of(
                        "TARGET_HOST",
                        "gateway.test",
                        "TARGET_PORT",
                        Integer.toString(server.port())))
                .set("run.shards", "2")
                .set("thresholds", "success.connect >= 1")
                .load(10, 1, 2, 500, 1_000)
                .start()) {
      assertThat(run.await()).as(run.output()).isZero();

      assertThat(run.output())
          .contains(
              "gateway.test has 2 addresses, [::1]:%d does not answer (connection refused): using 127.0.0.1"
                  .formatted(server.port()));
      assertThat(run.summary().at("/connections/failed").asLong()).isZero();
      assertThat(server.stats().logins()).isEqualTo(11);
    }
  }

  @Test
  void a_threshold_that_does_not_hold_is_exit_code_2() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with("drop-push=0.2");
        ToolRun run =
            run()
                .target(server.port())
                .set("thresholds", "messages.lost <= 0")
                .set("run.grace", "1s")
                .load(20, 1, 4, 200, 1_000)
                .start()) {
      assertThat(run.await()).as(run.output()).isEqualTo(2);

      assertThat(run.summary().path("verdict").asText()).isEqualTo("FAIL");
      assertThat(run.summary().at("/latencyMicros").has("tls")).isFalse();
      assertThat(run.summary().at("/messages/lost").asLong())
          .isEqualTo(server.stats().pushesDropped());
      assertThat(run.file("ledger-samples.jsonl")).isNotEmptyFile();
    }
  }

  /** The seed's first failure: too few file handles, here for one embedded server as well. */
  @Test
  @Tag("alone")
  void too_few_file_handles_split_the_users_over_processes_with_servers_of_their_own()
      throws IOException, InterruptedException {
    try (ToolRun run =
        run()
            .patient()
            .set("server.port", "0")
            .fileHandles(1_024)
            .load(1_500, 8, 10, 2_000, 2_000)
            .start()) {
      assertThat(run.await()).as(run.output()).isZero();

      assertThat(run.output())
          .contains("1500 users are split over 3 processes")
          .contains("the limit of 1024 file handles")
          .contains("/1500  msg/s")
          .doesNotContain("connecting from");
      JsonNode summary = run.summary();
      assertThat(summary.at("/settings/shards").asInt()).isEqualTo(3);
      assertThat(summary.at("/settings/targets")).hasSize(3).doesNotHaveDuplicates();
      assertThat(summary.at("/users/peakOnline").asInt()).isEqualTo(1_500);
      assertThat(summary.at("/connections/lost").asInt()).isZero();
      assertThat(summary.at("/messages/delivered").asLong())
          .isEqualTo(summary.at("/messages/sent").asLong())
          .isPositive();
    }
  }

  @Test
  void an_interrupted_run_reports_what_it_measured_and_leaves_nothing_running()
      throws IOException, InterruptedException {
    InterruptSignal.assumeNotIgnored();
    try (ToolRun run = run().set("server.port", "0").cold().load(50, 1, 120, 200, 1_000).start()) {
      run.awaitOutput("online 50/50");
      List<ProcessHandle> children = run.descendants().toList();
      run.signal("INT");

      assertThat(run.await()).as(run.output()).isEqualTo(130);
      assertThat(run.summary().path("verdict").asText()).isEqualTo("INTERRUPTED");
      assertThat(run.summary().at("/messages/sent").asLong()).isPositive();
      assertThat(run.summary().at("/messages/lost").asLong()).isZero();
      assertThat(run.file("gatling/index.html")).exists();
      Awaitility.await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  @Test
  void a_killed_runner_leaves_nothing_running() throws IOException, InterruptedException {
    try (ToolRun run = run().set("server.port", "0").cold().load(20, 1, 120, 200, 1_000).start()) {
      run.awaitOutput("online 20/20");
      List<ProcessHandle> children = run.descendants().toList();
      assertThat(children).isNotEmpty();
      run.signal("KILL");

      Awaitility.await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }
  }
}
