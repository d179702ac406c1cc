package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page of a comparison, in a browser. */
class ComparePageIT {

  @RegisterExtension static final Chromium BROWSER = new Chromium();

  @TempDir Path folder;

  @BeforeEach
  void open() throws Exception {
    List<CompareReport.Planned> planned = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      ComparedRuns.at(folder.resolve("a" + i)).micros(1_000 + i).write();
      ComparedRuns.at(folder.resolve("b" + i)).micros(9_000 + i).cpuPercent(60).write();
      planned.add(new CompareReport.Planned("a" + i, "a", folder.resolve("a" + i)));
      planned.add(new CompareReport.Planned("b" + i, "b", folder.resolve("b" + i)));
    }
    CompareReport.write(
        folder,
        new CompareReport.Request(
            new CompareSummary.Asked(List.of("--before", "<b>"), new TreeMap<>()),
            List.of(
                new CompareSummary.Target("a", "ws://a/"),
                new CompareSummary.Target("b", "ws://b/")),
            planned,
            List.of(),
            OptionalDouble.empty()),
        Optional.of(StagedStop.atStep(0)));
    BROWSER.open(folder.resolve("index.html"));
  }

  @Test
  void both_targets_are_drawn_over_each_other() {
    assertThat(BROWSER.text("imStress.charts.map(c => c.canvas.id).join()"))
        .isEqualTo("percentiles,p99,rates,cpu,memory");
    assertThat(
            BROWSER.text(
                "imStress.charts.every(c => c.data.datasets.map(d => d.label).join() === 'a,b')"))
        .isEqualTo("true");
    assertThat(BROWSER.number("Chart.getChart('cpu').data.datasets[1].data[3].y")).isEqualTo(60);
    assertThat(BROWSER.blankCanvases()).isEmpty();
    assertThat(BROWSER.console()).isEmpty();
  }

  @Test
  void answer_stands_first_and_runs_link_to_their_own_pages() {
    assertThat(BROWSER.text("document.querySelector('h1').textContent"))
        .isEqualTo("DIFFERENCE b is slower than a, and takes more CPU for each request.");
    assertThat(
            BROWSER.text(
                "[...document.querySelectorAll('main a')].map(a => a.getAttribute('href')).join()"))
        .startsWith("a1/index.html,b1/index.html");
    assertThat(BROWSER.text("document.querySelector('tr.worse.judged th').textContent"))
        .isEqualTo("Ack, mean");
  }

  @Test
  void what_a_user_typed_is_text_and_a_phone_scrolls_the_tables_alone() {
    assertThat(BROWSER.text("document.querySelector('#settings ~ p code').textContent"))
        .isEqualTo("compare --before <b>");
    BROWSER.phone(360);
    BROWSER.open(folder.resolve("index.html"));
    double width = BROWSER.number("document.documentElement.scrollWidth");
    BROWSER.desktop();
    assertThat(width).isLessThanOrEqualTo(360);
  }
}
