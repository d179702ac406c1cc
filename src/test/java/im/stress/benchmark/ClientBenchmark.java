package im.stress.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.server.ServerMain;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a message costs our client, beside what it costs a bare Netty client, and in another format;
 * and what an idle connection costs. Prints, judges nothing. Needs Linux and two free cores for
 * about a quarter of an hour.
 *
 * <p>Run it with {@code mvn -q process-test-classes exec:exec@benchmark}.
 */
public final class ClientBenchmark {
  private static final int FIRST_PORT = Integer.getInteger("benchmark.port", 18_001);
  private static final int USERS = Integer.getInteger("benchmark.users", 2_000);
  private static final int IDLE_USERS = Integer.getInteger("benchmark.idleUsers", 10_000);

  /** Between the WebSocket port of a server and its TCP port. */
  private static final int TCP_PORTS = 1_000;

  private static final int INTERVAL_MILLIS = 100;
  private static final int SECONDS = Integer.getInteger("benchmark.seconds", 40);
  private static final int PAIRS = Integer.getInteger("benchmark.pairs", 3);

  /** Compilers have settled by then. */
  private static final int WARM_UP_SECONDS = Integer.getInteger("benchmark.warmUpSeconds", 15);

  /** A cold server on two cores, with the first users writing already, keeps the last waiting. */
  static final int PATIENCE_SECONDS = 60;

  private static final int LOGIN_TRIES_PER_SECOND = 5;

