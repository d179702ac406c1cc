package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page over all levels, in a browser. */
class CapacityPageIT {

  @RegisterExtension static final Chromium BROWSER = new Chromium();

  @TempDir Path folder;

  @BeforeEach
  void open() throws Exception {
    CapacityRuns.write(folder);
    BROWSER.open(folder.resolve("index.html"));
  }

  @Test
  void latency_and_losses_are_drawn_over_the_load() {
    assertThat(BROWSER.text("imStress.charts.map(c => c.canvas.id).join()"))
        .isEqualTo("latency,losses,success,rates,cpu,memory");
    assertThat(BROWSER.text("Chart.getChart('latency').data.datasets.map(d => d.label).join()"))
        .isEqualTo("Ack p50,Ack p99,Delivery p50,Delivery p99");
    assertThat(BROWSER.text("Chart.getChart('losses').data.datasets[0].data.map(p => p.x).join()"))
        .isEqualTo("100,150,150,200");
    assertThat(
            BROWSER.text(
                "Chart.getChart('losses').data.datasets[0].data.map(p => p.y.toFixed(2)).join()"))
        .isEqualTo("0.00,0.00,0.00,8.33");
    assertThat(BROWSER.text("Chart.getChart('losses').scales.x.ticks.at(-1).label"))
        .isEqualTo("200 users");
    assertThat(BROWSER.blankCanvases()).isEmpty();
    assertThat(BROWSER.console()).isEmpty();
  }

  @Test
  void levels_link_to_their_own_pages_and_to_earlier_attempts() {
    assertThat(
            BROWSER.text(
                "[...document.querySelectorAll('main a')].map(a => a.getAttribute('href')).join()"))
        .isEqualTo(
            "1-100/index.html,2-200/index.html,3-150/index.html,4-150-confirm/index.html,"
                + "2-200-before-1/index.html");
    assertThat(BROWSER.text("document.querySelector('h1').textContent"))
        .isEqualTo("PASS Holds 150 users; the limit met at 200 users: CPU of the target.");
  }

  @Test
  void what_a_user_typed_is_text_and_nothing_else_is_asked_for() {
    assertThat(BROWSER.text("document.querySelector('code').textContent"))
        .isEqualTo("capacity --to <b>");
    assertThat(BROWSER.requests())
        .filteredOn(url -> !url.startsWith("data:"))
        .containsExactly(folder.resolve("index.html").toUri().toString());
  }

  @Test
  void desktop_shows_all_columns_and_a_phone_scrolls_the_table_alone() {
    assertThat(
            BROWSER.text(
                "(s => s.scrollWidth <= s.clientWidth)(document.querySelector('#levels ~ .scroll'))"))
        .isEqualTo("true");
    BROWSER.phone(360);
    BROWSER.open(folder.resolve("index.html"));
    double width = BROWSER.number("document.documentElement.scrollWidth");
    BROWSER.desktop();
    assertThat(width).isLessThanOrEqualTo(360);
  }
}
