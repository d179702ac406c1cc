package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page over all steps, in a browser. */
class StagedPageIT {

  @RegisterExtension static final Chromium BROWSER = new Chromium();

  @TempDir Path folder;
  private StagedSummary summary;

  @BeforeEach
  void open() throws Exception {
    summary = StagedRuns.write(folder);
    BROWSER.open(folder.resolve("index.html"));
  }

  @Test
  void charts_are_drawn_with_the_figures_of_the_steps() {
    StagedSummary.Figures second = summary.steps().get(1).figures();

    assertThat(BROWSER.text("imStress.charts.map(c => c.canvas.id).join()"))
        .isEqualTo("latency,success,rates,cpu,memory");
    assertThat(BROWSER.text("Chart.getChart('success').data.labels.join()"))
        .isEqualTo("100 users,100 users");
    assertThat(BROWSER.number("Chart.getChart('success').data.datasets[0].data[1].y"))
        .isEqualTo(second.success() * 100);
    assertThat(BROWSER.number("Chart.getChart('cpu').data.datasets[1].data[1].y")).isEqualTo(30.2);
    assertThat(
            BROWSER.text(
                "Chart.getChart('latency').data.datasets[1].data.map((p, i) => Chart.getChart("
                    + "'latency').getDatasetMeta(1).data[i].x).every((x, i, all) => i === 0"
                    + " || x > all[i - 1])"))
        .isEqualTo("true");
    assertThat(BROWSER.blankCanvases()).isEmpty();
    assertThat(BROWSER.console()).isEmpty();
  }

  @Test
  void steps_link_to_their_own_pages_and_to_earlier_attempts() {
    assertThat(
            BROWSER.text(
                "[...document.querySelectorAll('main a')].map(a => a.getAttribute('href')).join()"))
        .isEqualTo("1-100/index.html,2-100/index.html,2-100-before-1/index.html");
    assertThat(BROWSER.text("document.querySelector('h1').textContent"))
        .isEqualTo("FAIL The target was the limit at 100 users.");
  }

  @Test
  void what_a_user_typed_is_text_and_nothing_else_is_asked_for() {
    assertThat(BROWSER.text("document.querySelector('code').textContent"))
        .isEqualTo("staged --levels <b>");
    assertThat(BROWSER.requests())
        .filteredOn(url -> !url.startsWith("data:"))
        .containsExactly(folder.resolve("index.html").toUri().toString());
  }

  @Test
  void desktop_shows_all_columns_and_a_phone_scrolls_the_table_alone() {
    assertThat(
            BROWSER.text(
                "(s => s.scrollWidth <= s.clientWidth)(document.querySelector('.scroll'))"))
        .isEqualTo("true");
    BROWSER.phone(360);
    BROWSER.open(folder.resolve("index.html"));
    double width = BROWSER.number("document.documentElement.scrollWidth");
    BROWSER.desktop();
    assertThat(width).isLessThanOrEqualTo(360);
  }
}
