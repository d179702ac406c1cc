package im.stress.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.model.Metric;
import im.stress.record.RunReader;
import im.stress.server.ServerMain;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Our closed loop beside wrk: the same GET over the same number of kept connections against the
 * embedded HTTP server, in turn; and what a server that stands still for 1 s in each 10 s looks
 * like to wrk and to our open loop. Prints, judges nothing. Needs Linux and the program {@code
 * wrk}, and takes some three minutes.
 *
 * <p>Run it with {@code mvn -q process-test-classes exec:exec@wrk-benchmark}; docs/comparison.md
 * has its figures.
 */
public final class WrkBenchmark {
  private static final int FIRST_PORT = Integer.getInteger("benchmark.port", 18_301);
  private static final int CONNECTIONS = Integer.getInteger("benchmark.connections", 100);
  private static final int SECONDS = Integer.getInteger("benchmark.seconds", 10);
  private static final int PAIRS = Integer.getInteger("benchmark.pairs", 3);

  /** Compilers have settled by then. */
  private static final int WARM_UP_SECONDS = Integer.getInteger("benchmark.warmUpSeconds", 15);

  /** For a machine that is busy: the last requests are read while they are still made. */
  private static final int MARGIN_SECONDS = 5;

  private static final String STALL = "stall=1s/10s";

  /** Two whole periods of {@link #STALL}. */
  private static final int STALL_SECONDS = 20;

  /** 2,000 requests a second over all connections: far below what the server can do. */
  private static final int OPEN_INTERVAL_MILLIS = CONNECTIONS / 2;

  private final Path folder;
  private final ObjectMapper json = new ObjectMapper();

  /** A new pair for each server: what the last one's sockets left behind is in nobody's way. */
  private int port = FIRST_PORT;

  private WrkBenchmark(Path folder) {
    this.folder = folder;
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    WrkBenchmark benchmark = new WrkBenchmark(Files.createTempDirectory("wrk-benchmark"));
    benchmark.rates();
    benchmark.standstills();
  }

  private void rates() throws IOException, InterruptedException {
    System.out.printf("%d connections, %d s, GET /:%n", CONNECTIONS, SECONDS);
    try (BenchmarkProcess server = startServer("")) {
      wrk(WARM_UP_SECONDS);
      for (int pair = 1; pair <= PAIRS; pair++) {
        BenchmarkLoad wrk = wrk(SECONDS);
        wrk.print("wrk");
        BenchmarkLoad ours = ours("message.arrivals = closed", WARM_UP_SECONDS, SECONDS);
        ours.print("closed loop");
        System.out.printf(
            "  ours to wrk: %.2f of its rate, %.1f times its CPU; %d threads of the server%n",
            ours.perSecond() / wrk.perSecond(),
            ours.clientMicros() / wrk.clientMicros(),
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
      }
      requireAlive(server);
    }
  }

  private void standstills() throws IOException, InterruptedException {
    System.out.printf(
        "%s, %d s; of requests due evenly, 1 %% wait for 0.9 s:%n", STALL, STALL_SECONDS);
    try (BenchmarkProcess server = startServer(STALL)) {
      wrk(STALL_SECONDS).print("wrk");
      ours("message.interval = " + OPEN_INTERVAL_MILLIS + "ms", 0, STALL_SECONDS)
          .print("open loop");
      ours("message.arrivals = closed", 0, STALL_SECONDS).print("closed loop");
      requireAlive(server);
    }
  }

  private void requireAlive(BenchmarkProcess process) {
    if (!process.alive()) {
      throw new IllegalStateException("a process ended: see " + folder);
    }
  }

  private BenchmarkProcess startServer(String faults) throws IOException, InterruptedException {
    port += 2;
    BenchmarkProcess server =
        BenchmarkProcess.start(
            folder.resolve("server.log"),
            List.of(
                "-Dim.server.port=" + statsPort(),
                "-Dim.server.http-port=" + port,
                "-Dim.server.http-keep-alive=true",
                "-Dim.server.faults=" + faults),
            ServerMain.class.getName(),
            List.of());
    for (int tries = 0; tries < 300 && !answers(); tries++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return server;
  }

  private int statsPort() {
    return port + 1;
  }

  private boolean answers() {
    try {
      return requests() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private long requests() throws IOException {
    URI stats = URI.create("http://127.0.0.1:" + statsPort() + "/stats");
    try (InputStream body = stats.toURL().openStream()) {
      JsonNode counts = json.readTree(body);
      return counts.at("/http/requests").asLong();
    }
  }

  private BenchmarkLoad wrk(int seconds) throws IOException, InterruptedException {
    String command =
        "TIMEFORMAT='cpu %%U %%S'; time wrk -t2 -c%d -d%ds --latency http://127.0.0.1:%d/"
            .formatted(CONNECTIONS, seconds, port);
    Process process = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
    String output;
    try (InputStream out = process.getInputStream()) {
      output = new String(out.readAllBytes(), UTF_8);
    }
    if (process.waitFor() != 0) {
      throw new IOException("wrk failed: " + output);
    }
    return WrkOutput.read(output);
  }

  /**
   * Our users for so long, in a process of their own.
   *
   * @param warmUpSeconds are in the latencies, and in neither rate nor CPU
   */
  private BenchmarkLoad ours(String arrivals, int warmUpSeconds, int seconds)
      throws IOException, InterruptedException {
    Path run = Files.createTempDirectory(folder, "run");
    try (BenchmarkProcess client =
        startShard(run, arrivals, warmUpSeconds + seconds + MARGIN_SECONDS)) {
      long before = requests();
      while (requests() == before) {
        requireAlive(client);
        TimeUnit.MILLISECONDS.sleep(50);
      }
      TimeUnit.SECONDS.sleep(warmUpSeconds);
      long begin = System.nanoTime();
      Duration cpu = client.cpu();
      long first = requests();
      TimeUnit.SECONDS.sleep(seconds);
      long sent = requests() - first;
      double micros = client.cpu().minus(cpu).toNanos() / 1_000.0 / sent;
      double perSecond = sent * 1e9 / (System.nanoTime() - begin);
      while (client.alive()) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      Histogram acks = RunReader.readAndMerge(run).histogram(Metric.ACK).orElseThrow();
      return new BenchmarkLoad(
          perSecond,
          micros,
          acks.getValueAtPercentile(50) / 1_000.0,
          acks.getValueAtPercentile(99) / 1_000.0);
    }
  }

  private BenchmarkProcess startShard(Path run, String arrivals, int seconds) throws IOException {
    Path shard = Files.createDirectories(run.resolve("machine-0/shard-0"));
    Files.writeString(
        shard.resolve("settings.conf"),
        """
        im { users = %d, ramp-up = 1s, duration = %ds, run.id = benchmark, heartbeat.interval = 0
          codec.format = http-get, target.url = "http://127.0.0.1:%d", %s }
        """
            .formatted(CONNECTIONS, seconds, port, arrivals));
    return BenchmarkProcess.startShard(folder.resolve("ours.log"), shard, List.of());
  }
}
