package im.stress.report;

import static im.stress.report.TestSettings.atMost;
import static im.stress.report.TestSettings.p99Below;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.record.JsonFiles;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportFilesTest {

  private static final String HOSTILE = "</script>\u001b[31m|`<b>&\u0000\n# head";

  @TempDir Path runDir;

  private ShardFolder hostile() {
    long[] one = {1};
    return Runs.good(runDir)
        .count(Counter.CONNECTIONS_LOST, 1)
        .died(Death.Phase.ONLINE, HOSTILE, 4001, HOSTILE, one, one)
        .deathLine((ShardFolder.START + 40) * 1000, Death.Phase.ONLINE, HOSTILE, 4001, HOSTILE)
        .sample("lost", HOSTILE, HOSTILE, HOSTILE);
  }

  private Element junit() throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(runDir.resolve("junit.xml").toFile());
    return document.getDocumentElement();
  }

  private static List<String> attributes(NodeList elements, String name) {
    return IntStream.range(0, elements.getLength())
        .mapToObj(i -> ((Element) elements.item(i)).getAttribute(name))
        .toList();
  }

  @Test
  void junit_has_a_case_for_each_threshold_and_one_for_the_client() throws Exception {
    Runs.good(runDir).write();
    Runs.report(runDir, TestSettings.of(p99Below("ack", 10), atMost("messages.lost", 0)));
    assertThat(attributes(junit().getElementsByTagName("testcase"), "name"))
        .containsExactly("ack p99 < 10 ms", "messages.lost <= 0.0", "client validity");
    assertThat(attributes(junit().getElementsByTagName("failure"), "message"))
        .containsExactly("was 20.0 ms");
    assertThat(junit().getAttribute("tests")).isEqualTo("3");
    assertThat(junit().getAttribute("failures")).isEqualTo("1");
  }

  @Test
  void junit_is_not_green_when_the_run_is_not_complete() throws Exception {
    Runs.good(runDir).failed(HOSTILE).write();
    Runs.report(runDir, TestSettings.of());
    assertThat(attributes(junit().getElementsByTagName("testcase"), "name"))
        .containsExactly("client validity", "run is complete");
    assertThat(junit().getElementsByTagName("error").getLength()).isEqualTo(1);
    assertThat(junit().getAttribute("errors")).isEqualTo("1");
  }

  @Test
  void junit_is_not_green_when_gatling_found_a_failure() throws Exception {
    Runs.good(runDir).write();
    RunEnd end = new RunEnd(false, Optional.of(false), List.of());
    Runs.report(runDir, TestSettings.of(), end);
    assertThat(attributes(junit().getElementsByTagName("testcase"), "name"))
        .containsExactly("client validity", "assertions of Gatling");
    assertThat(junit().getAttribute("failures")).isEqualTo("1");
  }

  @Test
  void client_that_was_not_watched_is_not_called_valid() throws Exception {
    new ShardFolder(runDir, 0, 0).write();
    Runs.report(runDir, TestSettings.of());
    assertThat(attributes(junit().getElementsByTagName("skipped"), "message"))
        .containsExactly("not measured");
  }

  @Test
  void manifest_has_settings_seed_exit_code_and_what_each_process_said() throws IOException {
    Runs.good(runDir).write();
    Runs.report(runDir, TestSettings.of());
    JsonNode manifest =
        JsonFiles.read(runDir.resolve("manifest.json"), JsonNode.class).orElseThrow();
    assertThat(manifest.path("exitCode").asInt(-1)).isZero();
    assertThat(manifest.path("seed").asLong()).isEqualTo(42);
    assertThat(manifest.path("settings").path("im.login.token").asText()).isEqualTo("***");
    assertThat(manifest.path("processes").path("machine-0/shard-0").path("host").asText())
        .isEqualTo("load-1");
  }

  @Test
  void no_file_has_the_token() throws IOException {
    Runs.good(runDir).write();
    Runs.report(runDir, TestSettings.of());
    for (String file : List.of("summary.json", "summary.md", "manifest.json", "index.html")) {
      assertThat(runDir.resolve(file)).content().doesNotContain("secret-token");
    }
  }

  @Test
  void console_shows_verdict_figures_deaths_and_where_the_reports_are() throws IOException {
    Runs.good(runDir)
        .count(Counter.CONNECTIONS_LOST, 1)
        .died(Death.Phase.CONNECT, "refused", -1, "", new long[] {0}, new long[] {1})
        .write();
    Files.createDirectories(runDir.resolve("gatling"));
    Files.writeString(runDir.resolve("gatling/index.html"), "");
    Outcome outcome = Runs.report(runDir, TestSettings.of(p99Below("ack", 10)));
    assertThat(RunReport.console(runDir, outcome))
        .startsWith("FAIL  run ")
        .contains("  - ack p99 < 10 ms: was 20.0 ms\n")
        .contains("  Users online                  100  of 100, 100 logged in\n")
        .contains("  Messages sent               2,400  of 2,400, 20.0 a second\n")
        .contains("  lost 1 x refused (connect): nothing accepts connections on that port")
        .contains(runDir.resolve("index.html").toString())
        .contains(runDir.resolve("gatling/index.html").toString());
  }

  @Test
  void page_links_to_gatling_only_when_its_report_exists() throws IOException {
    Runs.good(runDir).write();
    Runs.report(runDir, TestSettings.of());
    assertThat(runDir.resolve("index.html")).content().doesNotContain("gatling/index.html");
    Files.createDirectories(runDir.resolve("gatling"));
    Files.writeString(runDir.resolve("gatling/index.html"), "");
    Runs.report(runDir, TestSettings.of());
    assertThat(runDir.resolve("index.html")).content().contains("href=\"gatling/index.html\"");
  }

  @Test
  void text_of_a_server_is_harmless_in_every_file() throws Exception {
    hostile().failed(HOSTILE).write();
    Outcome outcome = Runs.report(runDir, TestSettings.of());
    assertThat(RunReport.console(runDir, outcome))
        .doesNotContain("\u001b")
        .doesNotContain("\u0000");
    assertThat(Files.readAllLines(runDir.resolve("summary.md")))
        .noneMatch(line -> line.startsWith("# head"))
        .anyMatch(line -> line.contains("&lt;/script> \\[31m\\|\\`&lt;b>&amp; \\# head"));
    assertThat(junit().getElementsByTagName("error").getLength()).isEqualTo(1);
    String page = Files.readString(runDir.resolve("index.html"));
    assertThat(page)
        .contains("\\u003c/script>")
        .doesNotContain("</script>\\u001B")
        .doesNotContain("<b>");
  }

  @Test
  void summary_for_people_has_a_line_for_each_title_and_reason() throws IOException {
    hostile().failed("first").write();
    Outcome outcome = Runs.report(runDir, TestSettings.of(p99Below("ack", 1)));
    List<String> lines = Files.readAllLines(runDir.resolve("summary.md"));
    assertThat(lines).contains("## Figures", "## Lost connections", "## Latencies");
    assertThat(lines.get(0)).startsWith("# " + outcome.verdict() + ": run ");
    assertThat(outcome.summary().reasons()).hasSizeGreaterThan(1);
    assertThat(lines.stream().filter(line -> line.startsWith("- ")).count())
        .isEqualTo(outcome.summary().reasons().size() + outcome.summary().warnings().size());
  }

  @Test
  void page_asks_nobody_for_anything() throws IOException {
    Runs.good(runDir).write();
    Runs.report(runDir, TestSettings.of());
    String page = Files.readString(runDir.resolve("index.html"));
    assertThat(page)
        .contains("content=\"default-src &#39;none&#39;")
        .doesNotContain("sourceMappingURL")
        .doesNotContainPattern("(src|href)=\"(https?:)?//")
        .doesNotContainPattern("\\son[a-z]+=\"");
  }
}