  /**
   * Garbage leaves its pages resident, up to the size of the heap, whatever the number of users. A
   * heap that is kept as small as what lives in it shows what a connection takes.
   */
  private static final List<String> TIGHT_HEAP =
      List.of("-Xms16m", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10");

  private final Path folder;
  private final ObjectMapper json = new ObjectMapper();

  /** A new one for each server: what the last one's sockets left behind is in nobody's way. */
  private int port = FIRST_PORT;

  private ClientBenchmark(Path folder) {
    this.folder = folder;
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    new ClientBenchmark(Files.createTempDirectory("benchmark")).run();
  }

  private void run() throws IOException, InterruptedException {
    List<Double> toBare = new ArrayList<>();
    List<Double> toJson = new ArrayList<>();
    for (int pair = 1; pair <= PAIRS; pair++) {
      double bare = microsPerMessage("bare", this::startBare);
      double ours = microsPerMessage("ours", () -> startOurs(USERS, INTERVAL_MILLIS, List.of()));
      double overTcp = microsPerMessage("chat-server", this::startOverTcp);
      toBare.add(ours / bare);
      toJson.add(overTcp / ours);
      System.out.printf(
          "pair %d: ours to bare %.2f, chat-server to json %.2f of client CPU per message%n",
          pair, ours / bare, overTcp / ours);
    }
    System.out.printf("ours to bare, median of %d: %.2f%n", PAIRS, median(toBare));
    System.out.printf("chat-server to json, median of %d: %.2f%n", PAIRS, median(toJson));
    memory();
  }

  private static double median(List<Double> ratios) {
    Collections.sort(ratios);
    return ratios.get(ratios.size() / 2);
  }

  private void memory() throws IOException, InterruptedException {
    long without = rssOfIdle(1);
    long with = rssOfIdle(IDLE_USERS);
    System.out.printf(
        "RSS with 1 connection %,d bytes, with %,d %,d bytes: %.1f KB a connection%n",
        without, IDLE_USERS, with, (with - without) / 1_024.0 / (IDLE_USERS - 1));
  }

  private double microsPerMessage(String name, Start start)
      throws IOException, InterruptedException {
    try (BenchmarkProcess server = startServer();
        BenchmarkProcess client = start.start()) {
      awaitLogins(USERS, client);
      TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
      long messagesBefore = stats().path("messages").asLong();
      long cpuBefore = client.cpu().toNanos();
      long serverBefore = server.cpu().toNanos();
      TimeUnit.SECONDS.sleep(SECONDS);
      long messages = stats().path("messages").asLong() - messagesBefore;
      double micros = (client.cpu().toNanos() - cpuBefore) / 1_000.0 / messages;
      System.out.printf(
          "  %s: %,d messages, %.1f us of client CPU each (server: %.1f us)%n",
          name, messages, micros, (server.cpu().toNanos() - serverBefore) / 1_000.0 / messages);
      return micros;
    }
  }

  private long rssOfIdle(int users) throws IOException, InterruptedException {
    try (BenchmarkProcess server = startServer();
        BenchmarkProcess client = startOurs(users, 60_000, TIGHT_HEAP)) {
      awaitLogins(users, client);
      TimeUnit.SECONDS.sleep(SECONDS);
      return client.rssBytes();
    }
  }

  private BenchmarkProcess startServer() throws IOException, InterruptedException {
    port++;
    BenchmarkProcess server =
        BenchmarkProcess.start(
            folder.resolve("server.log"),
            List.of("-Dim.server.port=" + port, "-Dim.server.tcp-port=" + tcpPort()),
            ServerMain.class.getName(),
            List.of());
    for (int i = 0; i < 100 && !answers(); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return server;
  }

  private int tcpPort() {
    return port + TCP_PORTS;
  }

  private BenchmarkProcess startBare() throws IOException {
    return BenchmarkProcess.start(
        folder.resolve("bare.log"),
        List.of(),
        BareClient.class.getName(),
        List.of("" + port, "" + USERS, "" + INTERVAL_MILLIS));
  }

  private BenchmarkProcess startOurs(int users, int messageMillis, List<String> jvmOptions)
      throws IOException {
    return startShard(
        """
        users = %d, message.interval = %dms, heartbeat.interval = 30s
        target.url = "ws://127.0.0.1:%d/websocket"
        """
            .formatted(users, messageMillis, port),
        users,
        jvmOptions);
  }

  /** The same messages in the format chat-server, which has neither acks nor heartbeats. */
  private BenchmarkProcess startOverTcp() throws IOException {
    return startShard(
        """
        users = %d, message.interval = %dms, heartbeat.interval = 0
        codec.format = chat-server, target.url = "tcp://127.0.0.1:%d"
        """
            .formatted(USERS, INTERVAL_MILLIS, tcpPort()),
        USERS,
        List.of());
  }

  private BenchmarkProcess startShard(String settings, int users, List<String> jvmOptions)
      throws IOException {
    Path shard = Files.createTempDirectory(folder, "shard");
    Files.writeString(
        shard.resolve("settings.conf"),
        """
        im { %s
          ramp-up = %ds, duration = 600s, run.id = benchmark
          connection.handshake-timeout = %ds, login.timeout = %<ds }
        """
            .formatted(settings, 1 + users / 1_000, PATIENCE_SECONDS));
    return BenchmarkProcess.startShard(folder.resolve("ours.log"), shard, jvmOptions);
  }

  private void awaitLogins(int users, BenchmarkProcess client)
      throws IOException, InterruptedException {
    for (int tries = 0; stats().path("logins").asInt() < users; tries++) {
      if (!client.alive() || tries > LOGIN_TRIES_PER_SECOND * PATIENCE_SECONDS) {
        throw new IllegalStateException("not all users came online: see " + folder);
      }
      TimeUnit.MILLISECONDS.sleep(1_000 / LOGIN_TRIES_PER_SECOND);
    }
  }

  private boolean answers() {
    try {
      return stats().has("logins");
    } catch (IOException e) {
      return false;
    }
  }

  private JsonNode stats() throws IOException {
    try (InputStream body =
        URI.create("http://127.0.0.1:" + port + "/stats").toURL().openStream()) {
      return json.readTree(body);
    }
  }

  private interface Start {
    BenchmarkProcess start() throws IOException;
  }
}
