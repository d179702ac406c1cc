package im.stress.benchmark;

import im.stress.config.ShardSecrets;
import im.stress.config.UserColumns;
import im.stress.shard.ShardMain;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A child JVM under measurement; all get the same options. */
final class BenchmarkProcess implements AutoCloseable {
  private final Process process;

  private BenchmarkProcess(Process process) {
    this.process = process;
  }

  /** Starts {@code main} with the class path of this JVM; its output goes to {@code log}. */
  static BenchmarkProcess start(Path log, List<String> options, String main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("-Dio.netty.leakDetection.level=disabled");
    command.add("-Dio.netty.jfr.enabled=false");
    command.add("-Xms256m");
    command.add("-Xmx256m");
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    command.addAll(arguments);
    return new BenchmarkProcess(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start());
  }

  /**
   * Starts the shard in this folder, which has its settings, for users without values or secrets.
   */
  static BenchmarkProcess startShard(Path log, Path shard, List<String> jvmOptions)
      throws IOException {
    List<String> options = new ArrayList<>(jvmOptions);
    options.add("-Dim.shard.directory=" + shard);
    options.add("-Dim.shard.parent=" + ProcessHandle.current().pid());
    BenchmarkProcess started = start(log, options, ShardMain.class.getName(), List.of());
    try (OutputStream secrets = started.process.getOutputStream()) {
      new ShardSecrets(Map.of(), UserColumns.NONE).writeTo(secrets);
    }
    return started;
  }

  /** CPU time used so far, by user and system. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** Resident memory, as Linux counts it. */
  long rssBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1_024;
      }
    }
    throw new IOException("no VmRSS of process " + process.pid());
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
