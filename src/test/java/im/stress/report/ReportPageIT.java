package im.stress.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import im.stress.measure.Counter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Opens the page in Chromium, where Debian's is installed. */
class ReportPageIT {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path CHROMEDRIVER = Path.of("/usr/bin/chromedriver");
  private static final String HOSTILE =
      "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>{{ 7*7 }}";

  private static ChromeDriver browser;

  @TempDir Path runDir;

  @BeforeAll
  static void start() {
    assumeTrue(
        Files.isExecutable(CHROMIUM) && Files.isExecutable(CHROMEDRIVER),
        "skipped: no " + CHROMIUM + " or " + CHROMEDRIVER + " (apt-get install chromium-driver)");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,2000");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(CHROMEDRIVER.toFile())
            .usingAnyFreePort()
            .build();
    browser = new ChromeDriver(service, options);
    browser.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.quit();
    }
  }

  @BeforeEach
  void forget() {
    browser.get("about:blank");
    browser.manage().logs().get(LogType.BROWSER);
    browser.manage().logs().get(LogType.PERFORMANCE);
    media("light");
  }

  private void open(ShardFolder shard) throws IOException {
    shard.write();
    Runs.report(runDir, TestSettings.of(TestSettings.atLeast("success.connect", 0.99)));
    browser.get(runDir.resolve("index.html").toUri().toString());
  }

  private static void media(String scheme) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  private static String text(String expression) {
    return String.valueOf(browser.executeScript("return " + expression));
  }

  private static double number(String expression) {
    return ((Number) browser.executeScript("return " + expression)).doubleValue();
  }

  private static void verifyConsoleIsEmpty() {
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
        .extracting(LogEntry::getMessage)
        .isEmpty();
  }

  @Test
  void charts_show_the_figures_of_the_run() throws IOException {
    open(Runs.good(runDir));
    assertThat(text("imStress.charts.map(c => c.canvas.id).join()"))
        .isEqualTo(
            "latency,percentiles,online,rates,lateness,client-cpu,client-pauses,client-memory,"
                + "target-cpu,target-memory,target-sockets,target-pauses");
    String latency = "Chart.getChart('latency').data.datasets";
    assertThat(text(latency + ".map(d => d.label).join()"))
        .isEqualTo("Ack p50,Ack p99,Delivery p99");
    assertThat(number(latency + "[0].data[30].y")).isBetween(10.0, 10.01);
    assertThat(number(latency + "[2].data[30].y")).isBetween(40.0, 40.04);
    assertThat(number("Math.max(...Chart.getChart('online').data.datasets[0].data.map(p => p.y))"))
        .isEqualTo(100);
    assertThat(number("Chart.getChart('rates').data.datasets[2].data[149].y")).isEqualTo(20);
    verifyConsoleIsEmpty();
  }

  @Test
  void axes_are_marked_at_round_figures() throws IOException {
    open(Runs.good(runDir));
    String scales = "Chart.getChart('latency').scales";
    assertThat(text(scales + ".y.ticks.map(t => t.label).join(' ')")).isEqualTo("10 20 50 100");
    assertThat(text(scales + ".x.ticks.map(t => t.label).join(' ')"))
        .isEqualTo("0:00 0:15 0:30 0:45 1:00 1:15 1:30 1:45 2:00 2:15 2:30");
    assertThat(
            text(
                "Chart.getChart('percentiles').scales.x.ticks.map(t => t.label)"
                    + ".filter(l => l).join()"))
        .isEqualTo("0 %,50 %,90 %,99 %,99.9 %");
  }

  @Test
  void every_canvas_has_ink_on_it_and_a_text_beside_it() throws IOException {
    open(Runs.good(runDir));
    assertThat(
            text(
                "[...document.querySelectorAll('canvas')].filter(c => !c.getContext('2d')"
                    + ".getImageData(0, 0, c.width, c.height).data.some(v => v > 0)).length"))
        .isEqualTo("0");
    assertThat(text("document.getElementById('online').getAttribute('aria-label')"))
        .isEqualTo("Users online. Users online: largest 100 at 0:29.");
    assertThat(number("document.querySelectorAll('.chart')[0].querySelectorAll('tbody tr').length"))
        .isBetween(30.0, 60.0);
  }

  @Test
  void nothing_is_fetched_from_anywhere() throws IOException {
    open(Runs.good(runDir));
    List<String> requests = new ArrayList<>();
    for (LogEntry entry : browser.manage().logs().get(LogType.PERFORMANCE)) {
      String message = entry.getMessage();
      if (message.contains("Network.requestWillBeSent\"")) {
        requests.add(message.replaceAll("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"));
      }
    }
    assertThat(requests).isNotEmpty().allMatch(url -> url.matches("(file|data):.*"));
    assertThat(requests.stream().filter(url -> url.startsWith("file:"))).hasSize(1);
  }

  @Test
  void network_is_forbidden_by_the_page_itself() throws IOException {
    open(Runs.good(runDir));
    Object answer =
        browser.executeAsyncScript(
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
            .died("online", HOSTILE, 1011, HOSTILE, one, one)
            .deathLine((ShardFolder.START + 40) * 1000, "online", HOSTILE, 1011, HOSTILE)
            .sample(JsonFiles.object().put("id", HOSTILE).toString()));
    assertThat(text("window.hacked")).isEqualTo("null");
    assertThat(text("document.querySelectorAll('img').length")).isEqualTo("0");
    assertThat(text("document.querySelector('.deaths q').textContent")).isEqualTo(HOSTILE);
    assertThat(text("Chart.getChart('deaths').data.datasets[0].label")).isEqualTo(HOSTILE);
    verifyConsoleIsEmpty();
  }

  @Test
  void phone_needs_no_sideways_scrolling() throws IOException {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true));
    open(Runs.good(runDir));
    double width = number("document.documentElement.scrollWidth");
    browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    assertThat(width).isLessThanOrEqualTo(360);
  }

  @Test
  void dark_scheme_changes_page_and_charts() throws IOException {
    open(Runs.good(runDir));
    String colours =
        "getComputedStyle(document.documentElement).backgroundColor + ' '"
            + " + Chart.getChart('latency').data.datasets[0].borderColor";
    assertThat(text(colours)).isEqualTo("rgb(255, 255, 255) #2563c9");
    media("dark");
    await().until(() -> text(colours).equals("rgb(20, 23, 27) #6ea2ff"));
    verifyConsoleIsEmpty();
  }

  @Test
  void run_without_data_has_a_page_without_errors() throws IOException {
    Runs.report(runDir, TestSettings.of());
    browser.get(runDir.resolve("index.html").toUri().toString());
    assertThat(text("document.querySelector('.badge').textContent")).isEqualTo("FAIL");
    assertThat(text("imStress.charts.length")).isEqualTo("0");
    verifyConsoleIsEmpty();
  }
}
