package im.stress.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.record.ShardFolder;
import im.stress.report.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page of a run that is on, in a browser. */
class LivePageIT {
  private static final String ONLINE =
      "Chart.getChart('online').data.datasets[0].data.map(p => p.y).join()";
  private static final String HEADLINE = "document.querySelector('h1').textContent";

  @RegisterExtension static final Chromium BROWSER = new Chromium();

  @TempDir Path temporary;
  private Watching watching;

  @BeforeEach
  void open() throws IOException {
    watching = new Watching(temporary);
  }

  @AfterEach
  void close() {
    watching.close();
  }

  private static void awaitText(String expression, String expected) {
    await().untilAsserted(() -> assertThat(BROWSER.text(expression)).contains(expected));
  }

  @Test
  void charts_grow_while_the_run_is_on() throws IOException {
    watching.begin().second(10).second(20);
    BROWSER.open(watching.url());
    assertThat(BROWSER.text(ONLINE)).isEqualTo("10,20");
    BROWSER.text("(imStress.same = Chart.getChart('online'), 1)");
    BROWSER.text("(document.querySelector('details').open = true, 1)");
    awaitText("document.getElementById('state').textContent", "Updated each second");

    watching.second(30);
    awaitText(ONLINE, "10,20,30");
    watching.second(40);
    awaitText(ONLINE, "10,20,30,40");

    assertThat(BROWSER.text(HEADLINE))
        .startsWith("RUNNING 40 of 100 users online, 20.0 messages a second, ");
    assertThat(BROWSER.text("imStress.charts.map(c => c.canvas.id).join()"))
        .isEqualTo("latency,percentiles,online,rates,client-cpu,client-pauses,client-memory");
    assertThat(BROWSER.text("imStress.same === Chart.getChart('online')")).isEqualTo("true");
    assertThat(BROWSER.text("document.querySelector('details').open")).isEqualTo("true");
    assertThat(BROWSER.text("document.querySelector('details tbody').rows.length")).isEqualTo("4");
    assertThat(BROWSER.blankCanvases()).isEmpty();
    assertThat(BROWSER.console()).isEmpty();
  }

  @Test
  void page_that_was_opened_before_the_run_comes_to_life() throws IOException {
    BROWSER.open(watching.url());
    assertThat(BROWSER.text(HEADLINE)).startsWith("WAITING No run is on yet");

    watching.begin().second(10);

    awaitText("String(window.Chart && Chart.getChart('online') && " + ONLINE + ")", "10");
    assertThat(BROWSER.text("document.title")).startsWith("RUNNING");
    assertThat(BROWSER.console()).isEmpty();
  }

  @Test
  void chart_that_is_new_stands_where_it_would_in_the_report() throws IOException {
    long[] one = {1};
    watching.begin().second(10);
    BROWSER.open(watching.url());
    watching
        .shard
        .count(Counter.CONNECTIONS_LOST, 1)
        .died(Death.Phase.ONLINE, "reset", -1, "", one, one)
        .deathLine(ShardFolder.START * 1000, Death.Phase.ONLINE, "reset", -1, "");
    watching.second(9);

    awaitText("imStress.charts.map(c => c.canvas.id).join()", "rates,deaths,client-cpu");
    assertThat(BROWSER.text("document.querySelector('.deaths .cause').textContent"))
        .isEqualTo("1 × reset while online");
    assertThat(BROWSER.text("imStress.charts.every(c => c.canvas.isConnected)")).isEqualTo("true");
    assertThat(BROWSER.blankCanvases()).isEmpty();
    assertThat(BROWSER.console()).isEmpty();
  }

  @Test
  void end_shows_the_verdict_and_all_stays_when_the_process_is_gone() throws IOException {
    watching.begin().second(10).second(20);
    BROWSER.open(watching.url());
    awaitText("document.getElementById('state').textContent", "Updated each second");

    watching.shard.count(Counter.MESSAGES_DELIVERED, 1);
    watching.end();
    awaitText("document.querySelector('.badge').textContent", "FAIL");
    awaitText("document.querySelector('#report').hidden", "false");
    watching.close();
    awaitText("document.getElementById('state').textContent", "its process with it");

    assertThat(BROWSER.text("document.querySelector('.reasons').textContent")).contains("success");
    assertThat(BROWSER.text(HEADLINE)).contains("its report is in " + watching.folder);
    assertThat(BROWSER.text(ONLINE)).isEqualTo("10,20");
    BROWSER.open(BROWSER.text("document.querySelector('#report a').href"));
    assertThat(BROWSER.text("document.querySelector('.badge').textContent")).isEqualTo("FAIL");
    assertThat(BROWSER.text(ONLINE)).isEqualTo("10,20");
  }

  @Test
  void nothing_but_this_server_is_asked() throws IOException {
    watching.begin().second(10);
    BROWSER.open(watching.url());
    awaitText("document.getElementById('state').textContent", "Updated each second");

    assertThat(BROWSER.requests())
        .filteredOn(url -> !url.startsWith("data:"))
        .containsExactly(watching.url(), watching.url() + "events");
  }
}
