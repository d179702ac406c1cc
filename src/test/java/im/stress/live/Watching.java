package im.stress.live;

import im.stress.config.LiveAddress;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.model.Counter;
import im.stress.model.Metric;
import im.stress.model.RunState;
import im.stress.record.ShardFolder;
import im.stress.report.LiveView.Watched;
import im.stress.report.RunEnd;
import im.stress.report.RunReport;
import im.stress.run.RunStart;
import im.stress.run.ShardPlan;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A made-up run that grows second by second, and a server that shows it. */
final class Watching implements AutoCloseable {
  static final int USERS = 100;

  final Path folder;
  final ShardFolder shard;
  final WatchedRun run;
  private final LiveServer server;
  private long seconds;

  Watching(Path temporary) throws IOException {
    this(temporary, Clock.systemUTC());
  }

  Watching(Path temporary, Clock clock) throws IOException {
    run = new WatchedRun(clock);
    folder = temporary.resolve("run-1");
    shard =
        new ShardFolder(folder, 0, 0)
            .users(USERS)
            .state(RunState.RUNNING)
            .start(ShardFolder.START * 1000);
    server = LiveServer.open(new LiveAddress("127.0.0.1", 0), run);
  }

  static StressSettings settings() {
    return SettingsLoader.load(
            SettingsSources.ofEnvironment(Map.of("TARGET_URL", "ws://me:secret@gw:1/im")))
        .settings();
  }

  String url() {
    return server.url();
  }

  /** The run begins. */
  Watching begin() {
    ShardPlan plan = new ShardPlan(1, 0, USERS, "");
    run.begin(new RunStart(settings(), plan, folder, Instant.now().plusSeconds(60)), "");
    return this;
  }

  /** One more second of 20 messages, with so many users online. */
  Watching second(long online) throws IOException {
    shard
        .second(seconds, online, 20, 20, 19, 0)
        .latency(seconds, Metric.ACK, 1_000, 20_000)
        .latency(seconds, Metric.DELIVERY, 30_000)
        .monitor(seconds, 12.5, 40, 0, 2e8, 1e8, 3, 1, 20, 150, 65_535);
    seconds++;
    shard
        .count(Counter.MESSAGES_INTENDED, 20 * seconds)
        .count(Counter.MESSAGES_SENT, 20 * seconds)
        .count(Counter.MESSAGES_ACKED, 20 * seconds)
        .count(Counter.MESSAGES_DELIVERED, 19 * seconds)
        .write();
    return this;
  }

  /** The run is over and its report is written. */
  void end() throws IOException {
    writeReport();
    String page = Files.readString(folder.resolve("index.html"));
    tellEnd(() -> Optional.of(page));
  }

  /** Its files are whole and its report is there, of which nobody is told. */
  void writeReport() throws IOException {
    shard.state(RunState.FINISHED).write();
    RunEnd orderly = new RunEnd(false, Optional.empty(), List.of());
    RunReport.write(folder, settings(), Map.of(), orderly);
  }

  /** The run is over, whether or not its report is written. */
  void tellEnd(Supplier<Optional<String>> report) {
    run.end(folder);
    server.tellEnd(report);
  }

  /** All metrics of this run in the text format. */
  String metrics() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ExpositionFormats.init()
        .getPrometheusTextFormatWriter()
        .write(text, run.figures(LiveMetrics::of).orElseThrow());
    return text.toString(StandardCharsets.UTF_8);
  }

  static Watched watched() {
    return new Watched("run-1", "", settings());
  }

  @Override
  public void close() {
    server.close();
  }
}
