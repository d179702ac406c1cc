package im.stress.run;

import im.stress.config.ShardSecrets;
import im.stress.shard.ShardAssignment;
import im.stress.shard.ShardMain;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A shard in a JVM of its own. */
record ShardProcess(Path directory, String heap, Process process, CompletableFuture<Integer> exit)
    implements Shard {

  /** Starts shards with this kind of JVM. */
  static Shard.Starter starter(Children children, ChildJvm jvm) {
    return (directory, index, plan, secrets) -> {
      ProcessBuilder builder = new ProcessBuilder(command(jvm, directory, index, plan));
      builder.environment().keySet().removeAll(secrets.variables().keySet());
      ShardProcess shard = start(children, builder, directory);
      tell(shard.process(), secrets);
      return shard;
    };
  }

  /** A pipe is full before all is read, so this must not keep the other processes from starting. */
  private static void tell(Process process, ShardSecrets secrets) {
    Thread teller = new Thread(() -> write(process, secrets), "im-secrets");
    teller.setDaemon(true);
    teller.start();
  }

  private static void write(Process process, ShardSecrets secrets) {
    try (OutputStream pipe = process.getOutputStream()) {
      secrets.writeTo(pipe);
    } catch (IOException e) {
      // It has ended before it read all; its exit code and its last words say why.
      return;
    }
  }

  /** Starts this command; what it prints goes into {@code gatling.out}. */
  static ShardProcess start(Children children, ProcessBuilder builder, Path directory)
      throws IOException {
    builder.redirectErrorStream(true);
    builder.redirectOutput(directory.resolve("gatling.out").toFile());
    Process process = children.start(builder);
    return new ShardProcess(
        directory,
        ChildJvm.heapOf(builder.command()),
        process,
        process.onExit().thenApply(Process::exitValue));
  }

  private static List<String> command(ChildJvm jvm, Path directory, int index, ShardPlan plan) {
    // One process is enough to watch a target that all of them share.
    boolean watches = index == 0 || plan.servers() > 1;
    Map<String, String> properties =
        new TreeMap<>(new ShardAssignment(directory, index, plan.shards(), watches).properties());
    // Gatling would tell a third party and fetch a page of gatling.io (gatling-defaults.conf).
    properties.put("gatling.data.enableAnalytics", "false");
    properties.put("gatling.http.warmUpUrl", "");
    return jvm.command(
        plan.usersPerShard(), plan.shards(), properties, List.of(ShardMain.class.getName()));
  }

  @Override
  public void stop() {
    process.destroy();
  }

  @Override
  public void kill() {
    process.destroyForcibly();
  }
}
