package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.ShardStorm;
import im.stress.record.ShardFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page on a telephone, in the dark, and from top to bottom. */
class PageLayoutIT {

  @RegisterExtension static final Chromium BROWSER = new Chromium();

  @TempDir Path runDir;

  private void open(ShardFolder shard) throws IOException {
    shard.write();
    Runs.report(runDir, TestSettings.of());
    BROWSER.open(runDir.resolve("index.html"));
  }

  private ShardFolder eventful() {
    long[] one = {1};
    ShardFolder shard =
        Runs.good(runDir)
            .count(Counter.CONNECTIONS_LOST, 1)
            .died(Death.Phase.ONLINE, "reset", -1, "r".repeat(200), one, one)
            .deathLine(
                (ShardFolder.START + 40) * 1000, Death.Phase.ONLINE, "reset", -1, "r".repeat(200))
            .sample("lost", "f".repeat(200), "u1", "u2");
    return shard.storm(
        new ShardStorm(
            (ShardFolder.START + 60) * 1000,
            0,
            ShardFolder.histogram(),
            ShardFolder.histogram(),
            Map.of(),
            0,
            null));
  }

  @Test
  void phone_needs_no_sideways_scrolling() throws IOException {
    BROWSER.phone(360);
    open(eventful());
    double width = BROWSER.number("document.documentElement.scrollWidth");
    BROWSER.desktop();
    assertThat(width).isLessThanOrEqualTo(360);
  }

  @Test
  void dark_scheme_changes_page_and_charts() throws IOException {
    open(Runs.good(runDir));
    String colours =
        "getComputedStyle(document.documentElement).backgroundColor + ' '"
            + " + Chart.getChart('latency').data.datasets[0].borderColor";
    assertThat(BROWSER.text(colours)).isEqualTo("rgb(255, 255, 255) #2563c9");
    BROWSER.scheme("dark");
    await().until(() -> BROWSER.text(colours).equals("rgb(20, 23, 27) #6ea2ff"));
    assertThat(BROWSER.console()).isEmpty();
  }

  @Test
  void verdict_comes_first_and_causes_stand_below_their_chart() throws IOException {
    open(eventful());
    assertThat(BROWSER.text("[...document.querySelectorAll('h1, h2')].map(h => h.id).join()"))
        .isEqualTo(
            ",figures,storm,latency-title,percentiles-title,online-title,rates-title,deaths-title,"
                + "failed,lateness-title,client-cpu-title,client-pauses-title,client-memory-title,"
                + "target-cpu-title,target-memory-title,target-sockets-title,target-pauses-title,"
                + "latencies,over-time,thresholds,settings");
    assertThat(BROWSER.text("document.querySelector('.deaths .note').textContent"))
        .startsWith("at 0:00 (2027-01-15 08:00:00 UTC)");
  }
}
