package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page asks nobody for anything, and runs nothing that a server sent. */
class PageSafetyIT {

  private static final String HOSTILE =
      "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>{{ 7*7 }}";

  @RegisterExtension static final Chromium BROWSER = new Chromium();

  @TempDir Path runDir;

  private void open(ShardFolder shard) throws IOException {
    shard.write();
    Runs.report(runDir, TestSettings.of());
    BROWSER.open(runDir.resolve("index.html"));
  }

  @Test
  void nothing_but_the_file_is_asked_for() throws IOException {
    open(Runs.good(runDir));
    assertThat(BROWSER.requests())
        .filteredOn(url -> !url.startsWith("data:"))
        .containsExactly(runDir.resolve("index.html").toUri().toString());
  }

  @Test
  void network_is_forbidden_by_the_page_itself() throws IOException {
    open(Runs.good(runDir));
    Object answer =
        BROWSER.answer(
            "const done = arguments[0];"
                + "addEventListener('securitypolicyviolation', e => done(e.effectiveDirective));"
                + "fetch('http://127.0.0.1:9/').catch(() => {});");
    assertThat(answer).isEqualTo("connect-src");
  }

  @Test
  void what_a_server_sent_is_text_and_nothing_else() throws IOException {
    long[] one = {1};
    open(
        Runs.good(runDir)
            .count(Counter.CONNECTIONS_LOST, 1)
            .died(Death.Phase.ONLINE, HOSTILE, 1011, HOSTILE, one, one)
            .deathLine((ShardFolder.START + 40) * 1000, Death.Phase.ONLINE, HOSTILE, 1011, HOSTILE)
            .sample("lost", HOSTILE, HOSTILE, HOSTILE));
    assertThat(BROWSER.text("window.hacked")).isEqualTo("null");
    assertThat(BROWSER.text("document.querySelectorAll('img').length")).isEqualTo("0");
    assertThat(BROWSER.text("document.querySelector('.deaths q').textContent")).isEqualTo(HOSTILE);
    assertThat(BROWSER.text("document.querySelector('code').textContent")).isEqualTo(HOSTILE);
    assertThat(BROWSER.text("Chart.getChart('deaths').data.datasets[0].label")).isEqualTo(HOSTILE);
    assertThat(BROWSER.console()).isEmpty();
  }

  @Test
  void run_without_data_has_a_page_without_errors() throws IOException {
    Runs.report(runDir, TestSettings.of());
    BROWSER.open(runDir.resolve("index.html"));
    assertThat(BROWSER.text("document.querySelector('.badge').textContent")).isEqualTo("FAIL");
    assertThat(BROWSER.text("imStress.charts.length")).isEqualTo("0");
    assertThat(BROWSER.console()).isEmpty();
  }
}
