package im.stress.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The tool as a user starts it, but for the building: a process of its own, results in a folder.
 */
final class ToolRun implements AutoCloseable {
  private static final String RUN_ID = "run";

  /** A network namespace that ends with its last process; root is needed inside it only. */
  private static final List<String> OWN_NETWORK = List.of("unshare", "--map-root-user", "--net");

  private final Path folder;
  private final Process process;

  private ToolRun(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /** Whether this machine lets a test have {@link Builder#fewLocalPorts}. */
  static boolean canLimitLocalPorts() throws InterruptedException {
    List<String> command = new ArrayList<>(OWN_NETWORK);
    command.addAll(List.of("bash", "-c", localPortLimit(40_000, 40_019)));
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether this machine lets a test call {@link #leaveFileHandles}. */
  static boolean canLimitFileHandles() {
    return Files.isExecutable(Path.of("/usr/bin/prlimit"));
  }

  private static String localPortLimit(int first, int last) {
    return "ip link set lo up && echo %d %d >/proc/sys/net/ipv4/ip_local_port_range"
        .formatted(first, last);
  }

  private static Path portsTaken(Path folder) {
    return folder.resolve("ports-taken");
  }

  /** What is started how; each call changes this object. */
  static final class Builder {
    private final Path folder;
    private final List<String> arguments = new ArrayList<>();
    private final List<String> network = new ArrayList<>();
    private String limits = "true";
    private String javaOptions = "";
    private final List<String> runnerOptions = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();

    Builder(Path folder) {
      this.folder = folder;
    }

    /** Positions: users, ramp, duration in seconds, two intervals in milliseconds. */
    Builder load(int users, int ramp, int duration, int messageMillis, int heartbeatMillis) {
      for (int position : new int[] {users, ramp, duration, messageMillis, heartbeatMillis}) {
        arguments.add(Integer.toString(position));
      }
      return this;
    }

    /** Any arguments, such as a command and its options. */
    Builder arguments(String... more) {
      arguments.addAll(List.of(more));
      return this;
    }

    Builder set(String key, String value) {
      arguments.add("--set");
      arguments.add("im." + key + "=" + value);
      return this;
    }

    /** Writes a file of settings and names it. */
    Builder config(String hocon) throws IOException {
      Path file = Files.writeString(folder.resolve("my.conf"), hocon);
      arguments.add("--config");
      arguments.add(file.toString());
      return this;
    }

    Builder target(int port) {
      return set("target.url", "ws://127.0.0.1:" + port + "/websocket");
    }

    /** A busy or slow machine of a test is no fault of the run. */
    Builder tolerant() {
      return set("client.max-cpu-percent", "100")
          .set("client.max-steal-percent", "100")
          .set("client.max-event-loop-lag-p99", "10s")
          .set("client.max-send-lateness-p99", "10s")
          .set("client.max-heartbeat-lateness-p99", "10s")
          .set("client.max-gc-pause", "10s");
    }

    /** Without a warm-up, where its time is longer than what is to be seen. */
    Builder cold() {
      return set("run.warm-up", "0s");
    }

    /** Nothing times out while many processes share few processors. */
    Builder patient() {
      return set("connection.connect-timeout", "60s")
          .set("connection.handshake-timeout", "60s")
          .set("login.timeout", "60s")
          .set("message.ack-timeout", "60s")
          .set("heartbeat.timeout", "60s")
          .set("thresholds", "success.connect >= 1, messages.lost <= 0");
    }

    Builder fileHandles(int limit) {
      limits = "ulimit -n " + limit;
      return this;
    }

    /** In a network of its own, which has these local ports only after {@link #takeLocalPorts}. */
    Builder fewLocalPorts(int first, int last) {
      network.addAll(OWN_NETWORK);
      limits =
          "ip link set lo up && { (until [ -e '%s' ]; do kill -0 $$ || exit; sleep 0.05; done; %s) & }"
              .formatted(portsTaken(folder), localPortLimit(first, last));
      return this;
    }

    Builder javaOptions(String options) {
      javaOptions = options;
      return this;
    }

    /** Names that the runner alone can look up, in the form of {@code /etc/hosts}. */
    Builder hosts(String... lines) throws IOException {
      Path file = Files.write(folder.resolve("hosts"), List.of(lines));
      runnerOptions.add("-Djdk.net.hosts.file=" + file);
      return this;
    }

    /** Environment variables of the user. */
    Builder variables(Map<String, String> more) {
      variables.putAll(more);
      return this;
    }

    ToolRun start() throws IOException {
      List<String> command = new ArrayList<>(network);
      command.addAll(List.of("bash", "-c", limits + " && exec \"$@\"", "-"));
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
      command.addAll(runnerOptions);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.add("im.stress.cli.Main");
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(folder.resolve("output.txt").toFile());
      builder.environment().put("RESULTS_DIR", folder.resolve("results").toString());
      builder.environment().put("RUN_ID", RUN_ID);
      builder.environment().put("CI", "true");
      builder.environment().put("IM_JAVA_OPTS", javaOptions);
      builder.environment().putAll(variables);
      return new ToolRun(folder, builder.start());
    }
  }

  /** Blocks until it has ended; returns the exit code. */
  int await() throws InterruptedException {
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the run never ended:\n" + output());
    }
    return process.exitValue();
  }

  /** Blocks until the output has this text. */
  void awaitOutput(String text) {
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> output().contains(text));
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** All processes that it started: its shards, and the embedded server where it has one. */
  Stream<ProcessHandle> descendants() {
    return process.descendants();
  }

  /** Leaves it the local ports alone that it was started with. */
  void takeLocalPorts() throws IOException {
    Files.createFile(portsTaken(folder));
  }

  /** Lets its only shard, while it runs, open so many files and sockets more. */
  void leaveFileHandles(int more) throws IOException, InterruptedException {
    // A shard may have a short-lived child of its own, which asks the system something.
    List<ProcessHandle> shards = process.children().toList();
    if (shards.size() != 1) {
      throw new IllegalStateException("expected one shard, got " + shards);
    }
    long pid = shards.get(0).pid();
    long open;
    try (Stream<Path> handles = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      open = handles.count();
    }
    String limit = "--nofile=" + (open + more) + ":" + (open + more);
    Process prlimit = new ProcessBuilder("prlimit", "--pid", Long.toString(pid), limit).start();
    if (prlimit.waitFor() != 0) {
      throw new IllegalStateException("prlimit " + limit + " failed");
    }
  }

  String output() {
    try {
      return Files.readString(folder.resolve("output.txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder with the results of all runs; not there before the first was begun. */
  Path results() {
    return folder.resolve("results");
  }

  Path file(String name) {
    return folder.resolve("results").resolve(RUN_ID).resolve(name);
  }

  JsonNode summary() throws IOException {
    return new ObjectMapper().readTree(file("summary.json").toFile());
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
